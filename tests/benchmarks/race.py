"""python -m tests.benchmarks.race --data-root DIR: the fast lane beside the talk's own run, in one run on one machine.

Accuracy is that of the final epoch on MNIST's test set, which steered nothing; seconds are those spent training.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import mean, stdev

from tqdm import tqdm

from tests.benchmarks.run_file import save
from train.data import load_split
from train.loop import Run, accuracy
from train.recipes import RECIPES

SEEDS = {"talk-original": 1, "sprint": 10}


def main() -> None:
    """Train, measure, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-root", type=Path, default=Path("data"))
    root = parser.parse_args().data_root
    training, validation, test = (load_split("mnist", split, root) for split in ("train", "val", "test"))
    measured: dict[str, object] = {}
    seconds: dict[str, float] = {}
    for name, seeds in SEEDS.items():
        shares, times = [], []
        for seed in range(seeds):
            run = Run(RECIPES[name], seed)
            with tqdm(total=run.recipe.epochs * run.steps_an_epoch(len(training)), desc=f"{name} {seed}") as bar:
                while run.epoch < run.recipe.epochs:
                    run.train_epoch(training, validation, bar)
            shares.append(accuracy(run.exported(), test))
            times.append(run.progress.seconds[-1])
        seconds[name] = mean(times)
        measured[f"{name} seconds"] = round(seconds[name], 2)
        measured[f"{name} test accuracy"] = round(mean(shares), 4)
        measured[f"{name} sd"] = round(stdev(shares), 4) if seeds > 1 else "-"
        measured[f"{name} seeds"] = seeds
    measured["times as fast"] = round(seconds["talk-original"] / seconds["sprint"], 1)
    save("bench-race", measured)


if __name__ == "__main__":
    main()
