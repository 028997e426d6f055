"""Picture -> ink, float32 (H, W), 0 paper .. 1 ink; and what a drawing looks like as a picture.

What comes after ink knows neither the picture's file nor its paper.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from digit_model.drawing import Drawing, Stroke
from digit_model.lines import without_frame, without_ruled_lines
from digit_model.marks import without_edge_marks, without_specks
from digit_model.paper import ink_from_picture
from digit_model.picture import open_picture

Picture = Image.Image | np.ndarray | str | Path

# All steps from a picture to its ink, in order, by name; each takes what the one before it made.
PICTURE_TO_INK: dict[str, Callable[[Any], Any]] = {
    "opened": open_picture,
    "ink": ink_from_picture,
    "frame": without_frame,
    "edges": without_edge_marks,
    "lines": without_ruled_lines,
    "specks": without_specks,
}


def ink_of(picture: Picture) -> np.ndarray:
    """All steps of ``PICTURE_TO_INK``.

    Shape:  -> (H, W), float32 in [0, 1]; all 0 if there is no mark.
    Raises: UnreadablePicture, saying what was wrong.
    """
    return reduce(lambda made, step: step(made), PICTURE_TO_INK.values(), picture)


def ink_from_drawing(drawing: Drawing, side: int) -> np.ndarray:
    """Ink of a picture of the whole pad, as a screenshot would show a drawing: in its own pens, where it was drawn.

    Shape: -> (side, side), float32, 0 or 1.
    """
    page = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(page)
    for stroke in drawing.strokes:
        _draw_stroke(pen, stroke, side)
    return np.asarray(page, dtype=np.float32) / 255


def _draw_stroke(pen: ImageDraw.ImageDraw, stroke: Stroke, side: int) -> None:
    points = [(x * side, y * side) for x, y in stroke.points]
    width = max(1.0, stroke.width * side)
    # Lines have flat ends and gaps at their joints; a disc at every point gives the round pen the pad shows.
    pen.line(points, fill=255, width=round(width))
    for x, y in points:
        pen.circle((x, y), width / 2, fill=255)
