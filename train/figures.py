"""Scribbles and figures in code, to learn from as what is no digit.

None of the symbols with which refusals are measured (``nondigits.SYMBOLS``) is among them. Neither is what people
would read as a digit: no ring with a dot or a line in it, no coil of two loops, no zigzag of three lines.
"""

from __future__ import annotations

import numpy as np

from train.styles.pen import Lines, Random, arc, flip, line


def turned(lines: Lines, angle: float) -> Lines:
    """Units: radians, clockwise on the page."""
    matrix = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return [path @ matrix for path in lines]


def path(points: np.ndarray) -> np.ndarray:
    return line(*map(tuple, points))


def walk(r: Random) -> Lines:
    """A random walk that turns gradually: sparse or dense."""
    steps = r.integers(110, 260)
    heading = np.cumsum(r.normal(0, r.uniform(0.45, 1.0), size=steps)) + r.uniform(0, 7)
    return [np.cumsum(np.stack([np.cos(heading), np.sin(heading)], axis=1), axis=0)]


def zigzag(r: Random) -> Lines:
    """To and fro, in any direction, the lines parallel or fanned out."""
    turns = r.integers(6, 18)
    along = np.linspace(0, r.uniform(0.6, 2.5), turns) + r.normal(0, 0.05, turns)
    across = (np.arange(turns) % 2 - 0.5) * np.linspace(r.uniform(0.4, 1), 1, turns) + r.normal(0, 0.07, turns)
    return turned([path(np.stack([along, across], axis=1))], r.uniform(0, 7))


def coil(r: Random) -> Lines:
    """A row of loops, as one tries a pen; lying, since upright a thick pen makes a 1 of it."""
    loops = r.uniform(3.5, 8)
    angle = np.linspace(0, 2 * np.pi * loops, 200)
    drift = np.linspace(0, loops * r.uniform(0.6, 1.6), 200)
    points = np.stack([np.cos(angle) + drift, r.uniform(0.6, 1.5) * np.sin(angle)], axis=1)
    return turned([points], r.normal(0, 0.35))


def spiral(r: Random) -> Lines:
    """From the very middle: with a hole left there a thick pen makes a 0 of it."""
    angle = np.linspace(0, 2 * np.pi * r.uniform(2.3, 5), 200)
    radius = np.linspace(0, 1, 200)[:, None]
    points = radius * np.stack([np.cos(angle), r.uniform(0.7, 1) * np.sin(angle)], axis=1)
    return turned([points * [r.choice([-1, 1]), 1]], r.uniform(0, 7))


def wave(r: Random) -> Lines:
    """Lying waves, round or pointed, one above the other in some cases."""
    along = np.linspace(0, r.uniform(2, 5), 120)
    swing = np.sin(2 * np.pi * along + r.uniform(0, 7))
    if flip(r, 0.3):
        swing = np.arcsin(swing) / 1.6
    row = np.stack([along * r.uniform(0.6, 1.2), swing * r.uniform(0.2, 0.6)], axis=1)
    return [row + np.array([0, 0.9 * k]) for k in range(r.integers(1, 4))]


def loose_lines(r: Random) -> Lines:
    return [path(r.uniform(0, 1, size=(r.integers(2, 5), 2))) for _ in range(r.integers(4, 8))]


def tangle(r: Random) -> Lines:
    """A pen swung to and fro along both axes at once, in several rhythms: the dense scrawl of a visitor's test."""
    rhythms = np.arange(1, r.integers(8, 13))
    swings, phases = r.normal(size=(2, len(rhythms))) / rhythms**0.5, r.uniform(0, 7, size=(2, len(rhythms), 1))
    time = np.linspace(0, r.uniform(0.6, 1) * 2 * np.pi, 240)
    points = np.stack(
        [swing @ np.sin(np.outer(rhythms, time) + phase) for swing, phase in zip(swings, phases, strict=True)]
    )
    return [(points / np.ptp(points, axis=1, keepdims=True) * r.uniform(0.6, 1, size=(2, 1))).T]


def filled(r: Random) -> Lines:
    """A square, a disc, an ellipse or a triangle, filled or hatched by a pen that goes to and fro."""
    rows = np.linspace(0, 1, r.integers(9, 30))
    shapes = (np.sqrt(np.clip(0.25 - (rows - 0.5) ** 2, 0, 1)), np.full(len(rows), 0.5), rows / 2)
    reach = shapes[r.integers(3)] * r.uniform(0.95, 1.9)  # no upright bar, which would be a 1
    points = np.array([(side * w, y) for w, y in zip(reach, rows, strict=True) for side in (-1, 1)])
    lines = [path(points)]
    if flip(r, 0.3):  # with an outline
        lines.append(path(np.concatenate([points[::2], points[1::2][::-1], points[:1]])))
    return turned(lines, r.normal(0, 0.3))


def polygon(r: Random) -> Lines:
    """A triangle, or a square or flat rectangle with something in it or nothing."""
    if flip(r, 0.4):
        around = 2 * np.pi * (np.arange(4) / 3 + r.uniform(0, 1)) + r.normal(0, 0.15, 4) * [1, 1, 1, 0]
        around[3] = around[0]
        return [path(np.stack([np.cos(around), np.sin(around)], axis=1))]
    w = r.uniform(1.0, 1.7)
    box = line((0, 0), (w, 0), (w, 1), (0, 1), (0, 0))
    insides = (
        [], [line((0, 0), (w, 1)), line((w, 0), (0, 1))], [line((0, 0), (w / 2, 0.6), (w, 0))],
        [line((w / 2, 0), (w / 2, 1)), line((0, 0.5), (w, 0.5))],
        [line((0.3 * w, 0.3), (0.7 * w, 0.7)), line((0.7 * w, 0.3), (0.3 * w, 0.7))],
        [line((-0.2, -0.1), (w + 0.2, 1.1)), line((w + 0.2, -0.1), (-0.2, 1.1))],
    )  # fmt: skip
    return [box, *insides[r.integers(len(insides))]]


def grid(r: Random) -> Lines:
    """Three lines or more each way; two each way are a hash."""
    columns = r.integers(3, 6)
    rows = r.integers(3, columns + 1)  # no higher than wide: an upright one, filled up, makes a 1
    bleed = r.uniform(0, 0.6)
    upright = [line((x, -bleed), (x, rows - 1 + bleed)) for x in range(columns)]
    return [*upright, *(line((-bleed, y), (columns - 1 + bleed, y)) for y in range(rows))]


def star_of_lines(r: Random) -> Lines:
    """Three lines or more that cross in the middle."""
    count, start = r.integers(3, 7), r.uniform(0, 7)
    angles = start + np.pi * (np.arange(count) + r.uniform(-0.15, 0.15, count)) / count
    ends = [np.array([np.cos(angle), np.sin(angle)]) * r.uniform(0.7, 1) for angle in angles]
    return [path(np.stack([-end, end])) for end in ends]


def _ray(turn: float) -> np.ndarray:
    way = np.array([np.cos(2 * np.pi * turn), np.sin(2 * np.pi * turn)])
    return path(np.stack([0.58 * way, 0.85 * way]))


def ring_with(r: Random) -> Lines:
    """A ring with more in it or around it than a zero has."""
    ring, rays = arc(0.5, 0.5, 0.5, 0.5, 0, 1), r.uniform(0, 1) + np.arange(n := r.integers(6, 11)) / n
    eye, half = r.uniform(0.14, 0.22), r.uniform(0.1, 0.2)
    eyes = [arc(0.5 + dx, r.uniform(0.34, 0.42), 0.04, 0.04, 0, 1) for dx in (-eye, eye)]
    mouth = arc(0.5, 0.5, 0.26, r.uniform(0.12, 0.26), 0.05, 0.45)
    kinds = (
        [*eyes, mouth],
        [*eyes, line((0.3, 0.7), (0.7, 0.7 + r.normal(0, 0.05)))],
        turned([line((0, -0.5), (0, 0.5)), line((-0.5, 0), (0.5, 0))], r.choice([0, np.pi / 4])),
        [line((-half, -0.42), (-half, 0.42)), line((half, -0.42), (half, 0.42)), line((-0.5, 0), (0.5, 0))],
        [line((0, -0.5), (0, 0.5)), line((0, 0.05), (-0.35, 0.36)), line((0, 0.05), (0.35, 0.36))],
        [arc(0, 0, 0.3, 0.3, 0, 1), arc(0, 0, 0.12, 0.12, 0, 1)],
        [_ray(turn) for turn in rays],
        [arc(x, 0, 0.5, 0.5, 0, 1) for x in (0.8, 1.6)],
        [arc(x, y, 0.03, 0.03, 0, 1) for x, y in ((-0.2, -0.2), (0.2, -0.2), (-0.2, 0.2), (0.2, 0.2), (0, 0))],
    )  # fmt: skip
    chosen = r.integers(len(kinds))
    return [ring, *(inner if chosen < 2 else inner + 0.5 for inner in kinds[chosen])]


def marks(r: Random) -> Lines:
    """Strokes side by side, tallies, dots, a flat line."""
    kind, count = r.integers(5), r.integers(3, 6)
    if kind == 0:  # upright strokes, struck through in some cases
        strokes = [line((0.35 * k, r.normal(0, 0.05)), (0.35 * k + r.normal(0, 0.05), 1)) for k in range(count)]
        return [*strokes, line((-0.2, 0.8), (0.35 * count, 0.2))] if flip(r, 0.4) else strokes
    if kind == 1:  # slanted strokes
        return [line((0.4 * k + 0.5, 0), (0.4 * k, 1)) for k in range(count)]
    if kind == 2:  # dots in a row or strewn
        places = r.uniform(0, 1, (count, 2)) if flip(r) else np.stack([np.arange(count), np.zeros(count)], axis=1) / 2
        return [arc(x, y, 0.02, 0.02, 0, 1) for x, y in places]
    if kind == 3:
        return [line((0, 0), (1, r.uniform(-0.2, 0.2)))]
    return [np.zeros((1, 2))]
