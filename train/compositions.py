"""Numbers made of people's digits: several of one writer's, side by side on a line, apart or touching.

Each number is of one writer, as a number that somebody writes is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from digit_model import Drawing
from digit_model.ink import ink_from_drawing
from train.strokes import PenDigit

SEED = 20_260_115  # of digits, sizes and places, the same for every network
LENGTHS = (2, 5)  # digits in a number
SIZES = (0.85, 1.15)  # heights of a number's digits, shares of their usual one
FLATTEST = 1.25  # times its height; a digit that is wider is as wide, and less high
UNSTEADY = 0.06  # of a digit's height: the spread of its foot about the line
STEP = 0.02  # of a digit's height, by which digits are moved together
CLOSE = 0.02  # of a digit's height, between the points by which distances are measured
MARGIN = 0.05  # pad units, on either side of a number that is as wide as the pad
PEN = (0.05, 0.12)  # of a digit's height
SIDE = 560  # pixels; a picture of a number, which is wider than one of a digit

Random = np.random.Generator
Lines = list[np.ndarray]


@dataclass(frozen=True)
class Number:
    """Digits on one line.

    ``digits``: each digit's lines, from left to right, x right, y down; a digit is about 1 high.
    """

    digits: tuple[Lines, ...]
    text: str

    def on_pad(self, random: Random) -> tuple[Drawing, list[Drawing]]:
        """The number somewhere on the pad, its strokes in any order; and each digit alone where it stands in it."""
        points = np.concatenate([line for digit in self.digits for line in digit])
        extent = np.ptp(points, axis=0)
        scale = (1 - 2 * MARGIN) * random.uniform(0.6, 1) / extent.max()
        corner = MARGIN + (1 - 2 * MARGIN - scale * extent) * random.uniform(0, 1, 2)
        pen = random.uniform(*PEN) * scale
        placed = [[(line - points.min(axis=0)) * scale + corner for line in digit] for digit in self.digits]
        lines = [line for digit in placed for line in digit]
        shuffled = [lines[index] for index in random.permutation(len(lines))]
        return Drawing.of(shuffled, pen), [Drawing.of(digit, pen) for digit in placed]


Gap = Callable[[Lines, Lines, Random], float]


def apart(before: Lines, _: Lines, random: Random) -> float:
    """As one writes digits: a fifth to two thirds of their height between them."""
    return _right(before) + random.uniform(0.2, 0.65)


def close(before: Lines, _: Lines, random: Random) -> float:
    """Closer: a tenth to a fifth of their height."""
    return _right(before) + random.uniform(0.1, 0.2)


def leaning(before: Lines, after: Lines, random: Random) -> float:
    """One may reach over the other, but nowhere do they come nearer than a seventh to a third of their height."""
    return moved_together(before, after, random.uniform(0.14, 0.33))


def touching(before: Lines, after: Lines, random: Random) -> float:
    """Moved together until ink meets ink, and on by up to a fifth of their height."""
    return moved_together(before, after, PEN[1]) - random.uniform(0, 0.2)


def moved_together(before: Lines, after: Lines, distance: float) -> float:
    """How far to the right the second digit may stand without coming nearer than this to the first."""
    points = [_dense(np.concatenate(_joints(lines))) for lines in (before, after)]
    tree = cKDTree(points[0])
    place = _right(before) + distance
    while tree.query(points[1] + np.array([place - STEP, 0]))[0].min() >= distance:
        place -= STEP
    return place


def _right(lines: Lines) -> float:
    return max(float(line[:, 0].max()) for line in lines)


def _joints(lines: Lines) -> list[np.ndarray]:
    """Each segment's two ends.  Shape: -> lines of (segments, 4)."""
    return [np.concatenate([line[: max(len(line) - 1, 1)], line[min(len(line) - 1, 1) :]], axis=1) for line in lines]


def _dense(segments: np.ndarray) -> np.ndarray:
    """Points along segments, ``CLOSE`` or less apart.  Shape: (segments, 4) -> (points, 2)."""
    lengths = np.hypot(*(segments[:, 2:] - segments[:, :2]).T)
    counts = np.ceil(lengths / CLOSE).astype(int) + 1
    parts = [np.linspace(row[:2], row[2:], count) for row, count in zip(segments, counts, strict=True)]
    return np.concatenate(parts)


def compose(digits: Sequence[PenDigit], gap: Gap, random: Random) -> Number:
    """These digits on one line, each in a size of its own, its foot a little off the line."""
    placed: list[Lines] = []
    for digit in digits:
        lines = _standing(digit, random)
        if placed:
            place = gap(placed[-1], lines, random)
            lines = [line + np.array([place, 0]) for line in lines]
        placed.append(lines)
    return Number(tuple(placed), "".join(str(digit.label) for digit in digits))


def _standing(digit: PenDigit, random: Random) -> Lines:
    """A digit about 1 high, its left side at 0 and its foot near 0."""
    points = np.concatenate(digit.lines)
    width, height = np.ptp(points, axis=0)
    size = random.uniform(*SIZES) / max(height, width / FLATTEST)
    corner = np.array([points[:, 0].min(), points[:, 1].max() - random.normal(0, UNSTEADY) / size])
    return [(line - corner) * size for line in digit.lines]


def numbers(people: Sequence[PenDigit], count: int, gap: Gap, lengths: tuple[int, int] = LENGTHS) -> list[Number]:
    """So many numbers, each of one writer's digits; writers as often as they have digits."""
    random = np.random.default_rng(SEED)
    writers: dict[str, list[PenDigit]] = {}
    for digit in people:
        writers.setdefault(digit.writer, []).append(digit)
    made = []
    for _ in range(count):
        own = writers[people[random.integers(len(people))].writer]
        chosen = random.integers(len(own), size=random.integers(lengths[0], lengths[1] + 1))
        made.append(compose([own[index] for index in chosen], gap, random))
    return made


def joined(number: Number) -> Number:
    """The same written without lifting the pen between the digits."""
    first, *others = number.digits
    lines = list(first)
    for digit in others:
        lines[-1] = np.concatenate([lines[-1], digit[0]])
        lines += digit[1:]
    return Number((lines,), number.text)


def on_paper(drawing: Drawing) -> np.ndarray:
    """Black ink on a white page.  Shape: -> (SIDE, SIDE), uint8."""
    return (255 - 255 * ink_from_drawing(drawing, SIDE)).astype(np.uint8)


def on_grey_paper(drawing: Drawing, random: Random) -> np.ndarray:
    """A photograph: grey paper, a lamp at one side, noise, and ink that is not quite black.  Shape: (SIDE, SIDE)."""
    ink = ink_from_drawing(drawing, SIDE)
    light = np.linspace(random.uniform(0.5, 0.9), random.uniform(0.5, 0.9), SIDE)
    turned = light if random.random() < 0.5 else light[:, None]
    page = turned * (1 - random.uniform(0.6, 0.9) * ink) + random.normal(0, 0.02, ink.shape)
    return np.round(255 * np.clip(page, 0, 1)).astype(np.uint8)
