"""What is no digit, as strokes to learn from: letters, signs, digits turned, mirrored, in pairs and crossed out,
scribbles and figures.

Nearly all written in code or made of training digits; the real letters (``sources/``) join them, and the symbols with
which refusals are measured (``nondigits.py``) stay unseen.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from train import figures
from train.letters import LETTERS, SIGNS
from train.strokes import NOT_A_DIGIT, PenDigit, normalised
from train.styles.pen import Lines, Random, curve, flip, line, rounded

# Turned by a quarter these are no digits; mirrored, those are none.
TURNED = (1, 2, 3, 4, 5, 7)
MIRRORED = (3, 4, 6, 7, 9)
# Crossed out these are digits no more; a struck 0 or 7 still is one, and a struck 1 may be a 7.
CROSSED_OUT = (2, 3, 4, 5, 6, 8, 9)


def negatives(digits: list[PenDigit], count: int, seed: int) -> list[PenDigit]:
    """So many things that are no digit, of every kind in its share; ``digits`` are what some are made of."""
    random = np.random.default_rng(seed)
    made = [_KINDS[k % len(_KINDS)](digits, random) for k in range(count)]
    return [PenDigit(normalised(lines), NOT_A_DIGIT, writer="code") for lines in made]


def letter(_: list[PenDigit], r: Random) -> Lines:
    return _written(LETTERS, r)


def sign(_: list[PenDigit], r: Random) -> Lines:
    return _written(SIGNS, r)


def _written(shapes: dict[str, str], r: Random) -> Lines:
    """One of the shapes by some hand: its corners put down unevenly, sharp, cut or curved, narrow or wide."""
    strokes = shapes[r.choice(list(shapes))].split(",")
    stretch = np.array([np.exp(r.normal(0, 0.2)), 1])
    corners = [np.array(stroke.split(), dtype=float).reshape(-1, 2) / 10 for stroke in strokes]
    uneven = [(points + r.normal(0, 0.025, points.shape)) * stretch for points in corners]
    draw = curve if flip(r, 0.25) else line
    paths = [draw(*map(tuple, points)) for points in uneven]
    return [rounded(path, r.uniform(0.02, 0.08)) for path in paths] if flip(r, 0.6) else paths


def turned(digits: list[PenDigit], r: Random) -> Lines:
    return figures.turned(list(_one_of(digits, TURNED, r).lines), r.choice([-1, 1]) * np.pi / 2)


def mirrored(digits: list[PenDigit], r: Random) -> Lines:
    return [stroke * [-1, 1] for stroke in _one_of(digits, MIRRORED, r).lines]


def side_by_side(digits: list[PenDigit], r: Random) -> Lines:
    """Two or three digits in a row, apart or touching."""
    lines: Lines = []
    right = 0.0
    before = 1
    for k in range(2 if flip(r, 0.8) else 3):
        digit = digits[r.integers(len(digits))]
        # A 1 that touches its neighbour makes another digit of it, or a letter.
        gap = r.uniform(0.1, 0.5) if k == 0 or 1 in (before, digit.label) else r.uniform(-0.05, 0.45)
        size, shift = r.uniform(0.8, 1.2), np.array([right + gap, r.normal(0, 0.08)])
        placed = [stroke * size + shift for stroke in digit.lines]
        right, before = max(stroke[:, 0].max() for stroke in placed), digit.label
        lines += placed
    return lines


def crossed_out(digits: list[PenDigit], r: Random) -> Lines:
    """A digit struck through several times, by a cross or by a zigzag."""
    lines = list(_one_of(digits, CROSSED_OUT, r).lines)
    w, h = np.concatenate(lines).max(axis=0)
    kind, over = r.integers(3), r.uniform(0.05, 0.25)
    if kind == 0:
        return [*lines, line((-over, -over), (w + over, h + over)), line((w + over, -over), (-over, h + over))]
    if kind == 1:
        heights = np.linspace(0.2, 0.8, r.integers(3, 5)) * h + r.normal(0, 0.04)
        return [*lines, *(line((-over, y), (w + over, y + r.normal(0, 0.06))) for y in heights)]
    turns = np.arange(r.integers(6, 12))
    x = np.where(turns % 2 == 0, -over, w + over)
    return [*lines, line(*zip(x, turns / len(turns) * h + r.normal(0, 0.03, len(turns)), strict=True))]


def _one_of(digits: list[PenDigit], labels: tuple[int, ...], r: Random) -> PenDigit:
    while (digit := digits[r.integers(len(digits))]).label not in labels:
        pass
    return digit


SCRIBBLES = (figures.walk, figures.zigzag, figures.coil, figures.spiral, figures.wave, figures.loose_lines)
FIGURES = (figures.filled, figures.polygon, figures.grid, figures.star_of_lines, figures.ring_with, figures.marks)


def scribble(_: list[PenDigit], r: Random) -> Lines:
    return SCRIBBLES[r.integers(len(SCRIBBLES))](r)


def tangle(_: list[PenDigit], r: Random) -> Lines:
    return figures.tangle(r)


def figure(_: list[PenDigit], r: Random) -> Lines:
    return FIGURES[r.integers(len(FIGURES))](r)


# Each as often as its share, in twentieths.
KINDS: dict[str, tuple[Callable[[list[PenDigit], Random], Lines], int]] = {
    "letter": (letter, 5),
    "sign": (sign, 2),
    "turned digit": (turned, 1),
    "mirrored digit": (mirrored, 1),
    "digits side by side": (side_by_side, 2),
    "digit crossed out": (crossed_out, 1),
    "scribble": (scribble, 3),
    "tangle": (tangle, 2),
    "figure": (figure, 3),
}
_KINDS = [draw for draw, twentieths in KINDS.values() for _ in range(twentieths)]
