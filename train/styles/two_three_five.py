"""Twos, threes and fives: like a Z, looped, angular, hooked, with a bar of its own."""

from __future__ import annotations

import numpy as np

from train.styles.pen import Lines, Random, Style, arc, bent, curve, flip, joined, line, rounded


def _foot(r: Random, width: float) -> tuple[float, float]:
    """Where a two's foot ends: short or long, level or tilted."""
    return width * r.uniform(0.85, 1.45), r.uniform(0.93, 1.05)


def _head(r: Random, width: float) -> np.ndarray:
    """A two's top, from its left end over to its right; a hook may lead to it."""
    height = r.uniform(0.2, 0.3)
    return arc(width / 2, height, width / 2, height, r.uniform(0.42, 0.6), 1.06)


def _flat_two(r: Random) -> Lines:
    width = r.uniform(0.45, 0.8)
    down = curve(tuple(_head(r, width)[-1]), (width * 0.8, 0.5), (width * r.uniform(0.3, 0.5), 0.8), (0, 1))
    head = _head(r, width)
    return [joined(head[:-1], down, bent((0, 1), _foot(r, width), r.normal(0, 0.03))[1:])]


def _z_two(r: Random) -> Lines:
    width = r.uniform(0.45, 0.8)
    start = (r.uniform(-0.05, 0.08), r.uniform(0, 0.14))
    # A top that sags or is cut at its right corner, where a printed Z has neither.
    top = curve(start, (width * 0.5, start[1] - r.uniform(0.02, 0.12)), (width, r.uniform(0.02, 0.12)))
    path = joined(top, line(tuple(top[-1]), (0, 1), _foot(r, width))[1:])
    return [rounded(path, r.uniform(0.02, 0.06))]


def _looped_two(r: Random) -> Lines:
    """With a small loop at the bottom left, where the stem turns into the foot."""
    width, size = r.uniform(0.45, 0.75), r.uniform(0.05, 0.11)
    head = _head(r, width)
    x, y = size, 1 - size
    way = curve(
        tuple(head[-1]), (width * 0.75, 0.55), (x + size * 1.4, y - size * 0.2), (x - size * 0.4, y + size * 0.9),
        (x - size * 1.3, y), (x - size * 0.2, y - size), (x + size * 2, y + size * 0.3), (width * 0.75, 1.0),
        (width * r.uniform(1.0, 1.35), r.uniform(0.88, 1.0)),
    )  # fmt: skip
    return [joined(head[:-1], way)]


def _curly_two(r: Random) -> Lines:
    """A hook or a curl at the start, and a foot like a wave."""
    width, foot = r.uniform(0.5, 0.8), _foot(r, r.uniform(0.5, 0.8))
    start = curve((r.uniform(0.08, 0.18), r.uniform(0.28, 0.36)), (0.02, 0.32), (0.0, 0.22), (width * 0.3, 0.02))
    over = curve((width * 0.3, 0.02), (width * 0.75, 0.03), (width, 0.25), (width * 0.75, 0.55), (0.03, 0.97))
    wave = r.uniform(0.03, 0.09)
    end = curve((0.03, 0.97), (foot[0] * 0.3, 0.97 - wave), (foot[0] * 0.7, 0.97 + wave / 2), foot)
    return [joined(start, over[1:], end[1:])]


def _bowl(r: Random, waist: float, left: float, reach: float) -> np.ndarray:
    """A three's lower bowl from its waist, and its end: up in a hook, level or cut short."""
    half = (1 - waist) / 2
    return arc(left, waist + half, reach, half, -0.25, r.uniform(0.26, 0.46))


def _round_three(r: Random) -> Lines:
    waist, upper, lower = r.uniform(0.34, 0.56), r.uniform(0.22, 0.5), r.uniform(0.26, 0.55)
    left = r.uniform(0.12, 0.28)
    top = arc(left, waist / 2, upper, waist / 2, r.uniform(-0.48, -0.34), r.uniform(0.2, 0.25))
    return [joined(top, _bowl(r, waist, left, lower))]


def _flat_three(r: Random) -> Lines:
    width, waist = r.uniform(0.4, 0.75), r.uniform(0.3, 0.48)
    left = width * r.uniform(0.2, 0.5)
    top = line((0, r.normal(0, 0.03)), (width, r.normal(0, 0.03)), (left, waist))
    return [joined(top, _bowl(r, waist, left, width - left + r.uniform(0, 0.15)))]


def _angular_three(r: Random) -> Lines:
    width, waist = r.uniform(0.4, 0.7), r.uniform(0.38, 0.54)
    points = [(0, 0.08), (width * 0.7, 0), (width * 0.95, waist * 0.45), (width * 0.3, waist)]
    points += [(width, (1 + waist) / 2), (width * 0.75, 0.98), (0, r.uniform(0.88, 1.0))]
    jittered = np.array(points) + r.normal(0, 0.03, (7, 2))
    return [rounded(line(*map(tuple, jittered)), r.uniform(0.01, 0.05))]


def _looped_three(r: Random) -> Lines:
    """With a small loop at the waist."""
    width, waist = r.uniform(0.45, 0.7), r.uniform(0.38, 0.52)
    x, size = width * r.uniform(0.25, 0.45), r.uniform(0.05, 0.1)
    return [
        curve(
            (0, r.uniform(0.1, 0.2)), (width * 0.4, 0), (width * 0.9, waist * 0.4), (x + size, waist - size * 0.3),
            (x - size, waist + size * 0.5), (x - size * 0.6, waist - size), (x + size, waist),
            (width, (1 + waist) / 2), (width * 0.55, 1), (0, r.uniform(0.8, 0.95)),
        )
    ]  # fmt: skip


def _belly(r: Random, width: float, neck: float, left: float) -> np.ndarray:
    """A five's bowl, which starts at the neck's lower end on the left."""
    if flip(r, 0.25):  # angular
        points = [(left, neck), (width * 0.85, neck + r.uniform(-0.05, 0.05)), (width, (1 + neck) / 2)]
        return line(*points, (width * 0.8, 0.98), (left - r.uniform(0, 0.1), r.uniform(0.9, 1)))
    half = (1 - neck) / 2
    return arc(left + width * 0.35, neck + half, width * 0.65, half, r.uniform(-0.36, -0.3), r.uniform(0.26, 0.44))


def _body(r: Random, width: float) -> tuple[np.ndarray, float, float]:
    """A five without its bar, and the left of its top and of its belly."""
    left, neck = r.uniform(0.0, 0.1), r.uniform(0.3, 0.5)
    top = left + r.uniform(-0.02, 0.14)
    belly = _belly(r, width, neck, left)
    return joined(line((top, 0), (left, neck + 0.03)), belly), top, left


def _barred_five(r: Random) -> Lines:
    """The bar is a stroke of its own, which meets the body."""
    width = r.uniform(0.45, 0.75)
    body, top, _ = _body(r, width)
    length = r.uniform(0.18, 0.35) if flip(r, 0.3) else r.uniform(0.35, 0.8)
    return [
        body,
        bent((top - r.uniform(0, 0.04), r.normal(0, 0.02)), (top + length, r.normal(-0.01, 0.04)), r.normal(0, 0.05)),
    ]


def _detached_five(r: Random) -> Lines:
    """The bar stands off, to the right or above."""
    width = r.uniform(0.45, 0.75)
    body, top, _ = _body(r, width)
    right, up = (r.uniform(0.06, 0.16), r.uniform(-0.08, 0.06)) if flip(r) else (r.uniform(-0.05, 0.1), -0.1)
    length = r.uniform(0.2, 0.6)
    return [body, line((top + right, up), (top + right + length, up + r.normal(-0.01, 0.04)))]


def _one_stroke_five(r: Random) -> Lines:
    """From the bar's right end, around its corner and down into the belly."""
    width = r.uniform(0.45, 0.75)
    body, top, _ = _body(r, width)
    bar = bent((top + r.uniform(0.25, 0.75), r.normal(0, 0.04)), (top, 0), r.normal(0, 0.05))
    return [joined(bar, body[1:])]


def _s_five(r: Random) -> Lines:
    """One continuous curve, with a straight top and an upright neck that an S has not."""
    width, neck = r.uniform(0.45, 0.7), r.uniform(0.36, 0.46)
    path = joined(
        line((width * r.uniform(0.9, 1.3), r.normal(0, 0.03)), (0.12, 0.02), (0.06, neck)),
        arc(width * 0.4, neck + (1 - neck) / 2, width * 0.6, (1 - neck) / 2, -0.34, r.uniform(0.3, 0.42)),
    )
    return [rounded(path, r.uniform(0.05, 0.1))]


STYLES = (
    Style("flat two", 2, _flat_two, 0.25),
    Style("Z-like two", 2, _z_two, 0.25),
    Style("looped two", 2, _looped_two, 0.25),
    Style("curly two", 2, _curly_two, 0.25),
    Style("round three", 3, _round_three, 0.3),
    Style("flat-topped three", 3, _flat_three, 0.3),
    Style("angular three", 3, _angular_three, 0.2),
    Style("looped three", 3, _looped_three, 0.2),
    Style("barred five", 5, _barred_five, 0.3),
    Style("detached five", 5, _detached_five, 0.25),
    Style("one-stroke five", 5, _one_stroke_five, 0.25),
    Style("S-like five", 5, _s_five, 0.2),
)
