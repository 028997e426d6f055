"""python -m train.snapshots RECIPE: states of one run, from before its first step to its end.

Each is the network as it would have been published at that moment: weights averaged, normalisation folded away, and
the logits divided by the temperature that the end of the run was fitted with, so that the last one is the checkpoint
that ``python -m train RECIPE`` writes. Costs as much as that command and a minute more; interrupt it when you like,
the same command takes it up again after the last finished epoch.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import mean
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.nn.utils import parameters_to_vector, vector_to_parameters
from tqdm import tqdm

from digit_model.course import Snapshots, save_snapshots
from digit_model.network import StagedNet
from digit_model.variants import VARIANTS
from train.calibrate import cooled, fit_temperature
from train.data import Digits
from train.environment import commit, environment
from train.loop import Diverged, ForeignState, Run, logits_of
from train.mixture import calibration_digits, training_digits, validation_digits
from train.recipes import RECIPES
from train.sources.published import DamagedData, MissingData

EVERY_EPOCH = 8  # epochs whose ends are all kept; of later ones, every second and the last


class Album:
    """The states of a run that were kept so far, float32.

    ``kept``: {updates done: all weights as one row}; ``losses``: training loss of every step.
    """

    def __init__(self, run: Run, moments: set[int]) -> None:
        self.run, self.moments = run, moments
        self.kept: dict[int, Tensor] = {}
        self.losses: list[float] = []
        self._keep()

    def after_step(self, loss: float) -> None:
        """Note a step's loss, and keep the state behind it if it is one of the moments."""
        self.losses.append(loss)
        self._keep()

    def _keep(self) -> None:
        if len(self.losses) in self.moments:
            self.kept[len(self.losses)] = parameters_to_vector(self.run.exported().cpu().parameters()).detach()

    def save(self, path: Path) -> None:
        """Everything ``resume`` needs, written so that a crash leaves the last file whole."""
        fresh = path.with_suffix(".new")
        with fresh.open("wb") as file:  # torch's own writer does not say that a disk is full
            torch.save({"kept": self.kept, "losses": self.losses}, file)
        fresh.replace(path)

    def resume(self, path: Path, steps: int) -> None:
        """Go on behind so many steps; what the file holds of later ones is done again.  Raises: ForeignState."""
        try:
            state = torch.load(path, weights_only=True)
            self.losses = state["losses"][:steps]
            self.kept = {step: row for step, row in state["kept"].items() if step <= steps}
        except Exception:  # for a damaged file torch raises almost anything
            raise ForeignState(f"{path} cannot be read; delete it and the run's state to start afresh") from None


def moments(steps: int, epochs: int) -> set[int]:
    """Steps behind which a state is kept: densely at first, when most is learned, and at ends of epochs.

    >>> sorted(moments(335, 28))[:14]
    [0, 1, 2, 4, 8, 16, 32, 48, 64, 96, 128, 192, 256, 335]
    >>> len(moments(335, 28))
    31
    """
    early = {0, *(2**k for k in range(16)), *(3 * 2**k for k in range(4, 15))}
    ends = {epoch for epoch in range(1, epochs + 1) if epoch <= EVERY_EPOCH or epoch % 2 == 0 or epoch == epochs}
    return {step for step in early if step < steps} | {epoch * steps for epoch in ends}


def record(name: str, seed: int, out: Path, root: Path) -> Snapshots:
    """Train a recipe, keep its states, and write them to the folder ``out``.

    Raises: MissingData, DamagedData, ForeignState, Diverged.
    """
    recipe = RECIPES[name]
    run = Run(recipe, seed)
    training, validation = training_digits(recipe, seed, root), validation_digits(recipe, root)
    steps = run.steps_an_epoch(len(training))
    album = Album(run, moments(steps, recipe.epochs))
    state, pictures = (out.with_name(f"{out.name}.{kind}") for kind in ("unfinished", "album"))
    if state.exists():
        run.resume(state)
        album.resume(pictures, run.epoch * steps)
    state.parent.mkdir(parents=True, exist_ok=True)
    with tqdm(total=recipe.epochs * steps, initial=run.epoch * steps, unit="step", dynamic_ncols=True) as bar:
        while run.epoch < recipe.epochs:
            run.train_epoch(training.epoch(seed, run.epoch), validation, bar, album.after_step)
            album.save(pictures)  # first, because it may know more steps than the run, but not fewer
            run.save(state)
    snapshots = published(album, calibration_digits(recipe, root), validation)
    save_snapshots(out, snapshots, {"recipe": name, "seed": seed, "commit": commit(), "environment": environment()})
    state.unlink()
    pictures.unlink()
    return snapshots


def published(album: Album, calibration: Digits, validation: Digits) -> Snapshots:
    """All kept states as they would have been published, each with what it had seen and what it could."""
    run = album.run
    networks = {step: _network(run.recipe.variant, row) for step, row in sorted(album.kept.items())}
    temperature = fit_temperature(logits_of(run.exported().cpu(), calibration.images), calibration.labels)
    steps = len(album.losses) // run.epoch
    table: list[dict[str, Any]] = []
    rows: list[Tensor] = []
    for step, network in networks.items():
        since = album.losses[table[-1]["step"] if table else 0 : step]
        shown = cooled(network, temperature)
        rows.append(parameters_to_vector(shown.parameters()).detach().half())
        seen = {"step": step, "epoch": step / steps, "digits": step * run.recipe.batch}
        table.append(seen | {"loss": mean(since) if since else None} | _measured(shown, validation))
    return Snapshots(run.recipe.variant, torch.stack(rows).numpy(), table)


def _network(variant: str, row: Tensor) -> StagedNet:
    network = VARIANTS[variant]()
    vector_to_parameters(row, network.parameters())
    return network


def _measured(network: StagedNet, validation: Digits) -> dict[str, float]:
    logits = logits_of(network, validation.images)
    right = (logits.argmax(dim=1) == validation.labels).float().mean().item()
    return {"val_loss": F.cross_entropy(logits, validation.labels).item(), "val_accuracy": right}


def main(arguments: list[str] | None = None) -> None:
    """Record a run; ends with a message and status 1 if something is in the way."""
    parser = argparse.ArgumentParser(prog="python -m train.snapshots", description="Keep some thirty states of a run.")
    parser.add_argument("recipe", choices=RECIPES, metavar="RECIPE", help=", ".join(RECIPES))
    parser.add_argument("--data-root", type=Path, default=Path("data"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, help="folder; default runs/RECIPE-seedN-snapshots")
    options = parser.parse_args(arguments)
    out = options.out or Path("runs") / f"{options.recipe}-seed{options.seed}-snapshots"
    try:
        snapshots = record(options.recipe, options.seed, out, options.data_root)
    except (Diverged, MissingData, DamagedData, ForeignState) as error:
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The same command goes on from the last finished epoch.")
    last = snapshots.table[-1]
    print(f"{out}: {len(snapshots.table)} states, the last with a validation accuracy of {last['val_accuracy']:.2%}")


if __name__ == "__main__":
    main()
