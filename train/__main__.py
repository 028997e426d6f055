"""python -m train RECIPE: make a checkpoint."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path

from tqdm import tqdm

from digit_model.checkpoint import RUN_FILE, Config, check_replaceable, save_checkpoint
from digit_model.errors import HubRefused, HubUnreachable, in_one_sentence
from digit_model.hub import is_repository
from train.calibrate import calibrated
from train.data import Digits
from train.environment import commit, environment
from train.loop import Diverged, ForeignState, Run
from train.mixture import calibration_digits, training_digits, validation_digits
from train.processes import ALONE, LostProcess, Processes, UnevenShares
from train.publish import publish
from train.recipes import PARTS, RECIPES, WITHOUT, Recipe
from train.sources.published import DamagedData, MissingData


def main(arguments: list[str] | None = None) -> None:
    """Train, save, and publish where asked; ends with a message and status 1 if something is in the way."""
    options = _options(arguments)
    name, recipe = options.recipe, RECIPES[options.recipe]
    if options.epochs:
        recipe = replace(recipe, epochs=options.epochs)
    if options.without:
        name = f"{name}{WITHOUT}{options.without}"
        try:
            recipe = recipe.without(options.without)
        except ValueError as error:
            sys.exit(f"{options.recipe}: {error}")
    out = options.out or Path("runs") / f"{name}-seed{options.seed}"
    processes = Processes.from_environment(os.environ)
    try:
        run = train(name, recipe, options.seed, out, options.data_root, processes)
    except (Diverged, UnevenShares) as error:  # all processes end alike; the first says it, and fails for all
        sys.exit(f"{error}" if processes.is_first else 0)
    except (FileExistsError, MissingData, DamagedData, ForeignState, LostProcess) as error:
        sys.exit(f"{error}")
    except OSError as error:
        sys.exit(
            f"The training cannot go on: {in_one_sentence(error)}. Then the same command goes on from the last epoch."
        )
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The same command goes on from the last finished epoch." if processes.is_first else 1)
    if not processes.is_first:
        return
    reached = run.progress.val_accuracy[-1]
    print(f"{out}: validation accuracy {reached:.2%} after {run.epoch} epochs, {run.progress.seconds[-1]:.0f} s")
    if reached < options.min_accuracy:
        sys.exit(f"That is below the {options.min_accuracy:.2%} asked for.")
    if options.push_to:
        _push(out, options.push_to, options.data_root)


def _push(folder: Path, repository: str, data_root: Path) -> None:
    try:
        print(f"Published: {publish(folder, repository, data_root)}")
    except (MissingData, DamagedData, HubRefused, HubUnreachable) as error:
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        again = f"python -m train.publish {folder} {repository}"
        sys.exit(f"\nInterrupted; the checkpoint is kept, `{again}` publishes it.")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m train", description="Train one of the recipes.")
    parser.add_argument("recipe", choices=RECIPES, metavar="RECIPE", help=", ".join(RECIPES))
    parser.add_argument(
        "--data-root", type=Path, default=Path("data"), help="holds MNIST/raw; missing files are downloaded"
    )
    parser.add_argument("--seed", type=_seed, default=0, help="a whole number from 0; default 0")
    parser.add_argument("--epochs", type=_positive, help="instead of the recipe's own number")
    parser.add_argument("--without", choices=PARTS, help="leave a part of the recipe out, to see what it buys")
    parser.add_argument("--out", type=Path, help="checkpoint folder; default runs/RECIPE[-without-PART]-seedN")
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


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f'"{text}" is no whole number from 0')
    return int(text)


def _repository(text: str) -> str:
    if "@" in text or not is_repository(text):  # said now, not after the training
        raise argparse.ArgumentTypeError(f'"{text}" has not the form USER/REPO')
    return text


def train(name: str, recipe: Recipe, seed: int, out: Path, data_root: Path, processes: Processes = ALONE) -> Run:
    """Train a recipe and write the checkpoint folder ``out``; goes on where an interrupted run of it stopped.

    Raises: FileExistsError if ``out`` holds something else; MissingData, DamagedData, ForeignState, Diverged;
    UnevenShares and LostProcess if there are several processes.
    """
    processes.check_batch(recipe.batch)
    with processes.connected():
        return _train(name, Run(recipe, seed, processes), out, data_root)


def _train(name: str, run: Run, out: Path, data_root: Path) -> Run:
    recipe, first, device = run.recipe, run.processes.is_first, run.processes.device
    with run.processes.first_goes_first():
        check_replaceable(out)
        state = out.with_name(f"{out.name}.unfinished")
        training = training_digits(recipe, run.seed, data_root).to(device)
        validation = validation_digits(recipe, data_root).to(device)
        calibration = calibration_digits(recipe, data_root)  # needed last, but a missing file is to be said now
        if state.exists():
            run.resume(state)
            if first:
                print(f"Going on after epoch {run.epoch} of {recipe.epochs} ({state})")
    steps = run.steps_an_epoch(len(training))
    state.parent.mkdir(parents=True, exist_ok=True)
    done, all_steps = run.epoch * steps, recipe.epochs * steps
    with tqdm(total=all_steps, initial=done, unit="step", dynamic_ncols=True, disable=not first) as bar:
        while run.epoch < recipe.epochs:
            run.train_epoch(training.epoch(run.seed, run.epoch), validation, bar)
            if first:
                run.save(state)
    if first:
        _finish(run, name, out, calibration)
        state.unlink()
    return run


def _finish(run: Run, name: str, out: Path, validation: Digits) -> None:
    network, thresholds = calibrated(run.exported().cpu(), validation)
    metrics = {"val_accuracy": run.progress.val_accuracy[-1]}
    config = Config(run.recipe.variant, name, run.seed, thresholds, metrics=metrics, commit=commit())
    record = {
        "recipe": asdict(run.recipe),
        "progress": asdict(run.progress),
        "environment": environment() | {"processes": run.processes.count, "device": run.processes.device_name},
    }
    save_checkpoint(out, network, config)
    # Last of all, and before the state is deleted: a crash in between repeats this function, and loses nothing.
    (out / RUN_FILE).write_text(json.dumps(record, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
