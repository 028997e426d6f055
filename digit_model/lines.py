"""Ink -> ink without lines that a page had before anybody wrote on it: the box of a form or a plot, ruled paper.

Each step is a pure function of the page's ink, (H, W) -> (H, W), and leaves a page alone on which it finds nothing.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from digit_model.marks import TOUCHING, halved, is_substantial, touches_edges
from digit_model.preprocess import FAINT, stroke_width

FULL = 0.95  # share of its length that is inked in a line from edge to edge
END = 0.025  # share of the page, at either edge, in which such a line ends
STEEP = 0.06  # rise over length of the steepest line that still counts as level
MOSTLY = 0.6  # share of its length along which a line is as thick as it is said to be
THICK = 0.06  # share of the page; nothing thicker is a line
THIN = 0.6  # a ruled line is at most so much of the strokes' width thick

COARSE = 140  # pixels of the longer side on which frames are looked for
LEAST_FRAME = 0.4  # share of the page that a frame measures at least, both ways
SIDE = 0.9  # share of each of its four sides that a frame inks
ROUGH = 0.04  # share of a frame's length by which its sides may swerve
LEAST_INSIDE = 0.3  # share of a frame's height that a digit in it measures at least
MOST_OUTSIDE = 0.5  # ink outside a frame to ink inside; with more, it is one square of squared paper
BLOCK = 0.35  # share of a frame's height: a side so thick is no line but a dark page


def without_frame(ink: np.ndarray) -> np.ndarray:
    """Take away the printed box of a form or a plot, and all that lies outside it, as a plot's numbers do.

    Shape:  (H, W) -> (H, W), the strongest mark 1 again.
    Method: a frame inks all four sides of the box between its outermost lines, which no round digit does, and has a
            digit's worth of ink inside. Each of its sides is peeled off from without, as deep as it mostly is thick,
            so a stroke that runs into the frame keeps its rest. What is dark all through is a page with a light digit.
    """
    box = _frame(ink > FAINT)
    if box is None:
        return ink
    inside = _peeled(ink[box])
    rows = np.flatnonzero((inside > FAINT).any(axis=1))
    if not len(rows) or np.ptp(rows) < LEAST_INSIDE * len(inside):
        return ink
    if ink.sum() - ink[box].sum() > MOST_OUTSIDE * inside.sum():
        return ink
    page = np.zeros_like(ink)
    page[box] = inside / inside.max()
    return page


def _frame(marks: np.ndarray) -> tuple[slice, slice] | None:
    """Rows and columns between the outermost long lines, if these close a box.  Shape: (H, W) bool."""
    coarse, scale = marks, 1
    while max(coarse.shape) > COARSE:
        coarse, scale = halved(coarse), 2 * scale
    box = _between_long_lines(coarse), _between_long_lines(np.ascontiguousarray(coarse.T))
    if None in box or not _inks_its_sides(coarse[box]):
        return None
    return tuple(slice(side.start * scale, side.stop * scale) for side in box)


def _between_long_lines(marks: np.ndarray) -> slice | None:
    """Rows from the first long level line to the last, if they are far enough apart.  Shape: (H, W) bool."""
    if len(marks) < 3:
        return None
    three = marks[:-2] | marks[1:-1] | marks[2:]  # a rough line passes from row to row
    long = np.flatnonzero(np.count_nonzero(three, axis=1) >= SIDE * LEAST_FRAME * marks.shape[1])
    if not len(long) or np.ptp(long) < LEAST_FRAME * len(marks):
        return None
    return slice(int(long[0]) + 1, int(long[-1]) + 2)


def _inks_its_sides(mark: np.ndarray) -> bool:
    down, across = (max(1, round(ROUGH * length)) for length in mark.shape)
    sides = (mark[:down].any(0), mark[-down:].any(0), mark[:, :across].any(1), mark[:, -across:].any(1))
    return all(side.mean() >= SIDE for side in sides)


def _peeled(framed: np.ndarray) -> np.ndarray:
    """What is inside a frame that fills the page.  Shape: (h, w) -> (h, w)."""
    inside = framed.copy()
    for sight in (inside, inside[::-1], inside.T, inside.T[::-1]):  # each side of the same ink in turn is the top
        if not _peel_top(sight):
            rim_down, rim_across = (2 + round(ROUGH * length) for length in framed.shape)
            light = np.zeros_like(framed)
            middle = slice(rim_down, -rim_down), slice(rim_across, -rim_across)
            light[middle] = np.clip(1 - framed[middle], 0, 1)
            return light if (light > 0.5).mean() < 0.5 else np.zeros_like(light)
    return inside


def _peel_top(ink: np.ndarray) -> bool:
    """Take the line along the top off, in place, or tell that there is none, but a block."""
    marks = ink > FAINT
    rows = np.arange(len(marks))[:, None]
    first = marks.argmax(axis=0)
    beyond = (~marks & (rows > first)).argmax(axis=0)  # 0 where the mark goes on to the bottom
    beyond[beyond == 0] = len(marks)
    near = marks.any(axis=0) & (first <= 2 + 2 * ROUGH * len(marks))
    thickness = float(np.median((beyond - first)[near])) if near.any() else 0
    if thickness > BLOCK * len(marks):
        return False
    depth = np.minimum(beyond, first + round(1.5 * thickness)) + 1  # with its soft rim
    ink[(rows < depth) & near] = 0
    return True


def without_ruled_lines(ink: np.ndarray) -> np.ndarray:
    """Take away thin lines that run from edge to edge, level, upright or a little slanted: ruled paper, a border.

    Shape:  (H, W) -> (H, W).
    Method: a line's pixels keep the ink that both its sides have, so a digit's stroke across the line stays whole. A
            digit's own stroke that reaches the edges of a tight picture, such as the bar of a 7, is none: it is as
            thick as the strokes that remain, or the digit that remains touches the edges too.
    """
    level, thickness = _without_level_lines(ink)
    turned, other_thickness = _without_level_lines(level.T)
    if np.shares_memory(turned, ink):  # nothing was found
        return ink
    body = _largest(turned.T > FAINT)
    if not is_substantial(body) or touches_edges(body):
        return ink
    # A stroke of a digit that is as wide as its picture is as thick as its other strokes; a ruled line is thinner.
    if max(thickness, other_thickness) > THIN * stroke_width(body):
        return ink
    return np.ascontiguousarray(turned.T)


def _without_level_lines(ink: np.ndarray) -> tuple[np.ndarray, int]:
    """The ink left, and how thick, in pixels, the thickest line was that does not lie along an edge of the page."""
    left, right = _ends(ink), _ends(ink[:, ::-1])
    lines = _lines_between(left, right, ink > FAINT) if left and right else []
    if not lines:
        return ink, 0
    height, width = ink.shape
    columns = np.arange(width)
    most = max(above + below for _, above, below in lines) + 3
    wide = np.pad(ink, ((most, most), (0, 0)))
    thickest = 0
    for path, above, below in lines:
        first, last = path + most - above - 2, path + most + below + 2  # beyond the line's soft rims
        between = np.minimum(wide[first, columns], wide[last, columns])
        for row in range(above + below + 3):
            place = first + 1 + row, columns
            wide[place] = np.minimum(wide[place], between)
        if path.min() > above and path.max() < height - 1 - below:
            thickest = max(thickest, above + below + 1)
    return wide[most:-most], thickest


def _lines_between(left: list[int], right: list[int], marks: np.ndarray) -> list[tuple[np.ndarray, int, int]]:
    """Every pair of ends that is inked in between: the line's row in each column, and its reach above and below.

    Shape: (H, W) bool -> N x ((W,) int, int, int).
    """
    height, width = marks.shape
    columns = np.arange(width)
    thick = max(2, round(THICK * height))
    wide = np.pad(marks, ((thick + 1, thick + 1), (0, 0)))
    lines = []
    for start in left:
        for stop in right:
            if abs(stop - start) > max(1, STEEP * width):
                continue
            path = np.rint(np.linspace(start, stop, width)).astype(int)
            middle = path + thick + 1
            near = wide[middle - 1, columns] | wide[middle, columns] | wide[middle + 1, columns]
            if near.mean() >= FULL:
                above, below = (_reach(wide, middle, side, thick) for side in (-1, 1))
                if above + below < thick:
                    lines.append((path, above, below))
    return lines


def _reach(marks: np.ndarray, path: np.ndarray, side: int, most: int) -> int:
    """How many pixels a line goes on above (-1) or below (1) its path, along most of it."""
    columns = np.arange(marks.shape[1])
    shares = (marks[path + side * (reach + 1), columns].mean() for reach in range(most))
    return next((reach for reach, share in enumerate(shares) if share < MOSTLY), most)


def _ends(ink: np.ndarray) -> list[int]:
    """Rows in which something leaves the page on the left.  Shape: (H, W)."""
    some = max(1, round(END * ink.shape[1]))
    if ink[:, :some].max() <= FAINT:
        return []
    inked = (ink[:, :some] > FAINT).any(axis=1)
    if 2 * inked.sum() > len(inked):  # a line lies along this edge: look beyond it
        inked = (ink[:, 2 * some : 3 * some + 1] > FAINT).any(axis=1)
    edges = np.flatnonzero(np.diff(inked, prepend=False, append=False))
    return ((edges[::2] + edges[1::2] - 1) // 2).tolist()


def _largest(marks: np.ndarray) -> np.ndarray:
    """The one connected mark that has most ink.  Shape: (H, W) bool -> (H, W) bool, empty if there is none."""
    labels, count = ndimage.label(marks, TOUCHING)
    sizes = np.bincount(labels.ravel(), minlength=2)
    return labels == 1 + sizes[1:].argmax() if count else marks
