"""Ink -> ink without marks that are no part of the digit: dark edges, specks.

Each step is a pure function of the page's ink, (H, W) -> (H, W), and leaves a page alone on which it finds nothing.
A step only ever takes ink away, and only where a substantial mark is left to read.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from digit_model.page import box_of
from digit_model.preprocess import FAINT, has_ink, stroke_width

RIM = 0.12  # share of the page, along each edge, in which frames, table edges and dark corners lie
SUBSTANTIAL = 0.2  # share of the page's shorter side that a mark must measure to be what the page is about
TOUCHING = np.ones((3, 3), dtype=bool)  # pixels that meet at a corner are one mark


def touches_edges(ink: np.ndarray) -> bool:
    """Whether there is ink along the page's edges.  Shape: (H, W), ink in [0, 1] or bool."""
    return max(ink[0].max(), ink[-1].max(), ink[:, 0].max(), ink[:, -1].max()) > FAINT


def is_substantial(marks: np.ndarray) -> bool:
    """Whether one connected mark is large enough to be read; grain scattered over the page is as large as the page."""
    boxes = ndimage.find_objects(ndimage.label(marks, TOUCHING)[0])
    longest = max((max(side.stop - side.start for side in box) for box in boxes), default=0)
    return longest >= SUBSTANTIAL * min(marks.shape)


def without_edge_marks(ink: np.ndarray) -> np.ndarray:
    """Take away marks that lie along the page's edges, as a frame, a thumb or the table's edge do in a photo.

    Shape:  (H, W) -> (H, W).
    Method: a mark that touches an edge and has four fifths of its ink in the rim, if a mark of substance is elsewhere.
    """
    if not touches_edges(ink):
        return ink
    labels, count = ndimage.label(ink > FAINT, TOUCHING)
    height, width = ink.shape
    rim = np.ones_like(labels, dtype=bool)
    rim[round(RIM * height) : height - round(RIM * height), round(RIM * width) : width - round(RIM * width)] = False
    touching = np.zeros(count + 1, dtype=bool)
    touching[np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])] = True
    in_rim = np.bincount(labels[rim], minlength=count + 1) >= 0.8 * np.bincount(labels.ravel(), minlength=count + 1)
    dropped = touching & in_rim
    dropped[0] = False
    remaining = ~dropped[labels]
    if not dropped.any() or not is_substantial(remaining & (labels > 0)):
        return ink
    return ink * remaining


def without_specks(ink: np.ndarray) -> np.ndarray:
    """Take away dirt: marks smaller than the pen anywhere, and dots as small as the pen outside the box of the rest.

    Shape:  (H, W) -> (H, W).
    The dot within a zero, the detached bar of a five and every part of a digit larger than a dot stay.
    """
    if not has_ink(ink):
        return ink
    marks = halved(ink > FAINT)
    box = box_of(marks)
    labels, count = ndimage.label(marks[box], TOUCHING)
    if count < 2:
        return ink
    boxes = ndimage.find_objects(labels)
    sides = np.array([max(rows.stop - rows.start, columns.stop - columns.start) for rows, columns in boxes])
    body = int(np.bincount(labels.ravel())[1:].argmax())
    pen = stroke_width(labels[boxes[body]] == body + 1)
    large = sides >= 1.6 * pen
    large[body] = True
    kept = large | ((sides >= 0.6 * pen) & _inside(boxes, large))
    if kept.all():
        return ink
    keep = np.ones_like(marks)
    keep[box] = np.concatenate([[True], kept])[labels]
    return ink * keep.repeat(2, axis=0).repeat(2, axis=1)[: ink.shape[0], : ink.shape[1]]


def halved(marks: np.ndarray) -> np.ndarray:
    """At half the resolution, where everything costs a quarter.  Shape: (H, W) -> (H / 2, W / 2) rounded up, bool."""
    height, width = marks.shape
    if height % 2 or width % 2:
        marks = np.pad(marks, ((0, height % 2), (0, width % 2)))
    pairs = np.ascontiguousarray(marks).view(np.uint16)  # two neighbours at once
    return (pairs[::2] | pairs[1::2]) != 0


def _inside(boxes: list[tuple[slice, slice]], large: np.ndarray) -> np.ndarray:
    """Which boxes lie in the box around the large ones.  Shape: N boxes, (N,) bool -> (N,) bool."""
    edges = np.array([(rows.start, columns.start, -rows.stop, -columns.stop) for rows, columns in boxes])
    return (edges >= edges[large].min(axis=0)).all(axis=1)
