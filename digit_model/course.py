"""What the lessons show besides the visitor's own digit. It comes with the package, and ``train/`` makes it.

``snapshots/``: states of the run that made the bundled network of the talk (``python -m train.snapshots talk``).
``siblings/``:  networks trained like it but briefly, whole and without one part each (``train/recipes.py``).
``kept-aside.json``: real digits that trained neither (``python -m train.kept_aside``).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file, save_file

from digit_model.checkpoint import load_checkpoint
from digit_model.explain.sample import load_sample
from digit_model.reader import Reader

COURSE = Path(__file__).parent / "lessons"
SNAPSHOTS, SIBLINGS, KEPT_ASIDE = COURSE / "snapshots", COURSE / "siblings", COURSE / "kept-aside.json"
SIBLING_FIGURES = SIBLINGS / "figures.json"  # written by ``python -m train.report``
SNAPSHOT_WEIGHTS, SNAPSHOT_TABLE = "weights.safetensors", "snapshots.json"
WHOLE = "talk"  # the sibling that lacks nothing, to compare the others with
SIBLING_NAMES = (WHOLE, "talk-without-augmentation", "talk-without-drawings", "talk-average", "talk-without-relu")


@dataclass(frozen=True)
class Snapshots:
    """States of one training run, as each would have been published.

    ``variant``: the architecture's name.
    ``weights``: (states, parameters), float16: all weights and biases in the order of ``explain.wiring.weights``.
    ``table``:   of each state: "step", updates done; "epoch", the same in passes over the training digits; "digits"
                 seen, each as often as it was; "loss", the mean training loss since the state before, None of the
                 first; "val_loss", cross-entropy, and "val_accuracy", 0..1, of this very state on MNIST's validation
                 digits. "loss" stays the larger one: training digits are bent and stretched, and some are none.
    """

    variant: str
    weights: np.ndarray
    table: list[dict[str, Any]]


def save_snapshots(folder: Path, snapshots: Snapshots, made: dict[str, Any]) -> None:
    """Write a folder that ``load_snapshots`` reads.  ``made``: how they were made, as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({"weights": snapshots.weights}, folder / SNAPSHOT_WEIGHTS)
    (folder / SNAPSHOT_WEIGHTS).chmod(0o644)
    told = {"variant": snapshots.variant, "snapshots": snapshots.table} | made
    (folder / SNAPSHOT_TABLE).write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def load_snapshots(folder: Path = SNAPSHOTS) -> Snapshots:
    """The states that were written to a folder; those of the talk's network come with the package."""
    told = json.loads((folder / SNAPSHOT_TABLE).read_bytes())
    return Snapshots(told["variant"], load_file(folder / SNAPSHOT_WEIGHTS)["weights"], told["snapshots"])


def load_siblings() -> dict[str, Reader]:
    """{name: reader}, the whole one first. They are no bundled models: no page of their own, not for readings."""
    return {name: Reader(*load_checkpoint(SIBLINGS / name)) for name in SIBLING_NAMES}


def sibling_figures() -> dict[str, dict[str, float]]:
    """{name: accuracies, 0..1}: "mnist" on its test set; "drawn" on digits of held-out writers, drawn on a pad."""
    return json.loads(SIBLING_FIGURES.read_bytes())


def load_kept_aside() -> tuple[np.ndarray, np.ndarray]:
    """Real digits that trained neither a bundled network nor a sibling, and what they are.

    They are MNIST validation digits, not test digits: they decided temperatures, thresholds and recipes, so accuracy on
    them flatters. (A network trained here by the recipe "quick" may have learned from them.)
    Shape: (N, 28, 28), uint8, 0 paper .. 255 ink; and (N,), int64, 0..9.
    """
    digits, labels = load_sample()
    rows = json.loads(KEPT_ASIDE.read_bytes())
    return digits[rows], labels[rows]
