"""Where on the pad the network's page lies: every pixel of the digit is a place of the drawing."""

from __future__ import annotations

import numpy as np

from digit_model.drawing import Drawing
from digit_model.ink import all_ink_shows, in_mnists_pen, without_stray_dots
from digit_model.preprocess import FAINT, box_of, has_ink

Box = tuple[tuple[float, float], tuple[float, float]]  # from where to where, across and down


def placement(drawing: Drawing, ink: np.ndarray, digit: np.ndarray) -> tuple[float, float, float, float] | None:
    """The rectangle (left, top, width, height) of the pad that the whole digit shows; None if there is no ink.

    Shape:  ink (H, W), as ``ink_from`` makes it of the drawing; digit (28, 28).
    Units:  pad units, 0..1; the rectangle may reach beyond the pad.
    Method: the box around the ink that was read became the box around the digit's.
    """
    if not has_ink(digit):
        return None
    # The ink of a drawing whose strokes all show fills its page, wherever on the pad it was drawn; what is partly
    # rubbed out was inked in its place.
    strokes = all_ink_shows(drawing)
    drawn = _box_of_strokes(in_mnists_pen(without_stray_dots(drawing))) if strokes else _box_of_ink(ink)
    (left, width), (top, height) = map(_stretch, drawn, _box_of_ink(digit))
    return left, top, width, height


def _box_of_strokes(drawing: Drawing) -> Box:
    (left, top), (right, bottom) = drawing.corners()
    radius = drawing.widest_pen() / 2
    return (left - radius, right + radius), (top - radius, bottom + radius)


def _box_of_ink(ink: np.ndarray) -> Box:
    """In shares of the side."""
    rows, columns = box_of(ink > FAINT)
    side = len(ink)
    return (columns.start / side, columns.stop / side), (rows.start / side, rows.stop / side)


def _stretch(drawn: tuple[float, float], shown: tuple[float, float]) -> tuple[float, float]:
    """Where 0 of what is shown lies on what was drawn, and how long 0..1 is there."""
    length = (drawn[1] - drawn[0]) / (shown[1] - shown[0])
    return float(drawn[0] - shown[0] * length), float(length)
