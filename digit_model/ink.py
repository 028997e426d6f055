"""Drawing or picture -> ink, float32 (H, W), 0 paper .. 1 ink.

What comes after it knows ink alone: not where it came from, nor its pen, nor its paper.
"""

from __future__ import annotations

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
        return {"pen": in_mnists_pen, "enlarged": _inked_large}
    return {"ink": partial(ink_from_drawing, side=PAD_SIDE), "specks": without_specks}


def all_ink_shows(drawing: Drawing) -> bool:
    """Whether the strokes are all that is seen; what was rubbed out or drawn beyond the pad is told by pixels alone."""
    return all(
        not stroke.erases and all(0 <= x <= 1 and 0 <= y <= 1 for x, y in stroke.points) for stroke in drawing.strokes
    )


def in_mnists_pen(drawing: Drawing) -> Drawing:
    """The same strokes in a pen as wide, for the size of what is drawn, as that of MNIST's writers.

    A drawing knows its strokes, so a pen too thick or too thin for it costs nothing (``train/ablate.py`` measures it).
    """
    _, longer_side = _box(drawing)
    if longer_side == 0:
        return drawing  # a dot is as large as its pen, and nothing else tells how large it was meant
    # The ink's longer side is that of the points and half a pen at either end.
    width = longer_side * MNIST_PEN / (1 - MNIST_PEN)
    return Drawing(tuple(replace(stroke, width=width) for stroke in drawing.strokes))


def filling_the_page(drawing: Drawing) -> Drawing:
    """The same drawing as large as the page: a tiny digit is inked as finely as a large one, for the same few pixels.

    Rounded to a fiftieth of a pixel, so that the same digit elsewhere on the pad becomes the same ink to the last bit.
    """
    corner, longer_side = _box(drawing)
    width = max((stroke.width for stroke in drawing.strokes), default=1.0)
    scale = 1 / (longer_side + width)
    dx, dy = (width / 2 - corner) * scale
    large = drawing.moved(scale, float(dx), float(dy))
    return Drawing(tuple(replace(s, points=_rounded(s.points), width=round(s.width, 4)) for s in large.strokes))


def _inked_large(drawing: Drawing) -> np.ndarray:
    return ink_from_drawing(filling_the_page(drawing))


def _rounded(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((round(x, 4), round(y, 4)) for x, y in points)


def _box(drawing: Drawing) -> tuple[np.ndarray, float]:
    """Upper left corner (x, y) and longer side of the box around all points, in pad units."""
    points = [point for stroke in drawing.strokes for point in stroke.points]
    if not points:
        return np.zeros(2), 0.0
    return np.min(points, axis=0), float(np.ptp(points, axis=0).max())


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
