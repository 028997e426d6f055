"""Pictures that the benchmarks send: usual ones, and those that cost a server most."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from PIL import Image

from digit_model import Drawing
from digit_model.ink import ink_from_drawing
from tests.browser.visitor import SEVEN


def drawn() -> Image.Image:
    """A 7 on white paper, 280 x 280."""
    return Image.fromarray((255 - 255 * ink_from_drawing(Drawing.of(SEVEN, 0.06), side=280)).astype(np.uint8))


def photo(side: int) -> bytes:
    """The same from a camera, with its noise."""
    page = np.asarray(drawn().resize((side, side)).convert("RGB"))
    noise = np.random.default_rng(0).normal(0, 3, (side, side, 1))
    return stored(Image.fromarray(np.clip(page * 0.9 + noise, 0, 255).astype(np.uint8)), "jpeg")


def stored(picture: Image.Image, kind: str, **settings: Any) -> bytes:
    """As the bytes of a file."""
    file = io.BytesIO()
    picture.save(file, kind, **settings)
    return file.getvalue()


def costly() -> dict[str, bytes]:
    """The pictures that cost most: refused by their size, the largest that is decoded, and the costliest usual one."""
    return {
        "tiny_webp": stored(Image.new("RGB", (7000, 7000)), "webp", lossless=True),
        "largest": stored(Image.new("P", (7000, 7000)), "png"),
        "largest_webp": stored(Image.new("RGBA", (3500, 3500), (9, 9, 9, 99)), "webp", lossless=True),
        "usual": stored(Image.new("P", (2700, 2700)), "png"),
    }
