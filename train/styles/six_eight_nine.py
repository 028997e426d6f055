"""Sixes, eights and nines: angular, open, curled or hooked, of two or three loops, with flat or small ones."""

from __future__ import annotations

import numpy as np

from train.styles.pen import Lines, Point, Random, Style, arc, bent, curve, flip, joined, line, rounded


def _loop_of_six(r: Random, half: float, top: float, turns: float) -> np.ndarray:
    """Anticlockwise from the left, where the back arrives."""
    return arc(half, (1 + top) / 2, half, (1 - top) / 2, 0.5, 0.5 - turns)


def _straight_six(r: Random) -> Lines:
    half, top = r.uniform(0.18, 0.38), r.uniform(0.42, 0.68)
    back = bent((half * r.uniform(0.2, 1.7), 0), (0, (1 + top) / 2), r.uniform(-0.02, 0.1))
    return [joined(back, _loop_of_six(r, half, top, 1 + r.uniform(-0.03, 0.06))[1:])]


def _curled_six(r: Random) -> Lines:
    """The back curves over at its top, to the right and in some cases down again."""
    half, top = r.uniform(0.22, 0.38), r.uniform(0.45, 0.66)
    reach, hook = half * r.uniform(1.3, 2.1), r.uniform(0.03, 0.16)
    back = curve((reach, hook), (reach * 0.65, 0.0), (half * 0.3, 0.25), (0, (1 + top) / 2))
    return [joined(back, _loop_of_six(r, half, top, 1 + r.uniform(-0.03, 0.06))[1:])]


def _open_six(r: Random) -> Lines:
    """The loop ends short of the back."""
    half, top = r.uniform(0.22, 0.36), r.uniform(0.45, 0.62)
    back = bent((half * r.uniform(0.3, 1.6), 0), (0, (1 + top) / 2), r.uniform(0.0, 0.1))
    return [joined(back, _loop_of_six(r, half, top, r.uniform(0.82, 0.95))[1:])]


def _angular_six(r: Random) -> Lines:
    width, top = r.uniform(0.35, 0.65), r.uniform(0.42, 0.62)
    low = [(width * 0.5, 1), (width, (1 + top) / 2), (width * 0.6, top)] if flip(r) else [(width, 1), (width, top)]
    heel = (0, 0.97) if len(low) == 2 else (0, 0.8)
    points = np.array([(width * r.uniform(0, 0.8), 0), heel, *low]) + r.normal(0, 0.025, (2 + len(low), 2))
    low_end = top + r.uniform(0.02, 0.14)
    on_back = np.interp(low_end, points[:2, 1], points[:2, 0])  # the loop ends at the back, before or a little past it
    end = (on_back + r.uniform(-0.04, 0.05), low_end)
    return [rounded(line(*map(tuple, points), end), r.uniform(0.01, 0.05))]


def _two_loop_eight(r: Random) -> Lines:
    """One ring upon the other, which meet or nearly do."""
    waist, lower, upper = r.uniform(0.36, 0.58), r.uniform(0.22, 0.36), r.uniform(0.18, 0.34)
    gap = r.uniform(-0.05, 0.02)
    shift, turn = r.normal(0, 0.03), r.uniform(0, 1)
    over = arc(0.5 + shift, (waist - gap) / 2, upper, (waist - gap) / 2, turn, turn + 1 + r.uniform(-0.04, 0.06))
    turn = r.uniform(0, 1)
    return [over, arc(0.5, (1 + waist) / 2, lower, (1 - waist) / 2, turn, turn + 1 + r.uniform(-0.04, 0.06))]


def _eight(r: Random, start: float, turns: float) -> np.ndarray:
    """A figure eight in one go, from ``start`` on: 0 is its top, .5 its bottom.

    Shape: -> (points, 2).
    """
    time = 2 * np.pi * (start + np.linspace(0, turns, 72))
    depth = 0.5 - 0.5 * np.cos(time)
    waist = r.uniform(0.4, 0.58)
    y = np.where(depth < 0.5, depth * 2 * waist, waist + (depth - 0.5) * 2 * (1 - waist))
    wide = np.where(depth < 0.5, r.uniform(0.18, 0.32), r.uniform(0.2, 0.36))
    side = -1 if flip(r, 0.7) else 1
    lean = r.normal(0.05, 0.08)
    return np.stack([side * wide * np.sin(2 * time) - lean * y, y], axis=1)


def _one_go_eight(r: Random) -> Lines:
    start = r.choice([r.normal(0.06, 0.05), r.uniform(0, 1)])
    return [_eight(r, start, 1 + r.uniform(-0.02, 0.06))]


def _open_topped_eight(r: Random) -> Lines:
    """The ends stand apart at the top, or one loop stays open elsewhere."""
    if flip(r, 0.25):
        return [_eight(r, r.uniform(0, 1), r.uniform(0.92, 0.97))]
    path = _eight(r, r.uniform(0.03, 0.06), r.uniform(0.87, 0.92))
    for end in (slice(None, 6), slice(-6, None)):  # the ends run on a little, upwards
        path[end, 1] -= np.linspace(0, r.uniform(0, 0.07), 6)[:: -1 if end.start is None else 1]
    return [path]


def _three_loop_eight(r: Random) -> Lines:
    """A small third loop where the strokes cross, as a mouse draws it."""
    upper, lower = r.uniform(0.34, 0.44), r.uniform(0.54, 0.64)
    time = 2 * np.pi * np.linspace(0, 1, 96)
    y = 0.5 - 0.5 * np.cos(time)
    phase = np.interp(y, [0, upper, lower, 1], [0, 1, 2, 3])
    wide = np.interp(
        phase, [0.5, 1, 1.5, 2, 2.5], [r.uniform(0.2, 0.32), 0.1, r.uniform(0.06, 0.11), 0.1, r.uniform(0.22, 0.36)]
    )
    side = np.where(time < np.pi, -1, 1)
    swing = np.sin(np.pi * phase)
    x = side * wide * np.sign(swing) * np.abs(swing) ** 0.6  # fuller loops than a sine's
    return [rounded(np.stack([x, y], axis=1), 0.025)]


def _back(r: Random, top: Point, slant: float = 0.3) -> np.ndarray:
    """A nine's back, from ``top`` down to 1: straight, curved or hooked; ``slant`` is how far left it may end."""
    x = top[0]
    kind = r.choice(3, p=[0.4, 0.3, 0.3])
    if kind == 0:
        return line(top, (x - r.uniform(-0.03, slant), 1))
    if kind == 1:
        return bent(top, (x - r.uniform(0, slant), 1), -r.uniform(0.03, 0.12))
    hook = r.uniform(0.15, 0.45)
    return curve(top, (x + 0.01, 0.6), (x - 0.06, 0.88), (x - hook * 0.6, 1), (x - hook, r.uniform(0.88, 0.97)))


def _nine(r: Random, loop: np.ndarray, right: float, slant: float = 0.3) -> Lines:
    """The loop, which ends at its right, and a back: run on from it, or a stroke of its own."""
    if flip(r, 0.6):
        return [joined(loop, _back(r, tuple(loop[-1]), slant)[1:])]
    return [loop, _back(r, (right + r.uniform(-0.02, 0.03), r.uniform(-0.05, 0.1)), slant)]


def _looped_nine(r: Random, half: float, height: float) -> Lines:
    start = -r.uniform(0.02, 0.16)
    loop = arc(half, height / 2, half, height / 2, start, -1 - r.uniform(-0.04, 0.06))
    # A back that cuts far into its loop makes a slashed zero.
    return _nine(r, loop, 2 * half, slant=min(0.35, half / height / 2))


def _round_nine(r: Random) -> Lines:
    return _looped_nine(r, r.uniform(0.2, 0.36), r.uniform(0.38, 0.55))


def _small_looped_nine(r: Random) -> Lines:
    return _looped_nine(r, r.uniform(0.12, 0.2), r.uniform(0.25, 0.36))


def _flat_looped_nine(r: Random) -> Lines:
    half, height = r.uniform(0.2, 0.36), r.uniform(0.23, 0.34)
    if flip(r):
        return _looped_nine(r, half, height)
    # Like a leaf: out to the left's point, and back below.
    tip, dip = (0, height * r.uniform(0.5, 0.9)), r.uniform(0.85, 1.1) * height
    loop = curve((2 * half, 0.03), (half, 0), tip, (half, dip), (2 * half, height * r.uniform(0.2, 0.5)))
    return _nine(r, loop, 2 * half)


def _angular_nine(r: Random) -> Lines:
    width, height = r.uniform(0.35, 0.65), r.uniform(0.3, 0.52)
    shape = [(width * 0.5, 0), (0, height * 0.5), (width * 0.5, height)] if flip(r) else [(0, 0.03), (0.03, height)]
    points = [np.array(point) + r.normal(0, 0.03, 2) for point in shape]
    low = height * r.uniform(0.6, 0.95)
    path = line((width, r.uniform(0, 0.05)), *map(tuple, points), (width, low), (width, 0))
    return [rounded(joined(path, _back(r, (width, 0))[1:]), r.uniform(0.01, 0.05))]


def _open_nine(r: Random) -> Lines:
    """The loop starts left of the back, which it does not meet at its top."""
    half, height = r.uniform(0.2, 0.34), r.uniform(0.36, 0.52)
    loop = arc(half, height / 2, half, height / 2, -r.uniform(0.1, 0.17), -0.97)
    right = 2 * half + r.uniform(-0.01, 0.04)
    if flip(r):
        return [joined(loop, line((right, r.uniform(-0.02, 0.08))), _back(r, (right, 0.05)))]
    return [loop, _back(r, (right, r.uniform(-0.04, 0.1)))]


STYLES = (
    Style("straight six", 6, _straight_six, 0.25),
    Style("curled six", 6, _curled_six, 0.25),
    Style("open six", 6, _open_six, 0.2),
    Style("angular six", 6, _angular_six, 0.3),
    Style("two-loop eight", 8, _two_loop_eight, 0.25),
    Style("one-go eight", 8, _one_go_eight, 0.25),
    Style("open-topped eight", 8, _open_topped_eight, 0.3),
    Style("three-loop eight", 8, _three_loop_eight, 0.2),
    Style("round nine", 9, _round_nine, 0.2),
    Style("small-looped nine", 9, _small_looped_nine, 0.15),
    Style("flat-looped nine", 9, _flat_looped_nine, 0.3),
    Style("angular nine", 9, _angular_nine, 0.2),
    Style("open nine", 9, _open_nine, 0.15),
)
