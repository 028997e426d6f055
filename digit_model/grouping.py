"""Marks -> digits of a number, by where they are: which strokes, or connected marks of a picture, make up one digit.

A mark is a set of cells: the lines that the pen followed, on a grid on which the tallest mark is ``UNIT`` cells high.
From there on all is whole numbers, so that the page (``ui/lib/drawing/grouping.js``) comes to the very same groups. All
lengths are in cells. They were chosen on the digits of training and validation writers, set side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from digit_model.digit import TINY
from digit_model.drawing import Drawing

UNIT = 32  # cells; the tallest mark
WIDEST = 16  # tallest marks; a drawing that is wider and flatter has larger cells
NEAR = 2.5  # lines that come so near each other belong to one digit
REACH = 10  # marks that are further apart never do
OVERLAP = 0.7  # of the narrower mark's width: marks that overlap so much stand above each other
SHORT = 13  # a mark that is no taller is a part: the bar of a 5
FOOT = 8  # a mark that ends so much above or below its neighbour's foot is a part: the corner of an open 4
GAP = 4  # the widest gap, from side to side, across which such a part belongs to its neighbour
SPECK = 3  # a mark that measures no more is a dot
MOST_MARKS = 100  # on one line; a number has fewer, a page of text or a scribble more
MOST_PARTS = 8  # two digits that touch have no more strokes; a scribble has
ASIDE = 0.9  # of the narrower side's width: two digits that touch overlap less
TALL = 0.5  # of a group's height; each of two digits that touch is at least so tall
SAME_LINE = 0.25  # of the lower group's height: groups that overlap less, up and down, stand on different lines

Cells = np.ndarray  # (n, 2), int64: column and row, each once


@dataclass(frozen=True)
class Box:
    """The first and last column and row of a mark or a group."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """One column is no width."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """One row is no height."""
        return self.bottom - self.top

    def around(self, other: Box) -> Box:
        """The box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def cells_of(drawing: Drawing) -> list[Cells]:
    """The cells that each stroke's line passes through.  Needs a stroke.

    Exact: float64, with + - * / in the order written here.
    """
    return [_between(points) for points in _scaled([np.array(stroke.points) for stroke in drawing.strokes])]


def on_grid(marks: Sequence[np.ndarray]) -> list[Cells]:
    """The cells that marks lie on, which are points close together.  Needs a mark.  Shape: marks of (n, 2), float64."""
    return [_cells(points) for points in _scaled(marks)]


def _scaled(marks: Sequence[np.ndarray]) -> list[np.ndarray]:
    """In cells, counted from the corner of all.  Shape: marks of (n, 2) -> the same."""
    corner = np.min([points.min(axis=0) for points in marks], axis=0)
    farthest = np.max([points.max(axis=0) for points in marks], axis=0)
    tallest = max(float(points[:, 1].max() - points[:, 1].min()) for points in marks)
    height = max(tallest, float((farthest - corner).max()) / WIDEST)
    scale = UNIT / height if height > TINY else 0.0
    return [(points - corner) * scale for points in marks]


def _between(points: np.ndarray) -> Cells:
    """The cells of a line between points.  Shape: (points, 2), in cells."""
    starts, ends = points[: max(len(points) - 1, 1)], points[min(len(points) - 1, 1) :]
    counts = np.maximum(np.ceil(np.abs(ends - starts).max(axis=1)), 1.0).astype(np.int64)  # steps of at most one cell
    first = np.repeat(np.cumsum(counts + 1) - counts - 1, counts + 1)
    along = (np.arange(len(first)) - first) / np.repeat(counts, counts + 1)
    a, b = np.repeat(starts, counts + 1, axis=0), np.repeat(ends, counts + 1, axis=0)
    return _cells(a + (b - a) * along[:, None])


def _cells(points: np.ndarray) -> Cells:
    return np.unique(np.floor(points + 0.5).astype(np.int64), axis=0)


def box_of(marks: Sequence[Cells]) -> Box:
    """The box around marks, of which there must be one."""
    cells = np.concatenate(marks)
    return Box(*cells.min(axis=0).tolist(), *cells.max(axis=0).tolist())


def grouped(marks: Sequence[Cells]) -> list[list[int]]:
    """Which marks make up one digit: groups of their indices, from left to right, each from left to right.

    Method: of all pairs of groups that belong together the closest are joined first, until none belongs to another.
            So a part goes to the nearest digit, and what has become whole by it takes no further part. The order of
            the marks does not matter. A dot beside a single digit stays with it, as it does when ``read`` reads it.
    """
    groups = [[index] for index in sorted(range(len(marks)), key=lambda index: _place(box_of([marks[index]])))]
    boxes = [box_of([marks[index]]) for [index] in groups]
    squares = _squared_distances([marks[index] for [index] in groups], boxes)
    while (pair := _closest(boxes, squares)) is not None:
        into, other = pair
        groups[into] += groups.pop(other)
        boxes[into] = boxes[into].around(boxes.pop(other))
        squares[into] = squares[:, into] = np.minimum(squares[into], squares[other])
        squares = np.delete(np.delete(squares, other, axis=0), other, axis=1)
    large = [not _is_speck(box) for box in boxes]
    if sum(large) <= 1 < len(groups):
        groups = [[index for group in groups for index in group]]
    ordered = [sorted(group, key=lambda index: _place(box_of([marks[index]]))) for group in groups]
    return sorted(ordered, key=lambda group: _place(box_of([marks[index] for index in group])))


def _place(box: Box) -> tuple[int, ...]:
    """What orders boxes from left to right: their middles, and then all the rest."""
    return box.left + box.right, box.top + box.bottom, box.width, box.height


def _is_speck(box: Box) -> bool:
    return max(box.width, box.height) <= SPECK


def _squared_distances(marks: Sequence[Cells], boxes: Sequence[Box]) -> np.ndarray:
    """Between the nearest cells of two marks: 0 if they are near, infinite beyond reach.  Shape: (marks, marks)."""
    squares = np.full((len(marks), len(marks)), np.inf)
    trees = [cKDTree(mark) for mark in marks]
    for one in range(len(marks)):
        for other in range(one):
            if _apart(boxes[one], boxes[other]) <= REACH:
                nearest = trees[one].query(marks[other])[1]
                square = int(((marks[one][nearest] - marks[other]) ** 2).sum(axis=1).min())
                if square <= REACH**2:
                    squares[one, other] = squares[other, one] = 0 if square <= NEAR**2 else square
    return squares


def _apart(a: Box, b: Box) -> int:
    """How far boxes are apart, across or down, whichever is more; below 0 if they overlap."""
    return max(_gap(a, b), max(a.top, b.top) - min(a.bottom, b.bottom))


def _gap(a: Box, b: Box) -> int:
    """From side to side; below 0 it is how far they overlap."""
    return max(a.left, b.left) - min(a.right, b.right)


def _closest(boxes: list[Box], squares: np.ndarray) -> tuple[int, int] | None:
    """The closest pair of those that belong together; of equal ones the first."""
    best, found = np.inf, None
    for one, other in np.argwhere(np.triu(np.isfinite(squares), 1)).tolist():
        if squares[one, other] < best and _belong(boxes[one], boxes[other], squares[one, other]):
            best, found = squares[one, other], (one, other)
    return found


def _belong(a: Box, b: Box, square: float) -> bool:
    """Whether two groups that are so far apart, squared, make up one digit."""
    if square == 0:
        return True
    gap = _gap(a, b)
    if -gap >= OVERLAP * max(min(a.width, b.width), 1):
        return True
    if min(a.height, b.height) <= SHORT:
        return True
    return abs(a.bottom - b.bottom) >= FOOT and gap <= GAP


def sides_of(marks: Sequence[Cells]) -> list[int]:
    """Where a group of marks, from left to right, may be two digits that touch: how many marks are in the left one."""
    if len(marks) > MOST_PARTS:
        return []
    return [count for count in range(1, len(marks)) if _stand_aside(box_of(marks[:count]), box_of(marks[count:]))]


def _stand_aside(left: Box, right: Box) -> bool:
    """Whether both are as tall as a digit, and next to each other rather than above or within."""
    if min(left.height, right.height) < TALL * left.around(right).height:
        return False
    return -_gap(left, right) < ASIDE * max(min(left.width, right.width), 1)


def lines_in(boxes: Sequence[Box]) -> int:
    """On how many lines groups stand; dots and dashes stand on none."""
    down = sorted((box.top, box.bottom) for box in boxes if box.height > SHORT)
    lines, lowest = 0, 0
    for top, bottom in down:
        if not lines or lowest - top < SAME_LINE * (bottom - top):
            lines += 1
            lowest = bottom
        lowest = max(lowest, bottom)
    return lines
