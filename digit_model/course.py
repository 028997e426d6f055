"""What the lessons show besides the visitor's own digit, as it comes with the package; ``train/`` makes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file, save_file

COURSE = Path(__file__).parent / "lessons"
SNAPSHOTS = COURSE / "snapshots"
SNAPSHOT_WEIGHTS, SNAPSHOT_TABLE = "weights.safetensors", "snapshots.json"


@dataclass(frozen=True)
class Snapshots:
    """States of one training run, as each would have been published.

    ``variant``: the architecture's name.
    ``weights``: (states, parameters), float16: all weights and biases in the order of ``explain.wiring.weights``.
    ``table``:   of each state: "step", updates done; "epoch", the same in passes over the training digits; "digits"
                 seen, each as often as it was; "loss", the mean training loss since the state before, None of the
                 first; "val_loss", cross-entropy, and "val_accuracy", 0..1, of this very state on MNIST's validation
                 digits.
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
