"""Digits of thirty people on a tablet in Istanbul: 7,494.

Source:  E. Alpaydin, F. Alimoglu, "Pen-Based Recognition of Handwritten Digits", UCI Machine Learning Repository 81,
         1996, the original unnormalised trajectories of training. CC BY 4.0.
Format:  UNIPEN text, y upwards; the comment after each segment is "label writer number".
"""

from __future__ import annotations

from pathlib import Path

from train.sources.cache import cached
from train.sources.published import Published, read_published
from train.sources.unipen_text import segments
from train.strokes import PenDigit, normalised

FILE = Published(
    path="pendigits/pendigits-orig.tra",
    url="https://archive.ics.uci.edu/static/public/81/pen+based+recognition+of+handwritten+digits.zip",
    member="pendigits-orig.tra.Z",
    md5="28e269fb7eaf8cb51af3f561743a0de5",
)
VERSION = "1"  # of the code that parses: raise it when its result changes
# Whole writers are held out, because a writer's digits resemble each other: three of the thirty to decide with, and
# every fifth to measure with.
WRITERS = {"val": frozenset({3, 13, 23}), "test": frozenset({5, 10, 15, 20, 25, 30})}
SPLIT_OF = {
    f"pendigits/{writer}": next((split for split, writers in WRITERS.items() if writer in writers), "train")
    for writer in range(1, 31)
}


def load(split: str, root: str | Path) -> list[PenDigit]:
    """The digits of a split.  Raises: MissingData, DamagedData."""
    folder = Path(root) / FILE.path
    kept = cached(folder.parent, (FILE.md5, VERSION), lambda: parse(read_published(FILE, root).decode("ascii")))
    return kept.digits_of(split, SPLIT_OF)


def parse(text: str) -> list[PenDigit]:
    """Every digit in the text, turned upright."""
    return [
        PenDigit(
            normalised([line * (1, -1) for line in segment.lines]),
            int(segment.label),
            f"pendigits/{segment.note.split()[1]}",
        )
        for segment in segments(text, "DIGIT")
    ]
