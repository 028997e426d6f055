"""822 digits of one person, drawn with a finger on an iPad.

Source:   B. Maxwell, NumberPad, github.com/bridger/NumberPad, folder Data, at the commit below. Apache-2.0.
Format:   JSON, {"rawData": {label: [digit, ...]}}, a digit is a list of strokes of points [x, y], y downwards.
Writers:  one alone, who therefore trains.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from train.sources.cache import cached
from train.sources.published import Published, read_published
from train.strokes import PenDigit, normalised

DATA = "https://raw.githubusercontent.com/bridger/NumberPad/de2f2285144d16346bffdd37b94af75eb6fa2d13/Data"
FILE = Published(
    path="numberpad/bridger_all.json",
    url=f"{DATA}/bridger_all.json",
    md5="f979082f6b2c9d1878c66a8a26d7b79a",
)
VERSION = "1"  # of the code that parses: raise it when its result changes
SPLIT_OF = {"numberpad/bridger": "train"}


def load(split: str, root: str | Path) -> list[PenDigit]:
    """The digits of a split.  Raises: MissingData, DamagedData."""
    folder = (Path(root) / FILE.path).parent
    return cached(folder, (FILE.md5, VERSION), lambda: parse(read_published(FILE, root))).digits_of(split, SPLIT_OF)


def parse(data: bytes) -> list[PenDigit]:
    """Every digit in the file, which holds letters and signs too."""
    return [
        PenDigit(normalised(lines), int(label), "numberpad/bridger")
        for label, drawn in strokes_by_label(data).items()
        for lines in drawn
    ]


def strokes_by_label(data: bytes) -> dict[str, list[list[np.ndarray]]]:
    """The strokes of each digit by its label, in the file's order."""
    return {
        label: [[np.array(line, dtype=np.float64) for line in lines if line] for lines in drawn]
        for label, drawn in sorted(json.loads(data)["rawData"].items())
        if label in "0123456789"
    }
