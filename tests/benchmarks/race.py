"""python -m tests.benchmarks.race --data-root DIR: time to 99.0 %, `talk` beside `talk-original`, in one run.

Accuracy is that of the validation digits, looked at after every epoch; seconds are those spent training.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tqdm import tqdm

from tests.benchmarks.run_file import save
from train.data import load_split
from train.loop import Run
from train.recipes import RECIPES

GOAL = 0.99


def main() -> None:
    """Train both until they reach the goal, or to their end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-root", type=Path, default=Path("data"))
    root = parser.parse_args().data_root
    training, validation = (load_split("mnist", split, root) for split in ("train", "val"))
    measured: dict[str, object] = {"goal": GOAL}
    for name in ("talk-original", "talk"):
        run = Run(RECIPES[name], seed=0)
        with tqdm(total=run.recipe.epochs * run.steps_an_epoch(len(training)), desc=name) as bar:
            while run.epoch < run.recipe.epochs and max(run.progress.val_accuracy, default=0) < GOAL:
                run.train_epoch(training, validation, bar)
        measured[f"{name} seconds"] = round(run.progress.seconds[-1], 1)
        measured[f"{name} epochs"] = run.epoch
        measured[f"{name} accuracy"] = round(run.progress.val_accuracy[-1], 4)
    save("bench-race", measured)


if __name__ == "__main__":
    main()
