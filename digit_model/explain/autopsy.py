"""The path from a picture to its digit, opened: what every step made, and what the network would have been given."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PIL import Image

from digit_model.drawing import Drawing
from digit_model.ink import ink_from_drawing
from digit_model.page import SIDE, Page, digit_bytes, walk
from digit_model.path import Readable, steps_of

PAD_SIDE = 400  # pixels; the whole pad, as a step shows a drawing


@dataclass(frozen=True)
class Step:
    """What one step of the path made.

    ``name``:  as in ``steps_of``; "drawn" is a drawing as the pad shows it, "ink" the same with ink as 1.
    ``ink``:   (H, W), float32 in [0, 1]; of the first step brightness, which the network would take for ink.
    ``digit``: (28, 28), float32: the same, plainly resized.
    """

    name: str
    ink: np.ndarray
    digit: np.ndarray


def autopsy(picture: Readable) -> list[Step]:
    """Every step that changed something, in the order of the path; none if there is no ink.

    The first is what a plain demo would show the network: the picture as it looks, ink black on white. The last
    ``digit`` is the one that ``Reader.read`` gives to the network.
    Raises: UnreadablePicture, saying what was wrong.
    """
    steps = steps_of(picture)
    walked = [(name, _shown(made)) for name, made in walk(steps, picture)]
    if len(walked) < len(steps):
        return []
    pages = [*_as_it_looks(picture), *walked]
    changed = [following for (_, page), following in pairwise(pages) if not _same(page, following[1])]
    return [Step(name, page, resized(page)) for name, page in [pages[0], *changed]]


def resized(page: np.ndarray) -> np.ndarray:
    """Plainly brought to the network's size, stretched if it is no square.

    Shape:  (H, W) -> (28, 28), float32.
    Method: the mean over areas where it shrinks; the very same numbers if it is 28 x 28 already.
    """
    image = Image.fromarray(np.ascontiguousarray(page, dtype=np.float32))
    return np.asarray(image.resize((SIDE, SIDE), Image.Resampling.BOX))


def _as_it_looks(picture: Readable) -> list[tuple[str, np.ndarray]]:
    """What comes before the path's first step: a drawing is strokes, and was never a page; a picture's file is none."""
    if not isinstance(picture, Drawing):
        return []
    ink = ink_from_drawing(picture, PAD_SIDE)
    return [("drawn", 1 - ink), ("ink", ink)]


def _shown(made: Drawing | Image.Image | np.ndarray | Page) -> np.ndarray:
    """What a step made, whatever it is, as numbers in [0, 1]: strokes as the pad would ink them, pictures in grey."""
    if isinstance(made, Page):
        return made.digit
    if isinstance(made, Drawing):
        return ink_from_drawing(made, PAD_SIDE)
    if isinstance(made, Image.Image):
        return np.asarray(made.convert("L"), dtype=np.float32) / 255
    return made


def _same(page: np.ndarray, other: np.ndarray) -> bool:
    """Whether nobody would see a difference: none in 256 grey levels."""
    return page is other or (page.shape == other.shape and digit_bytes(page) == digit_bytes(other))
