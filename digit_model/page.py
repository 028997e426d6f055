"""Pixels -> digit: cut out, fitted and centred as MNIST's digits were.

MNIST's digits were cut out, scaled into a box of 20 x 20 pixels with their aspect kept, and placed by their centre of
mass on a page of 28 x 28 (LeCun, Cortes, Burges). A network trained on them reads other people's ink only in the same
form, so these steps matter more than the network that follows. They compute with whole numbers, whose sums do not
depend on their order, so that the same pixels become the same digit on every machine and in JavaScript too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from digit_model.errors import UnreadablePicture

SIDE = 28  # pixels; MNIST's page
BOX = 20  # pixels; MNIST's digits fill a 20x20 box
FULL = 255  # grey levels; MNIST's files store 0 paper .. 255 ink
FAINT = 25  # grey levels; what is no darker is the soft edge of a stroke, not a mark


@dataclass(frozen=True)
class Page:
    """A part of the pad, or of a picture, in pixels, and where it lies.

    ``levels``: (h, w), uint8, 0 paper .. 255 ink.
    ``left``, ``top``: the corner of its first pixel; ``across``, ``down``: the size of a pixel. In pad units; a picture
    lies on the pad as ``on_pad`` says.
    """

    levels: np.ndarray
    left: float = 0.0
    top: float = 0.0
    across: float = 1.0
    down: float = 1.0

    @property
    def digit(self) -> np.ndarray:
        """The levels as ink.  Shape: (h, w), float32 in [0, 1]."""
        return self.levels.astype(np.float32) / FULL

    @property
    def has_ink(self) -> bool:
        """Whether there is any mark at all."""
        return bool(self.levels.max() > FAINT)

    @property
    def placement(self) -> tuple[float, float, float, float] | None:
        """The rectangle (left, top, width, height) that all its pixels show; None if there is no ink."""
        height, width = self.levels.shape
        return (self.left, self.top, width * self.across, height * self.down) if self.has_ink else None


def on_pad(shape: tuple[int, ...]) -> tuple[float, float, float, float]:
    """Where a picture lies on the square pad: fitted into it with its aspect kept, and centred.

    Shape: (rows, columns) -> (left, top, width, height) in pad units.

    >>> on_pad((100, 200))
    (0.0, 0.25, 1.0, 0.5)
    """
    longer = max(shape)
    height, width = (length / longer for length in shape)
    return (1 - width) / 2, (1 - height) / 2, width, height


BLANK = Page(np.zeros((SIDE, SIDE), dtype=np.uint8))


def cropped(page: Page) -> Page:
    """Cut away the empty paper around the marks.

    Shape:  (H, W) -> (h, w), the smallest box that holds all ink above ``FAINT``.
    Raises: UnreadablePicture if there is no ink at all.
    """
    marks = page.levels > FAINT
    if not marks.any():
        raise UnreadablePicture("there is no ink to crop to")
    rows, columns = box_of(marks)
    left, top = page.left + columns.start * page.across, page.top + rows.start * page.down
    return replace(page, levels=page.levels[rows, columns], left=left, top=top)


def box_of(marks: np.ndarray) -> tuple[slice, slice]:
    """Rows and columns of the smallest box that holds all marks.  Shape: (H, W) bool, some of it True."""
    rows, columns = np.flatnonzero(marks.any(axis=1)), np.flatnonzero(marks.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def fitted(page: Page) -> Page:
    """Scale so that the longer side is ``BOX`` pixels and the aspect is kept.

    Shape:  (h, w) -> (BOX, <= BOX) or (<= BOX, BOX).
    Method: every new pixel is the mean of the area that it covers, rounded, halves up. Averaging areas is what makes
            thin strokes grey instead of dotted. A longer side below ``BOX`` would only repeat pixels.
    """
    height, width = page.levels.shape
    longer = max(height, width)
    rows, columns = (max(1, (2 * BOX * length + longer) // (2 * longer)) for length in (height, width))
    sums = _overlap(height, rows) @ page.levels @ _overlap(width, columns).T  # exact: far below 2 ** 53
    area = height * width
    levels = ((2 * sums.astype(np.int64) + area) // (2 * area)).astype(np.uint8)
    return replace(page, levels=levels, across=page.across * width / columns, down=page.down * height / rows)


@lru_cache(maxsize=256)  # the lengths that people draw, a few MB
def _overlap(length: int, count: int) -> np.ndarray:
    """How much of each of ``length`` pixels lies in each of ``count`` bands, if both cover the same line.

    Shape: (count, length), float64 that holds whole numbers.  Units: a pixel is ``count`` long, a band ``length``.
    """
    band, pixel = np.arange(count)[:, None], np.arange(length)
    ends = np.minimum((band + 1) * length, (pixel + 1) * count)
    overlap = np.maximum(ends - np.maximum(band * length, pixel * count), 0).astype(np.float64)
    overlap.flags.writeable = False  # shared by all who ask
    return overlap


def centred(page: Page) -> Page:
    """Place a digit so that its centre of ink sits on pixel ``SIDE / 2``, both down and across.

    Shape:  (h, w) -> (SIDE, SIDE); needs h, w <= SIDE.
    Method: the shift is whole pixels, halves up, as MNIST's was, so that nothing blurs. The digit stays on the page
            even when its mass is at one end.
    Raises: UnreadablePicture if there is no ink at all.
    Source: how MNIST itself was prepared (LeCun, Cortes, Burges): its centres of ink lie in 13.5..14.5.
    """
    height, width = page.levels.shape
    total = int(page.levels.sum())
    if not total:
        raise UnreadablePicture("there is no ink to centre")
    row, column = (
        min(max((SIDE * total - 2 * int(sums @ np.arange(len(sums))) + total) // (2 * total), 0), SIDE - len(sums))
        for sums in (page.levels.sum(axis=1, dtype=np.int64), page.levels.sum(axis=0, dtype=np.int64))
    )
    levels = np.zeros((SIDE, SIDE), dtype=np.uint8)
    levels[row : row + height, column : column + width] = page.levels
    return replace(page, levels=levels, left=page.left - column * page.across, top=page.top - row * page.down)


def walk(steps: Mapping[str, Callable[[Any], Any]], made: Any) -> Iterator[tuple[str, Any]]:
    """Take the steps in order, from ``made`` on, yielding (name, what it made) after each; end where no ink is."""
    for name, step in steps.items():
        made = step(made)
        if isinstance(made, Page) and not made.has_ink:
            return
        yield name, made


def page_through(steps: Mapping[str, Callable[[Any], Any]], made: Any) -> Page:
    """What the last of the steps made; an empty page if there is no ink.  Shape: levels of (28, 28)."""
    walked = list(walk(steps, made))
    return walked[-1][1] if len(walked) == len(steps) else BLANK


def digit_bytes(digit: np.ndarray) -> bytes:
    """A digit as MNIST's files store it: one byte a pixel, 0 paper .. 255 ink.  Shape: (28, 28) -> 784 bytes."""
    return np.rint(digit * FULL).astype(np.uint8).tobytes()


def digit_from_bytes(data: bytes) -> np.ndarray:
    """What ``digit_bytes`` stored.  Shape: 784 bytes -> (28, 28), float32.

    Raises: UnreadablePicture if it is not 784 bytes.
    """
    if len(data) != SIDE * SIDE:
        raise UnreadablePicture(f"a digit is {SIDE * SIDE} bytes, one a pixel; this is {len(data)}")
    return np.frombuffer(data, dtype=np.uint8).reshape(SIDE, SIDE).astype(np.float32) / FULL
