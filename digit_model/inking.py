"""Lines in a round pen -> pixels, by distance: the step of drawing -> digit that needs the most arithmetic."""

from __future__ import annotations

import numpy as np

AT_ONCE = 256  # segments; what is computed of so many stays in the processor's cache
FAR = 1e6  # segment lengths; further than any row is from a segment


def inked(lines: list[np.ndarray], radius: float, height: int, width: int) -> np.ndarray:
    """Every pixel whose middle is at most ``radius`` from a line.

    Shape:  lines of (points, 2), x right, y down -> (height, width) bool.
    Units:  pixels.
    Method: what the pen covers between two points is convex, so each row of pixels meets it in one span. Adding 1 where
            a span starts and taking 1 away where it ends counts, from left to right, the spans over each pixel.
    Exact:  float64, with + - * / and sqrt in the order written here, so that JavaScript marks the very same pixels.
    """
    starts = np.concatenate([line if len(line) == 1 else line[:-1] for line in lines])
    ends = np.concatenate([line if len(line) == 1 else line[1:] for line in lines])
    changes = np.zeros(height * (width + 1))  # one more column, for spans that end at the last pixel
    for first in range(0, len(starts), AT_ONCE):
        spans = _spans(starts[first : first + AT_ONCE], ends[first : first + AT_ONCE], radius, height, width)
        changes += np.bincount(spans.ravel(), np.repeat([1.0, -1.0], spans.shape[1]), len(changes))
    return (np.cumsum(changes) > 0).reshape(height, width + 1)[:, :width]


def _spans(a: np.ndarray, b: np.ndarray, radius: float, height: int, width: int) -> np.ndarray:
    """Where every row of every segment from a to b starts and ends, as places in rows of ``width + 1`` pixels.

    Shape: (segments, 2) twice -> (2, spans), int64; a span without pixels ends where it starts.
    """
    (ax, ay), (dx, dy) = a.T, (b - a).T
    first = np.maximum(np.ceil(np.minimum(ay, ay + dy) - radius - 0.5), 0.0)
    last = np.minimum(np.floor(np.maximum(ay, ay + dy) + radius - 0.5), height - 1.0)
    # Of the discs along the segment, the one that reaches furthest in a row has its middle so far on from where the
    # segment crosses the row that its rim is at right angles to the segment; on a level segment, at one of the ends.
    level = dy == 0
    fall = np.where(level, 1.0, dy)
    lean = np.where(level, FAR * dx, radius * dx / (np.sqrt(dx * dx + dy * dy) * np.abs(fall) + level))
    counts = np.maximum(last - first + 1, 0.0).astype(np.int64)
    before = np.cumsum(counts) - counts
    ax, ay, dx, dy, lean, fall, offset = np.repeat(np.array([ax, ay, dx, dy, lean, fall, first - before]), counts, 1)
    row = np.arange(len(ax)) + offset
    below = row + 0.5 - ay
    along = below / fall
    at = np.minimum(np.maximum(np.array([along - lean, along + lean]), 0.0), 1.0)
    off = below - at * dy
    half = np.sqrt(np.maximum(radius * radius - off * off, 0.0))
    middle = ax + at * dx
    start = np.minimum(np.maximum(np.ceil(middle[0] - half[0] - 0.5), 0.0), width)
    end = np.minimum(np.floor(middle[1] + half[1] - 0.5), width - 1.0) + 1.0
    return (np.array([start, np.maximum(start, end)]) + row * (width + 1.0)).astype(np.int64)
