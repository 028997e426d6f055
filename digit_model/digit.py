"""Drawing -> digit, the same to the last bit wherever it is computed.

The page computes it in JavaScript; Python does for training, the API and the tests. To give the same 784 bytes, both
use float64 with + - * / and sqrt alone, which IEEE 754 rounds alike everywhere, each in the order written here, and
from the pixels on whole numbers alone (``page.py``).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from digit_model.drawing import Drawing, Stroke
from digit_model.inking import inked
from digit_model.page import BLANK, FULL, Page, centred, cropped, fitted

# Part of every checkpoint: weights are only worth what they were trained behind.
PREPROCESSING_VERSION = 3

MNIST_PEN = 0.12  # share of a digit's longer side: MNIST's strokes are 2.4 pixels wide in boxes of 20
DOT = 0.4  # pen widths; a stroke that is no longer looks like a dot, as a tap of an unsteady hand does
STRAY = 0.5  # of a digit's longer side; the dot of a j, or of a question mark, is nearer to the rest of it
PAGE = 160  # pixels; a drawing that fills it has 8 x 8 of them for each of the digit's, soft edges enough
TINY = 1e-6  # pad units; ink that is smaller in all has no size, and nobody sees it
GRAIN = 64  # steps of a pixel of that page; points lie on them, so that the same digit elsewhere is the same page


def without_stray_dots(drawing: Drawing) -> Drawing:
    """The same strokes without taps of the pen far from all else, as a resting hand or a second finger leaves them.

    Before the pen is chosen: with such a dot what is drawn looks large, and its pen becomes far too thick for it.
    """
    dots = [_is_dot(Drawing((stroke,))) for stroke in drawing.strokes]
    body = Drawing(tuple(stroke for stroke, is_dot in zip(drawing.strokes, dots, strict=True) if not is_dot))
    if not body.strokes or not any(dots):
        return drawing
    (left, top), (right, bottom) = body.corners
    far = STRAY * body.longer_side

    def is_far(stroke: Stroke) -> bool:
        x, y = stroke.points[0]
        dx, dy = max(left - x, 0.0, x - right), max(top - y, 0.0, y - bottom)
        return dx * dx + dy * dy > far * far

    kept = [stroke for stroke, is_dot in zip(drawing.strokes, dots, strict=True) if not (is_dot and is_far(stroke))]
    return drawing if len(kept) == len(dots) else Drawing(tuple(kept))


def _is_dot(drawing: Drawing) -> bool:
    return drawing.longer_side <= DOT * drawing.widest_pen


def in_mnists_pen(drawing: Drawing) -> Drawing:
    """The same strokes in a pen as wide, for the size of what is drawn, as that of MNIST's writers.

    A drawing knows its strokes, so a pen too thick or too thin for it costs nothing (``train/ablate.py`` measures it).
    A dot keeps its pen: it is as large as its pen, and nothing else tells how large it was meant.
    """
    if _is_dot(drawing):
        return drawing
    # The ink's longer side is that of the points and half a pen at either end.
    width = drawing.longer_side * MNIST_PEN / (1 - MNIST_PEN)
    return Drawing(tuple(replace(stroke, width=width) for stroke in drawing.strokes))


def filling_the_page(drawing: Drawing) -> Page:
    """Ink a drawing in its widest pen, as large as the page: a tiny digit as finely as a large one.

    Shape: levels of (h, w), the longer of which is PAGE; 0 or 255.
    """
    if not drawing.strokes:
        return BLANK
    (left, top), (right, bottom) = drawing.corners
    pen, half = drawing.widest_pen, drawing.widest_pen / 2
    side = max(drawing.longer_side + pen, TINY)  # of the ink, in pad units
    scale = PAGE * GRAIN / side
    shift = np.array([half - left, half - top])
    lines = [np.floor((np.array(stroke.points) + shift) * scale + 0.5) / GRAIN for stroke in drawing.strokes]
    extents = ((length + pen) * scale / GRAIN for length in (bottom - top, right - left))
    height, width = (min(max(math.floor(extent + 0.5), 1), PAGE) for extent in extents)
    marks = inked(lines, math.floor(half * scale + 0.5) / GRAIN, height, width)
    return Page(marks * np.uint8(FULL), left - half, top - half, side / PAGE, side / PAGE)


# All steps from a drawing to its digit, in order, by name; each takes what the one before it made.
DRAWING_TO_DIGIT: dict[str, Callable[[Any], Any]] = {
    "dots": without_stray_dots,
    "pen": in_mnists_pen,
    "enlarged": filling_the_page,
    "cropped": cropped,
    "fitted": fitted,
    "centred": centred,
}
