"""The one path from whatever is read, a drawing or a picture, to its digit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from digit_model.digit import DRAWING_TO_DIGIT
from digit_model.drawing import Drawing
from digit_model.ink import PICTURE_TO_INK, Picture
from digit_model.page import Page, page_through
from digit_model.preprocess import INK_TO_DIGIT

Readable = Picture | Drawing

PICTURE_TO_DIGIT: dict[str, Callable[[Any], Any]] = PICTURE_TO_INK | INK_TO_DIGIT


def steps_of(picture: Readable) -> Mapping[str, Callable[[Any], Any]]:
    """All steps that this picture or drawing takes to become a digit, in order, by name."""
    return DRAWING_TO_DIGIT if isinstance(picture, Drawing) else PICTURE_TO_DIGIT


def page_from(picture: Readable) -> Page:
    """The digit of anything that can be read, and where it lies on the pad or the picture.

    Shape:  levels of (28, 28); all 0 if there is no ink.
    Raises: UnreadablePicture, saying what was wrong.
    """
    return page_through(steps_of(picture), picture)
