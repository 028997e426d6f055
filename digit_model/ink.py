"""Drawing or picture -> ink, float32 (H, W), 0 paper .. 1 ink.

What comes after it knows ink alone: not where it came from, nor its pen, nor its paper.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from digit_model.drawing import Drawing, Point, Stroke
from digit_model.marks import without_edge_marks, without_ruled_lines, without_specks
from digit_model.paper import ink_from_picture
from digit_model.picture import open_picture

Picture = Image.Image | np.ndarray | str | Path | Drawing

PAD_SIDE = 400  # pixels; the whole pad
# Share of a digit's longer side: MNIST's strokes are 2.4 pixels wide in boxes of 20 pixels.
MNIST_PEN = 0.12
DOT = 0.4  # of its pen's width: a stroke that is no longer looks like a dot, as a tap of an unsteady hand does
STRAY = 0.5  # of a digit's longer side: the dot of a j, or of a question mark, is nearer to the rest of it
DRAWN_SIDE = 160  # pixels; a drawing that fills it has 8 x 8 of them for each of the digit's, soft edges enough


def ink_from(picture: Picture) -> np.ndarray:
    """Ink of anything readable.

    Shape:  -> (H, W), float32, 0 paper .. 1 ink.
    Raises: UnreadablePicture, saying what was wrong.
    """
    ink: Any = picture
    for step in path_to_ink(picture).values():
        ink = step(ink)
    return ink


def path_to_ink(picture: Picture) -> dict[str, Callable[[Any], Any]]:
    """The steps that turn this picture into ink, in order, by name; each takes what the one before it made."""
    if not isinstance(picture, Drawing):
        return {
            "opened": open_picture,
            "ink": ink_from_picture,
            "lines": without_ruled_lines,
            "edges": without_edge_marks,
            "specks": without_specks,
        }
    if all_ink_shows(picture):
        return {"dots": without_stray_dots, "pen": in_mnists_pen, "enlarged": _inked_large}
    return {"ink": partial(ink_from_drawing, side=PAD_SIDE), "specks": without_specks}


def all_ink_shows(drawing: Drawing) -> bool:
    """Whether the strokes are all that is seen; what was rubbed out or drawn beyond the pad is told by pixels alone."""
    return all(
        not stroke.erases and all(0 <= x <= 1 and 0 <= y <= 1 for x, y in stroke.points) for stroke in drawing.strokes
    )


def without_stray_dots(drawing: Drawing) -> Drawing:
    """The same strokes without taps of the pen far from all else, as a resting hand or a second finger leaves them.

    Before the pen is chosen: with such a dot what is drawn looks large, and its pen becomes far too thick for it.
    """
    strokes = [(stroke, _is_dot(Drawing((stroke,)))) for stroke in drawing.strokes]
    body = Drawing(tuple(stroke for stroke, is_dot in strokes if not is_dot))
    if not body.strokes:
        return drawing
    (left, top), (right, bottom) = body.corners()
    far = STRAY * body.longer_side()

    def is_far(stroke: Stroke) -> bool:
        x, y = stroke.points[0]
        return math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom)) > far

    return Drawing(tuple(stroke for stroke, is_dot in strokes if not (is_dot and is_far(stroke))))


def _is_dot(drawing: Drawing) -> bool:
    return drawing.longer_side() <= DOT * drawing.widest_pen()


def in_mnists_pen(drawing: Drawing) -> Drawing:
    """The same strokes in a pen as wide, for the size of what is drawn, as that of MNIST's writers.

    A drawing knows its strokes, so a pen too thick or too thin for it costs nothing (``train/ablate.py`` measures it).
    """
    if _is_dot(drawing):
        return drawing  # it is as large as its pen, and nothing else tells how large it was meant
    longer_side = drawing.longer_side()
    # The ink's longer side is that of the points and half a pen at either end.
    width = longer_side * MNIST_PEN / (1 - MNIST_PEN)
    return Drawing(tuple(replace(stroke, width=width) for stroke in drawing.strokes))


def filling_the_page(drawing: Drawing) -> Drawing:
    """The same drawing as large as the page: a tiny digit is inked as finely as a large one, for the same few pixels.

    Rounded to a fiftieth of a pixel, so that the same digit elsewhere on the pad becomes the same ink to the last bit.
    """
    (left, top), _ = drawing.corners()
    width = drawing.widest_pen()
    scale = 1 / (drawing.longer_side() + width)
    large = drawing.moved(scale, (width / 2 - left) * scale, (width / 2 - top) * scale)
    return Drawing(tuple(replace(s, points=_rounded(s.points), width=round(s.width, 4)) for s in large.strokes))


def _inked_large(drawing: Drawing) -> np.ndarray:
    return ink_from_drawing(filling_the_page(drawing))


def _rounded(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((round(x, 4), round(y, 4)) for x, y in points)


def ink_from_drawing(drawing: Drawing, side: int = DRAWN_SIDE) -> np.ndarray:
    """Ink of a drawing in its own pens.

    Shape: -> (side, side), float32, 0 or 1.
    """
    page = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(page)
    for stroke in drawing.strokes:
        _draw_stroke(pen, stroke, side)
    return np.asarray(page, dtype=np.float32) / 255


def _draw_stroke(pen: ImageDraw.ImageDraw, stroke: Stroke, side: int) -> None:
    fill = 0 if stroke.erases else 255
    points = [(x * side, y * side) for x, y in stroke.points]
    width = max(1.0, stroke.width * side)
    # Lines have flat ends and gaps at their joints; a disc at every point gives the round pen the pad shows.
    pen.line(points, fill=fill, width=round(width))
    for x, y in points:
        pen.circle((x, y), width / 2, fill=fill)
