"""What the styles are drawn with: lines, arcs and curves, and the unevenness of a hand.

Coordinates: x to the right, y downwards; a digit is about 1 high.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Random = np.random.Generator
Lines = list[np.ndarray]  # one array a stroke, (points, 2)
Point = tuple[float, float]


@dataclass(frozen=True)
class Style:
    """One way to write one digit.

    ``share``: how often ``styled`` draws it, relative to the digit's other styles.
    """

    name: str
    digit: int
    draw: Callable[[Random], Lines]
    share: float = 1.0


def line(*points: Point) -> np.ndarray:
    """Straight from point to point, with points enough between to be bent.  Shape: -> (points, 2)."""
    corners = np.array(points, dtype=float)
    at = np.linspace(0, len(corners) - 1, 8 * (len(corners) - 1) + 1)
    whole = np.minimum(at.astype(int), len(corners) - 2)
    share = (at - whole)[:, None]
    return corners[whole] * (1 - share) + corners[whole + 1] * share


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> np.ndarray:
    """Part of an ellipse around (x, y), from ``start`` to ``end`` in turns: 0 right, .25 down, .5 left, .75 up."""
    angle = 2 * np.pi * np.linspace(start, end, 32)
    return np.stack([x + rx * np.cos(angle), y + ry * np.sin(angle)], axis=1)


def curve(*points: Point) -> np.ndarray:
    """A smooth curve through all points (a Catmull-Rom spline).  Shape: -> (points, 2)."""
    p = np.array(points, dtype=float)
    p = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    a, b, c, d = (p[k : len(p) - 3 + k, None] for k in range(4))
    t = np.linspace(0, 1, 9)[:-1, None]
    path = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return np.concatenate([path.reshape(-1, 2), p[-2:-1]])


def bent(start: Point, end: Point, sag: float) -> np.ndarray:
    """From start to end along a bow, ``sag`` of its length deep, to the left of the way for a positive sag."""
    (x0, y0), (x1, y1) = start, end
    middle = ((x0 + x1) / 2 + sag * (y1 - y0), (y0 + y1) / 2 - sag * (x1 - x0))
    return curve(start, middle, end)


def joined(*paths: np.ndarray) -> np.ndarray:
    """One stroke that follows the paths one after the other."""
    return np.concatenate(paths)


def flip(r: Random, probability: float = 0.5) -> bool:
    return bool(r.random() < probability)


def moved(points: np.ndarray, r: Random, size: float) -> np.ndarray:
    """The same points, each put down a little elsewhere."""
    return points + r.normal(0, size, points.shape)


def rounded(path: np.ndarray, radius: float) -> np.ndarray:
    """The same path with its corners cut, as a quick hand cuts them; the ends stay.

    Units: ``radius`` is about how far a right angle's corner is cut, in the path's own units.
    """
    steps = np.hypot(*np.diff(path, axis=0).T)
    along = np.concatenate([[0], np.cumsum(steps)])
    spacing = 0.025
    count = int(along[-1] / spacing) + 1
    if count < 4:  # a dot
        return path
    at = np.linspace(0, along[-1], count)
    smooth = np.stack([np.interp(at, along, path[:, axis]) for axis in (0, 1)], axis=1)
    for _ in range(int(2 * (radius / spacing) ** 2)):
        smooth[1:-1] = (smooth[:-2] + 2 * smooth[1:-1] + smooth[2:]) / 4
    return smooth
