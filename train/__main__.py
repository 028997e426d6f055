"""python -m train RECIPE: make a checkpoint."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

from tqdm import tqdm

from digit_model.checkpoint import RUN_FILE, Config, check_replaceable, save_checkpoint
from digit_model.errors import HubRefused, HubUnreachable
from digit_model.hub import is_repository
from train.data import DamagedData, MissingData, load_split
from train.environment import commit, environment
from train.loop import Diverged, ForeignState, Run
from train.publish import publish
from train.recipes import RECIPES, Recipe


def main(arguments: list[str] | None = None) -> None:
    """Train, save, and publish where asked; ends with a message and status 1 if something is in the way."""
    options = _options(arguments)
    recipe = RECIPES[options.recipe]
    if options.epochs:
        recipe = replace(recipe, epochs=options.epochs)
    out = options.out or Path("runs") / f"{options.recipe}-seed{options.seed}"
    try:
        run = train(options.recipe, recipe, options.seed, out, options.data_root)
        if options.push_to:
            print(f"Published: {publish(out, options.push_to, options.data_root)}")
    except (FileExistsError, MissingData, DamagedData, ForeignState, Diverged, HubRefused, HubUnreachable) as error:
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The same command goes on from the last finished epoch.")
    reached = run.progress.val_accuracy[-1]
    print(f"{out}: validation accuracy {reached:.2%} after {run.epoch} epochs, {run.progress.seconds[-1]:.0f} s")
    if reached < options.min_accuracy:
        sys.exit(f"That is below the {options.min_accuracy:.2%} asked for.")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m train", description="Train one of the recipes.")
    parser.add_argument("recipe", choices=RECIPES, metavar="RECIPE", help=", ".join(RECIPES))
    parser.add_argument(
        "--data-root", type=Path, default=Path("data"), help="holds MNIST/raw; missing files are downloaded"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=_positive, help="instead of the recipe's own number")
    parser.add_argument("--out", type=Path, help="checkpoint folder; default runs/RECIPE-seedN")
    parser.add_argument("--min-accuracy", type=float, default=0.0, help="fail below this validation accuracy, 0..1")
    parser.add_argument(
        "--push-to", type=_repository, metavar="USER/REPO", help="publish on the Hugging Face Hub when done"
    )
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} epochs train nothing")
    return number


def _repository(text: str) -> str:
    if "@" in text or not is_repository(text):  # said now, not after the training
        raise argparse.ArgumentTypeError(f'"{text}" has not the form USER/REPO')
    return text


def train(name: str, recipe: Recipe, seed: int, out: Path, data_root: Path) -> Run:
    """Train a recipe and write the checkpoint folder ``out``; goes on where an interrupted run of it stopped.

    Raises: FileExistsError if ``out`` holds something else; MissingData, DamagedData, ForeignState, Diverged.
    """
    check_replaceable(out)
    training, validation = (load_split(recipe.data, split, data_root) for split in ("train", "val"))
    run = Run(recipe, seed)
    state = out.with_name(f"{out.name}.unfinished")
    if state.exists():
        run.resume(state)
        print(f"Going on after epoch {run.epoch} of {recipe.epochs} ({state})")
    steps = run.steps_an_epoch(len(training))
    state.parent.mkdir(parents=True, exist_ok=True)
    with tqdm(total=recipe.epochs * steps, initial=run.epoch * steps, unit="step", dynamic_ncols=True) as bar:
        while run.epoch < recipe.epochs:
            run.train_epoch(training, validation, bar)
            run.save(state)
    _finish(run, name, out)
    state.unlink()
    return run


def _finish(run: Run, name: str, out: Path) -> None:
    metrics = {"val_accuracy": run.progress.val_accuracy[-1]}
    config = Config(run.recipe.variant, name, run.seed, metrics=metrics, commit=commit())
    record = {"recipe": asdict(run.recipe), "progress": asdict(run.progress), "environment": environment()}
    save_checkpoint(out, run.exported(), config)
    # Last of all, and before the state is deleted: a crash in between repeats this function, and loses nothing.
    (out / RUN_FILE).write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
