"""Ways to write a digit that neither MNIST's writers nor the pen writers show enough of, as strokes written in code.

One function a digit, which picks one of its styles and its proportions at random; the digits real people drew come
first, these fill the gaps: flagged and footed ones, slashed and dotted zeros, crossed sevens, Z-like twos, open and
closed fours, straight-backed sixes and nines, eights of two loops, fives with a detached bar.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from train.strokes import PenDigit, normalised

Random = np.random.Generator
Lines = list[np.ndarray]


def line(*points: tuple[float, float]) -> np.ndarray:
    """Straight from point to point, with points enough between to be bent.  Shape: -> (points, 2), x right, y down."""
    corners = np.array(points, dtype=float)
    at = np.linspace(0, len(corners) - 1, 8 * (len(corners) - 1) + 1)
    whole = np.minimum(at.astype(int), len(corners) - 2)
    share = (at - whole)[:, None]
    return corners[whole] * (1 - share) + corners[whole + 1] * share


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> np.ndarray:
    """Part of an ellipse around (x, y), from ``start`` to ``end`` in turns: 0 right, .25 down, .5 left, .75 up."""
    angle = 2 * np.pi * np.linspace(start, end, 32)
    return np.stack([x + rx * np.cos(angle), y + ry * np.sin(angle)], axis=1)


def _zero(r: Random) -> Lines:
    width, gap = r.uniform(0.25, 0.42), r.uniform(-0.06, 0.08)
    loop = arc(0.5, 0.5, width, 0.5, -0.25 + gap, 0.75)
    style = r.choice(["plain", "slash", "dot"], p=[0.3, 0.45, 0.25])
    if style == "slash":
        reach = r.uniform(0.6, 1.25)
        return [loop, line((0.5 - width * reach, 0.5 + 0.45 * reach), (0.5 + width * reach, 0.5 - 0.45 * reach))]
    if style == "dot":
        return [loop, line((0.5, 0.5), (0.5 + r.uniform(0.005, 0.04), 0.5 + r.uniform(0, 0.04)))]
    return [loop]


def _one(r: Random) -> Lines:
    lean, down, reach = r.uniform(-0.06, 0.1), r.uniform(0.14, 0.45), r.uniform(0.1, 0.38)
    top, bottom = (0.5 + lean, 0.0), (0.5, 1.0)
    flag = [(top[0] - reach, down)] if r.random() < 0.85 else []
    stem = line(*flag, top, bottom)
    foot = r.uniform(0.12, 0.35)
    return [stem, line((0.5 - foot, 1), (0.5 + foot * r.uniform(0.7, 1.2), 1))] if r.random() < 0.5 else [stem]


def _two(r: Random) -> Lines:
    width = r.uniform(0.5, 0.8)
    bottom = line((0, 1), (width * r.uniform(0.9, 1.2), r.uniform(0.94, 1.0)))
    if r.random() < 0.5:  # like a Z
        return [np.concatenate([line((0, r.uniform(0, 0.15)), (width, 0), (0, 1)), bottom])]
    top = arc(width / 2, 0.27, width / 2, 0.27, 0.5, 1.08)
    return [np.concatenate([top, line((width * 0.9, 0.42), (0, 1)), bottom])]


def _three(r: Random) -> Lines:
    width, waist = r.uniform(0.45, 0.7), r.uniform(0.36, 0.5)
    bowl = arc(width * 0.35, (1 + waist) / 2, width * 0.65, (1 - waist) / 2, -0.25, r.uniform(0.3, 0.42))
    if r.random() < 0.5:  # with a flat top
        return [np.concatenate([line((0, 0), (width, 0), (width * 0.35, waist)), bowl])]
    return [np.concatenate([arc(width * 0.4, waist / 2, width * 0.5, waist / 2, -0.42, 0.25), bowl])]


def _four(r: Random) -> Lines:
    bar, stem, width = r.uniform(0.5, 0.72), r.uniform(0.4, 0.62), r.uniform(0.65, 0.9)
    tip = stem if r.random() < 0.45 else r.uniform(0, 0.25)  # closed, or open at the top
    start = 0.0 if tip == stem else r.uniform(0.0, 0.35)
    return [line((tip, 0), (0, bar), (width, bar)), line((stem, start), (stem - r.uniform(-0.03, 0.08), 1))]


def _five(r: Random) -> Lines:
    width, neck = r.uniform(0.5, 0.7), r.uniform(0.32, 0.45)
    left = r.uniform(0.02, 0.15)
    bowl = arc(width * 0.4, neck + (1 - neck) / 2, width * 0.6, (1 - neck) / 2, -0.36, r.uniform(0.3, 0.42))
    gap = r.uniform(-0.02, 0.1)  # a detached bar stands off to the right or above
    bar = line((left + gap, r.uniform(-0.08, 0.02)), (width * r.uniform(0.9, 1.2), r.uniform(-0.1, 0.02)))
    return [np.concatenate([line((left, 0.02), (left * r.uniform(0.4, 1), neck + 0.06)), bowl]), bar]


def _six(r: Random) -> Lines:
    width, top = r.uniform(0.28, 0.36), r.uniform(0.45, 0.62)
    loop = arc(width, (1 + top) / 2, width, (1 - top) / 2, 0.5, 1.5 + r.uniform(-0.12, 0.05))
    start = (r.uniform(0.05, 0.75) * 2 * width, 0.0)  # a straight back, upright or slanted
    return [np.concatenate([line(start, (0, (1 + top) / 2)), loop[::-1] if r.random() < 0.7 else loop])]


def _seven(r: Random) -> Lines:
    width, foot = r.uniform(0.5, 0.75), r.uniform(0.05, 0.4)
    serif = [(0.0, r.uniform(0.08, 0.2))] if r.random() < 0.3 else []
    body = line(*serif, (0, r.uniform(0, 0.06)), (width, 0), (width * foot, 1))
    if r.random() < 0.5:
        middle, height, reach = width * (1 + foot) / 2, r.uniform(0.42, 0.58), r.uniform(0.15, 0.28)
        return [body, line((middle - reach, height), (middle + reach, height - r.uniform(0, 0.05)))]
    return [body]


def _eight(r: Random) -> Lines:
    waist, wide, narrow = r.uniform(0.42, 0.52), r.uniform(0.26, 0.36), r.uniform(0.2, 0.3)
    shift = r.uniform(-0.05, 0.05)
    upper = arc(0.5 + shift, waist / 2, narrow, waist / 2, 0.25, 1.25 + r.uniform(-0.04, 0.04))
    return [upper, arc(0.5, (1 + waist) / 2, wide, (1 - waist) / 2, -0.25, 0.75 + r.uniform(-0.04, 0.04))]


def _nine(r: Random) -> Lines:
    width, bottom = r.uniform(0.26, 0.36), r.uniform(0.4, 0.58)
    loop = arc(width, bottom / 2, width, bottom / 2, 0, -1 - r.uniform(-0.1, 0.08))
    back = line((2 * width, r.uniform(0, 0.12)), (2 * width - r.uniform(-0.02, 0.4), 1))
    return [loop, back] if r.random() < 0.5 else [np.concatenate([loop, back])]


STYLES: tuple[Callable[[Random], Lines], ...] = (
    _zero, _one, _two, _three, _four, _five, _six, _seven, _eight, _nine,
)  # fmt: skip


def styled(count: int, seed: int) -> list[PenDigit]:
    """So many digits in styles written in code, as many of each digit."""
    random = np.random.default_rng(seed)
    return [PenDigit(normalised(STYLES[k % 10](random)), k % 10, writer="code") for k in range(count)]
