"""Real pen strokes: digits that people drew on a tablet, as drawings, with the writer of each.

Source: E. Alpaydin, F. Alimoglu, "Pen-Based Recognition of Handwritten Digits", UCI Machine Learning Repository, 1996,
the original unnormalised trajectories: 30 writers, 7,494 digits. CC BY 4.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from digit_model import Drawing
from train.uci import Published, read_published

FILE = Published(
    path="pendigits/pendigits-orig.tra",
    url="https://archive.ics.uci.edu/static/public/81/pen+based+recognition+of+handwritten+digits.zip",
    member="pendigits-orig.tra.Z",
    md5="28e269fb7eaf8cb51af3f561743a0de5",
)
PAD = 280  # pixels; the side of the pad that most demos have, on which pictures of drawings are made
# Whole writers are held out, because a writer's digits resemble each other: three of the thirty to decide with, and
# every fifth to measure with.
WRITERS = {"val": frozenset({3, 13, 23}), "test": frozenset({5, 10, 15, 20, 25, 30})}
NOT_A_DIGIT = -1  # the label of what is none

_SEGMENT = re.compile(r'^\.SEGMENT DIGIT\s+\S+ \? "(\d)"\n\.COMMENT \d+\s+(\d+)\s', re.M)


@dataclass(frozen=True)
class PenDigit:
    """One digit that somebody drew.

    ``lines``: one array a stroke, (points, 2), x right, y down; the digit's longer side is 1, its corner at (0, 0).
    """

    lines: tuple[np.ndarray, ...]
    label: int
    writer: int

    def drawing(self, height: float, pen: float, left: float, top: float) -> Drawing:
        """As drawn on the pad: longer side ``height``, corner of the ink at (left, top), all in pad units."""
        shift = np.array([left, top]) + pen / 2
        return Drawing.of([line * (height - pen) + shift for line in self.lines], pen)


def load_strokes(split: str, root: str | Path) -> list[PenDigit]:
    """The digits of the training writers ("train"), or of those held out to decide ("val") or to measure ("test").

    Raises: MissingData, DamagedData; ValueError for a split that does not exist.
    """
    if split not in ("train", *WRITERS):
        raise ValueError(f'"{split}" is no split; there are train, val and test')
    digits = parse_unipen(read_published(FILE, root))
    split_of = {writer: name for name, writers in WRITERS.items() for writer in writers}
    return [digit for digit in digits if split_of.get(digit.writer, "train") == split]


def parse_unipen(text: str) -> list[PenDigit]:
    """Digits in UNIPEN's text format, whose y runs upwards."""
    heads = list(_SEGMENT.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        PenDigit(normalised([line * [1, -1] for line in pen_lines(text[head.end() : end])]), int(head[1]), int(head[2]))
        for head, end in zip(heads, ends, strict=True)
    ]


def pen_lines(segment: str) -> list[np.ndarray]:
    """The strokes between pen down and pen up, as they stand."""
    parts = [part.split(".PEN_UP")[0].split() for part in segment.split(".PEN_DOWN")[1:]]
    return [np.array(part, dtype=np.float64).reshape(-1, 2) for part in parts if part]


def normalised(lines: list[np.ndarray]) -> tuple[np.ndarray, ...]:
    """The same lines, their corner at (0, 0) and their longer side 1."""
    points = np.concatenate(lines)
    corner, size = points.min(axis=0), np.ptp(points, axis=0).max()
    return tuple((line - corner) / (size or 1) for line in lines)
