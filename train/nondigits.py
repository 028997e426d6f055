"""What is no digit, to measure refusals with: figures written in code.

No picture here trained anything, but faces, blobs and pairs are kinds that ``negatives.py`` makes too, in its own way;
of most symbols training saw no like.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from digit_model.drawing import Drawing
from train.strokes import NOT_A_DIGIT, PenDigit, normalised

Random = np.random.Generator


def two_digits(left: PenDigit, right: PenDigit, random: Random) -> Drawing:
    """Two people's digits side by side on one pad."""
    height, pen = random.uniform(0.2, 0.42), 0.05
    top = random.uniform(0.05, 0.5)
    return Drawing(
        left.drawing(height, pen, 0.04, top).strokes
        + right.drawing(height, pen, 0.04 + height + random.uniform(0.03, 0.08), top).strokes
    )


def _drawing(lines: list[np.ndarray], random: Random) -> Drawing:
    height, pen = random.uniform(0.3, 0.9), random.uniform(0.03, 0.08)
    left, top = random.uniform(0, 1 - height, size=2)
    return PenDigit(normalised(lines), NOT_A_DIGIT, "code").drawing(height, pen, left, top)


def _blank(_: Random) -> Drawing:
    return Drawing()


def _scribble(random: Random) -> Drawing:
    """A tangle: one pen pulled between many random points along smooth curves."""
    corners = random.uniform(0, 1, size=(random.integers(9, 20), 2))
    at = np.linspace(0, len(corners) - 1, 200)
    path = np.stack([np.interp(at, range(len(corners)), corners[:, axis]) for axis in (0, 1)], axis=1)
    smooth = np.stack([np.convolve(path[:, axis], np.ones(9) / 9, "valid") for axis in (0, 1)], axis=1)
    return _drawing([smooth], random)


def _dense_blob(random: Random) -> Drawing:
    """A square or a disc, filled by a pen going to and fro."""
    rows = np.linspace(0, 1, 30)
    half = np.sqrt(0.25 - (rows - 0.5) ** 2) if random.random() < 0.5 else np.full(30, 0.5)
    ends = np.stack([half, -half], axis=1) * random.uniform(0.8, 1.2)
    return _drawing([np.stack([ends.ravel(), rows.repeat(2)], axis=1)], random)


def _ring(x: float, y: float, radius: float, start: float = 0.0, end: float = 1.0) -> np.ndarray:
    angle = 2 * np.pi * np.linspace(start, end, 40)
    return np.stack([x + radius * np.cos(angle), y + radius * np.sin(angle)], axis=1)


def _face(random: Random) -> Drawing:
    eye, height = random.uniform(0.12, 0.22), random.uniform(0.3, 0.42)
    nose = [np.array([(0.5, 0.45), (0.46, 0.58), (0.53, 0.58)])] if random.random() < 0.5 else []
    mouth = _ring(0.5, 0.5, random.uniform(0.22, 0.3), 0.08, 0.42)
    eyes = [_ring(0.5 + side * eye, height, 0.03) for side in (-1, 1)]
    return _drawing([_ring(0.5, 0.5, 0.5), *eyes, *nose, mouth], random)


# Strokes "x y x y ..., x y ..." on a page of 10 x 10, y down.
SYMBOLS = {
    "heart": "5 10 0 4 1 1 3 0 5 3 7 0 9 1 10 4 5 10",
    "star": "2 10 5 0 8 10 0 4 10 4 2 10",
    "house": "0 10 0 4 5 0 10 4 10 10 0 10, 4 10 4 7 6 7 6 10",
    "tree": "5 10 5 7, 0 7 5 0 10 7 0 7",
    "arrow": "0 5 10 5, 7 2 10 5 7 8",
    "tick": "0 6 3 10 10 0",
    "hash": "3 0 2 10, 7 0 6 10, 0 3 10 3, 0 7 10 7",
    "plus": "5 0 5 10, 0 5 10 5",
    "umbrella": "0 5 2 1 5 0 8 1 10 5 0 5, 5 5 5 9 4 10 3 9",
    "fish": "0 5 3 2 7 3 10 1 10 9 7 7 3 8 0 5",
    "stairs": "0 10 0 7 3 7 3 4 6 4 6 1 10 1",
    "stick figure": "5 2 4 1 5 0 6 1 5 2 5 6 2 10, 5 6 8 10, 2 4 8 4",
}


def _symbol(random: Random) -> Drawing:
    strokes = SYMBOLS[random.choice(list(SYMBOLS))].split(",")
    return _drawing([np.array(stroke.split(), dtype=float).reshape(-1, 2) for stroke in strokes], random)


NON_DIGITS: dict[str, Callable[[Random], Drawing]] = {
    "blank": _blank,
    "scribble": _scribble,
    "dense blob": _dense_blob,
    "face": _face,
    "symbol": _symbol,
}
