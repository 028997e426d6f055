"""What is no digit, as strokes to learn from: letters, digits turned and mirrored, two side by side, scribbles, blobs.

All written in code or made of training digits: the real letters with which refusals are measured (``sources/uji.py``)
stay unseen.
"""

from __future__ import annotations

import numpy as np

from train.strokes import NOT_A_DIGIT, PenDigit, normalised
from train.styles.pen import Lines, Random, arc, line

# Letters, each as strokes "x y x y ..., x y ..." on a page of 10 x 10, y down.
LETTERS = {
    "A": "0 10 4 0 8 10, 1 6 7 6",
    "C": "7 1 4 0 1 2 0 5 1 8 4 10 7 9",
    "D": "1 0 1 10, 1 0 5 1 7 5 5 9 1 10",
    "E": "6 0 0 0 0 10 6 10, 0 5 5 5",
    "F": "6 0 0 0 0 10, 0 5 5 5",
    "G": "7 2 4 0 1 2 0 5 1 9 4 10 7 9 7 6 4 6",
    "H": "0 0 0 10, 7 0 7 10, 0 5 7 5",
    "J": "1 0 7 0, 4 0 4 8 2 10 0 8",
    "K": "0 0 0 10, 6 0 0 5 6 10",
    "L": "0 0 0 10 6 10",
    "M": "0 10 1 0 4 7 7 0 8 10",
    "N": "0 10 0 0 7 10 7 0",
    "P": "0 10 0 0 5 0 6 2 5 5 0 5",
    "Q": "4 0 1 2 0 5 1 8 4 10 7 8 8 5 7 2 4 0, 5 7 8 11",
    "R": "0 10 0 0 5 0 6 2 5 5 0 5 6 10",
    "T": "0 0 8 0, 4 0 4 10",
    "U": "0 0 0 7 2 10 5 10 7 7 7 0",
    "V": "0 0 4 10 8 0",
    "W": "0 0 2 10 4 3 6 10 8 0",
    "X": "0 0 7 10, 7 0 0 10",
    "Y": "0 0 4 5 8 0, 4 5 4 10",
    "a": "6 1 3 0 0 3 1 7 4 7 6 4 6 0 6 8 8 9",
    "c": "6 1 3 0 0 3 0 6 3 8 6 7",
    "d": "6 4 3 3 0 6 2 10 6 8 6 0 6 10",
    "e": "0 4 6 4 6 1 3 0 0 3 1 7 4 8 7 6",
    "f": "6 1 4 0 3 2 3 10, 0 4 6 4",
    "h": "0 0 0 10, 0 6 3 4 5 5 5 10",
    "j": "3 3 3 9 1 11 -1 10, 3 0 3 0.4",
    "k": "0 0 0 10, 5 4 0 7 5 10",
    "m": "0 0 0 7 0 2 2 0 4 2 4 7 4 2 6 0 8 2 8 7",
    "n": "0 0 0 7 0 2 3 0 5 2 5 7",
    "p": "0 0 0 10 0 1 3 0 6 2 5 5 2 6 0 4",
    "r": "0 0 0 7 0 2 2 0 4 0",
    "t": "3 0 3 8 5 10 7 9, 0 3 6 3",
    "u": "0 0 0 5 2 7 5 6 6 0 6 7",
    "v": "0 0 3 7 6 0",
    "w": "0 0 2 7 4 2 6 7 8 0",
    "x": "0 0 6 7, 6 0 0 7",
    "y": "0 0 3 5, 6 0 2 10",
}
# Turned by a quarter these are no digits; mirrored, those are none.
TURNED = (1, 2, 3, 4, 5, 7)
MIRRORED = (3, 4, 6, 7, 9)


def negatives(digits: list[PenDigit], count: int, seed: int) -> list[PenDigit]:
    """So many things that are no digit, in equal parts of every kind; ``digits`` are what some are made of."""
    random = np.random.default_rng(seed)
    made = [_KINDS[k % len(_KINDS)](digits, random) for k in range(count)]
    return [PenDigit(normalised(lines), NOT_A_DIGIT, writer="code") for lines in made]


def _letter(_: list[PenDigit], r: Random) -> Lines:
    strokes = LETTERS[r.choice(list(LETTERS))].split(",")
    points = [np.array(stroke.split(), dtype=float).reshape(-1, 2) / 10 for stroke in strokes]
    paths = [line(*map(tuple, corners)) for corners in points]
    return list(map(_rounded, paths)) if r.random() < 0.7 else paths


def _rounded(path: np.ndarray) -> np.ndarray:
    """The same path with its corners cut, as a quick hand cuts them; the ends stay."""
    smooth = path.copy()
    for _ in range(6):
        smooth[1:-1] = (smooth[:-2] + 2 * smooth[1:-1] + smooth[2:]) / 4
    return smooth


def _turned(digits: list[PenDigit], r: Random) -> Lines:
    quarter = np.array([[0, 1], [-1, 0]]) * r.choice([-1, 1])
    return [stroke @ quarter for stroke in _one_of(digits, TURNED, r).lines]


def _mirrored(digits: list[PenDigit], r: Random) -> Lines:
    return [stroke * [-1, 1] for stroke in _one_of(digits, MIRRORED, r).lines]


def _pair(digits: list[PenDigit], r: Random) -> Lines:
    left, right = digits[r.integers(len(digits))], digits[r.integers(len(digits))]
    width = max(stroke[:, 0].max() for stroke in left.lines)
    shift = np.array([width + r.uniform(0.08, 0.5), r.normal(0, 0.08)])
    return [*left.lines, *(stroke * r.uniform(0.8, 1.2) + shift for stroke in right.lines)]


def _scribble(_: list[PenDigit], r: Random) -> Lines:
    kind = r.integers(4)
    if kind == 0:  # a random walk, turning gradually
        heading = np.cumsum(r.normal(0, r.uniform(0.3, 1.0), size=r.integers(25, 120))) + r.uniform(0, 7)
        return [np.cumsum(np.stack([np.cos(heading), np.sin(heading)], axis=1), axis=0)]
    if kind == 1:  # to and fro
        turns = r.integers(4, 14)
        across = np.stack([np.arange(turns) / turns, np.arange(turns) % 2 + r.normal(0, 0.1, turns)], axis=1)
        return [line(*map(tuple, across @ _turn(r)))]
    if kind == 2:  # coils
        angle = np.linspace(0, r.uniform(12, 40), 160)
        radius, drift = np.linspace(r.uniform(0, 0.6), 1, 160)[:, None], np.linspace(0, r.uniform(0, 2), 160)[:, None]
        return [radius * np.stack([np.cos(angle), np.sin(angle)], axis=1) + drift]
    return [line(*map(tuple, r.uniform(0, 1, size=(r.integers(2, 5), 2)))) for _ in range(r.integers(2, 7))]


def _figure(_: list[PenDigit], r: Random) -> Lines:
    """A filled or an outlined figure, a cross, a dot, a flat line."""
    kind = r.integers(5)
    rows = np.linspace(0, 1, 24)
    reach = np.sqrt(np.clip(0.25 - (rows - 0.5) ** 2, 0, 1)) if r.random() < 0.5 else np.full(24, r.uniform(0.3, 0.6))
    if kind == 0:  # filled, by hatching
        return [line(*((0.5 + side * w, y) for w, y in zip(reach, rows, strict=True) for side in (-1, 1)))]
    if kind == 1:  # a triangle or a square
        around = np.arange(corners := r.integers(3, 5)) / corners + r.uniform(0, 1)
        polygon = np.stack([np.cos(2 * np.pi * around), np.sin(2 * np.pi * around)], axis=1)
        return [line(*map(tuple, [*polygon, polygon[0]]))]
    if kind == 2:  # a circle with something within
        inner = [arc(0.5 + dx, 0.4, 0.05, 0.05, 0, 1) for dx in (-0.18, 0.18)] + [arc(0.5, 0.5, 0.25, 0.22, 0.05, 0.45)]
        return [arc(0.5, 0.5, 0.5, 0.5, 0, 1), *inner[: r.integers(2, 4)]]
    if kind == 3:  # lines that cross
        return [(line((-1, 0), (1, 0)) @ _turn(r)) for _ in range(r.integers(2, 5))]
    # a dot, or a line that lies flat
    return [line((0, 0), (1, r.uniform(-0.2, 0.2))) if r.random() < 0.7 else np.zeros((1, 2))]


def _turn(r: Random) -> np.ndarray:
    angle = r.uniform(0, 2 * np.pi)
    return np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])


def _one_of(digits: list[PenDigit], labels: tuple[int, ...], r: Random) -> PenDigit:
    while (digit := digits[r.integers(len(digits))]).label not in labels:
        pass
    return digit


def _tangle(_: list[PenDigit], r: Random) -> Lines:
    """A pen swung to and fro along both axes at once, in several rhythms: the dense scrawl of a visitor's test."""
    rhythms = np.arange(1, r.integers(6, 12))
    swings, phases = r.normal(size=(2, len(rhythms))) / rhythms**0.5, r.uniform(0, 7, size=(2, len(rhythms), 1))
    time = np.linspace(0, r.uniform(0.6, 1) * 2 * np.pi, 240)
    path = np.stack(
        [swing @ np.sin(np.outer(rhythms, time) + phase) for swing, phase in zip(swings, phases, strict=True)]
    )
    return [(path / np.ptp(path, axis=1, keepdims=True) * r.uniform(0.6, 1, size=(2, 1))).T]


_KINDS = (_letter, _letter, _letter, _turned, _mirrored, _pair, _scribble, _tangle, _tangle, _figure)
