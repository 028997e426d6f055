"""The path from a picture to its digit, opened: what every step made, and what the network would have been given."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PIL import Image

from digit_model.digit import GRAIN
from digit_model.drawing import Drawing
from digit_model.inking import inked
from digit_model.page import SIDE, Page, digit_bytes, walk
from digit_model.path import Readable, steps_of

PAD_SIDE = 400  # pixels; the whole pad, as a step shows a drawing
THINNEST = 1.5  # pixels; a dot in this pen marks a pixel wherever it lies


@dataclass(frozen=True)
class Step:
    """What one step of the path made.

    ``name``:      as in ``steps_of``; "drawn" is a drawing as the pad shows it, "ink" the same with ink as 1.
    ``ink``:       (H, W), float32 in [0, 1]; of the first step brightness, which the network would take for ink.
    ``digit``:     (28, 28), float32: the same, plainly resized.
    ``placement``: the rectangle (left, top, width, height) of the pad that ``ink`` shows, in pad units; None before the
                   path has cut anything out.
    """

    name: str
    ink: np.ndarray
    digit: np.ndarray
    placement: tuple[float, float, float, float] | None


def autopsy(picture: Readable) -> list[Step]:
    """Every step that changed something, in the order of the path; none if there is no ink.

    The first is what a plain demo would show the network: the picture as it looks, ink black on white. The last
    ``digit`` is the one that ``Reader.read`` gives to the network, and lies where its reading is placed.
    Raises: UnreadablePicture, saying what was wrong.
    """
    steps = steps_of(picture)
    walked = list(walk(steps, picture))
    if len(walked) < len(steps):
        return []
    pages = [*_as_it_looks(picture), *((name, _shown(made), _placed(made)) for name, made in walked)]
    changed = [following for (_, page, _), following in pairwise(pages) if not _same(page, following[1])]
    return [Step(name, page, resized(page), placement) for name, page, placement in [pages[0], *changed]]


def resized(page: np.ndarray) -> np.ndarray:
    """Plainly brought to the network's size, stretched if it is no square.

    Shape:  (H, W) -> (28, 28), float32.
    Method: the mean over areas where it shrinks, each pixel counted where its middle lies; the very same numbers if it
            is 28 x 28 already.
    """
    rows, columns = (_band_starts(length) for length in page.shape)
    sums = np.add.reduceat(np.add.reduceat(page, rows, axis=0, dtype=np.float64), columns, axis=1)
    tall, wide = (
        np.maximum(np.diff(starts, append=length), 1)
        for starts, length in zip((rows, columns), page.shape, strict=True)
    )
    return (sums / np.outer(tall, wide)).astype(np.float32)


def _band_starts(length: int) -> np.ndarray:
    """First pixel of each of 28 equal bands; where pixels are fewer, the one at the band's middle.

    Whole numbers, so that no rounding of floats decides where a pixel on the border of two bands belongs.
    """
    bands = np.arange(SIDE)
    return ((2 * bands + 1) * length if length < SIDE else 2 * bands * length + SIDE) // (2 * SIDE)


def _as_it_looks(picture: Readable) -> list[tuple[str, np.ndarray, None]]:
    """What comes before the path's first step: a drawing is strokes, and was never a page; a picture's file is none."""
    if not isinstance(picture, Drawing):
        return []
    ink = _on_pad(picture)
    return [("drawn", 1 - ink, None), ("ink", ink, None)]


def _placed(made: object) -> tuple[float, float, float, float] | None:
    return made.placement if isinstance(made, Page) else None


def _shown(made: Drawing | Image.Image | np.ndarray | Page) -> np.ndarray:
    """What a step made, whatever it is, as numbers in [0, 1]: strokes as the pad would ink them, pictures in grey."""
    if isinstance(made, Page):
        return made.digit
    if isinstance(made, Drawing):
        return _on_pad(made)
    if isinstance(made, Image.Image):
        return np.asarray(made.convert("L"), dtype=np.float32) / 255
    return made


def _on_pad(drawing: Drawing) -> np.ndarray:
    """A drawing as the pad shows it: in its own pens, where it was drawn, none thinner than ``THINNEST``.

    Inked as its digit is, and not by Pillow, so that the page makes the very same steps in JavaScript.
    Shape: -> (PAD_SIDE, PAD_SIDE), float32, 0 or 1.
    """
    marks = np.zeros((PAD_SIDE, PAD_SIDE), dtype=bool)
    for pen in {stroke.width for stroke in drawing.strokes}:
        same = [np.array(stroke.points) for stroke in drawing.strokes if stroke.width == pen]
        lines = [np.floor(points * (PAD_SIDE * GRAIN) + 0.5) / GRAIN for points in same]
        marks |= inked(lines, max(pen * PAD_SIDE, THINNEST) / 2, PAD_SIDE, PAD_SIDE)
    return marks.astype(np.float32)


def _same(page: np.ndarray, other: np.ndarray) -> bool:
    """Whether nobody would see a difference: none in 256 grey levels."""
    return page is other or (page.shape == other.shape and digit_bytes(page) == digit_bytes(other))
