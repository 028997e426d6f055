"""Zeros, plain, slashed, dotted and curled, and ones with and without flag and foot."""

from __future__ import annotations

import numpy as np

from train.styles.pen import Lines, Random, Style, arc, bent, curve, flip, joined, line, rounded


def _loop(r: Random, width: float, start: float, turns: float) -> np.ndarray:
    """A closed loop around (0, 0), 1 high: an ellipse, an egg, boxy or pointed, drawn in either direction.

    Units: ``width`` is half the loop's; ``start`` and ``turns`` are turns as in ``arc``.
    """
    direction = -1 if flip(r, 0.8) else 1  # most people draw anticlockwise
    angle = 2 * np.pi * (start + direction * np.linspace(0, turns, 48))
    power = r.uniform(0.75, 1.2)
    x, y = (np.sign(v) * np.abs(v) ** power for v in (np.cos(angle), np.sin(angle)))
    egg, drift = 1 + r.uniform(-0.18, 0.18) * y, np.linspace(1, r.uniform(0.92, 1.08), 48)
    return np.stack([width * egg * drift * x, 0.5 * drift * y], axis=1)


def _angular_loop(r: Random, width: float) -> np.ndarray:
    corners = r.integers(6, 9)
    angle = 2 * np.pi * (0.75 - (np.arange(corners) + r.uniform(-0.2, 0.2, corners)) / corners)
    points = np.stack([width * np.cos(angle), 0.5 * np.sin(angle)], axis=1)
    return rounded(line(*map(tuple, [*points, points[0] + r.normal(0, 0.03, 2)])), 0.03)


def _any_loop(r: Random, width: float) -> np.ndarray:
    if flip(r, 0.07):
        return _angular_loop(r, width)
    if flip(r, 0.65):  # from near the top, the ends apart or past each other
        return _loop(r, width, 0.75 + r.normal(0, 0.05), 1 + r.uniform(-0.08, 0.12))
    return _loop(r, width, r.uniform(0, 1), 1 + r.uniform(-0.04, 0.1))


def _plain_zero(r: Random) -> Lines:
    return [_any_loop(r, r.uniform(0.2, 0.55))]


def _slash(r: Random, width: float) -> tuple[np.ndarray, np.ndarray]:
    """Both ends of a slash through a loop around (0, 0): its upper one, its lower one.

    From inside the loop to as far outside it as the loop is wide; from 20 to 80 degrees steep.
    """
    # A line that lies nearly flat in a narrow loop makes a theta.
    steep = np.radians(r.uniform(20 if width > 0.32 else 36, 80))
    way = np.array([np.cos(steep) * (1 if flip(r, 0.8) else -1), -np.sin(steep)])
    edge = 1 / np.hypot(way[0] / width, way[1] / 0.5)  # from the centre to the loop
    # Both ends are much alike: a line at one side alone makes a Q.
    reach = r.uniform(0.65, 1.05) if flip(r, 0.3) else r.uniform(1.05, 1.9)
    upper, lower = (min(edge * reach * r.uniform(0.88, 1.12), edge + 0.4) for _ in range(2))
    centre = r.normal(0, 0.03, 2)
    return centre + way * upper, centre - way * lower


def _slashed_zero(r: Random) -> Lines:
    width = r.uniform(0.2, 0.46) if flip(r, 0.6) else r.uniform(0.27, 0.36)
    upper, lower = _slash(r, width)
    ends = (upper, lower) if flip(r, 0.7) else (lower, upper)
    return [_any_loop(r, width), bent(tuple(ends[0]), tuple(ends[1]), r.normal(0, 0.04))]


def _run_on_slashed_zero(r: Random) -> Lines:
    """The pen runs on from the loop's end around a curve into the slash."""
    width = r.uniform(0.23, 0.46)
    upper, lower = _slash(r, width)
    towards = np.arctan2(upper[1] / 0.5, upper[0] / width) / (2 * np.pi)
    loop = _loop(r, width, towards + r.uniform(-0.14, 0.14), 1 + r.uniform(-0.02, 0.06))
    out = (loop[-1] + upper) / 2 * r.uniform(1.0, 1.15)
    way = curve(tuple(loop[-1]), tuple(out), tuple(upper))
    return [joined(loop, way[1:], line(tuple(upper), tuple(lower))[1:])]


def _dotted_zero(r: Random) -> Lines:
    width, (x, y) = r.uniform(0.24, 0.5), r.normal(0, 0.035, 2)
    size = r.uniform(0.005, 0.05)
    dot = arc(x, y, size, size, 0, 1) if flip(r, 0.4) else line((x, y), (x + size, y + r.uniform(-1, 1) * size))
    return [_any_loop(r, width), dot]


def _curled_zero(r: Random) -> Lines:
    """The loop starts with a curl at its top, outside it or within."""
    width = r.uniform(0.25, 0.5)
    loop = _loop(r, width, 0.75, 1.0)
    side = np.sign(loop[3, 0])  # the pen leaves the top to this side, so the curl comes from the other
    x, y = loop[0]
    if flip(r):  # from outside: a short tail to the side
        tail = curve((x - side * r.uniform(0.15, 0.3), y - r.uniform(-0.06, 0.07)), (x - side * 0.1, y + 0.03), (x, y))
        return [joined(tail, loop[1:])]
    deep = r.uniform(0.1, 0.26)
    end = curve((x, y), (x + side * width * 0.4, y + deep * 0.4), (x + side * width * r.uniform(0.4, 0.7), y + deep))
    return [joined(loop, end[1:])]


def _stem(r: Random, lean: float) -> np.ndarray:
    return bent((lean, 0), (0, 1), r.normal(0, 0.02))


def _bare_one(r: Random) -> Lines:
    lean = r.uniform(-0.2, 0.36)
    stem = bent((lean, 0), (0, 1), r.normal(0, 0.035))
    return [stem[::-1] if flip(r, 0.1) else stem]


def _flag(r: Random) -> tuple[np.ndarray, float]:
    """A flag that ends at (0, 0), and the greatest lean of a stem with which it makes a 1 and no 7.

    Short flags come in every steepness; the longer one is, the steeper, since a long level one makes a 7.
    """
    kind = r.choice(3, p=[0.25, 0.4, 0.35])
    length = r.uniform(*((0.1, 0.24), (0.24, 0.42), (0.42, 0.66))[kind])
    below = np.radians(r.uniform(*((15, 75), (33, 68), (44, 62))[kind]))
    start = (-length * np.cos(below), length * np.sin(below))
    sag = r.choice([0.0, r.uniform(-0.06, 0.12)], p=[0.5, 0.5])
    return bent(start, (0, 0), sag), (0.3, 0.15, 0.08)[kind]


def _flagged_one(r: Random) -> Lines:
    """Flag and stem, in one stroke in most cases."""
    flag, most = _flag(r)
    lean = r.uniform(-0.12, most)
    stem = _stem(r, lean)
    flag = flag + stem[0]
    if flip(r, 0.15):  # in two strokes, which need not meet
        return [flag + r.normal(0, 0.02, 2), stem]
    return [joined(flag, stem[1:])]


def _foot(r: Random) -> tuple[tuple[float, float], tuple[float, float]]:
    """Both ends of a foot under (0, 1): a short serif or a wide base, level or nearly so."""
    half = r.uniform(0.07, 0.2) if flip(r, 0.4) else r.uniform(0.2, 0.48)
    tilt, down = r.normal(0, 0.025), r.uniform(-0.02, 0.03)
    left, right = half * r.uniform(0.75, 1.2, 2)
    return (-left, 1 + down + tilt), (right, 1 + down - tilt)


def _footed(r: Random, body: Lines) -> Lines:
    left, right = _foot(r)
    if flip(r, 0.7):
        return [*body, line(left, right) if flip(r, 0.9) else line(right, left)]
    # The pen runs on from the stem to the foot's left end, and from there to its right one.
    turn = bent((0, 1), left, r.uniform(-0.12, 0.02))
    return [*body[:-1], joined(body[-1], turn[1:], line(left, right)[1:])]


def _flagged_footed_one(r: Random) -> Lines:
    return _footed(r, _flagged_one(r))


def _footed_one(r: Random) -> Lines:
    return _footed(r, [_stem(r, r.uniform(-0.1, 0.2))])


def _looped_one(r: Random) -> Lines:
    """The pen goes up, turns over in a narrow loop and comes down."""
    lean, wide, low = r.uniform(0.05, 0.25), r.uniform(0.03, 0.07), r.uniform(0.35, 0.6)
    over = curve(
        (-r.uniform(0.05, 0.3), low + r.uniform(0, 0.15)), (lean * 0.6, low * 0.6), (lean + wide, 0.08), (lean, 0),
        (lean - wide, 0.12), (lean * 0.6 - wide * 0.6, 0.4),
    )  # fmt: skip
    return [joined(over, line(tuple(over[-1]), (0, 1))[1:])]


STYLES = (
    Style("plain zero", 0, _plain_zero, 0.2),
    Style("slashed zero", 0, _slashed_zero, 0.4),
    Style("run-on slashed zero", 0, _run_on_slashed_zero, 0.2),
    Style("dotted zero", 0, _dotted_zero, 0.12),
    Style("curled zero", 0, _curled_zero, 0.08),
    Style("bare one", 1, _bare_one, 0.13),
    Style("flagged one", 1, _flagged_one, 0.38),
    Style("footed one", 1, _footed_one, 0.05),
    Style("flagged and footed one", 1, _flagged_footed_one, 0.38),
    Style("looped one", 1, _looped_one, 0.06),
)
