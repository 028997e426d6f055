"""Harder than MNIST: what people draw on a pad, in several pens and sizes, anywhere on the page.

Every picture goes the whole way that a visitor's goes, from a page of 280 x 280 pixels to the digit the network sees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from digit_model.ink import ink_from_drawing
from digit_model.network import to_batch
from digit_model.path import Readable, page_from
from train.data import Digits
from train.strokes import PAD, PenDigit

SEED = 20_260_102  # of sizes and places, the same for every network


@dataclass(frozen=True)
class Cell:
    """One kind of drawing: longer side between two bounds, and the pen's width; in pixels of the pad.

    ``strokes``: read as the drawing that it is, as on the page, not as a picture of it.
    """

    name: str
    smallest: int
    largest: int
    pen: int
    strokes: bool = False


CELLS = (
    Cell("strokes", 55, 240, 18, strokes=True),
    Cell("large, pen 10", 190, 240, 10),
    Cell("large, pen 18", 190, 240, 18),
    Cell("small, pen 10", 55, 90, 10),
    Cell("small, pen 18", 70, 100, 18),
)


def pictures(digits: list[PenDigit], cell: Cell) -> list[Readable]:
    """Each digit drawn in black somewhere on a white pad: a Drawing, or a picture (280, 280), uint8."""
    random = np.random.default_rng(SEED)
    drawn: list[Readable] = []
    for digit in digits:
        side = random.uniform(cell.smallest, cell.largest) / PAD
        left, top = random.uniform(0, 1 - side, size=2)
        drawing = digit.drawing(side, cell.pen / PAD, left, top)
        drawn.append(drawing if cell.strokes else (255 - 255 * ink_from_drawing(drawing, PAD)).astype(np.uint8))
    return drawn


def prepared(digits: list[PenDigit], cell: Cell) -> Digits:
    """The same as the network sees them."""
    images = [page_from(picture).digit for picture in pictures(digits, cell)]
    return Digits(to_batch(images), torch.tensor([digit.label for digit in digits], dtype=torch.int64))
