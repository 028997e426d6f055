"""A page with a drawn seven on it, to be stored in many ways, and how far its ink has changed when it is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from digit_model import Drawing
from digit_model.ink import ink_from_drawing
from tests.unit.ink import ink_from

INK = ink_from_drawing(Drawing.of([[(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)]], 0.07), side=280)
PAGE = Image.fromarray((255 - 255 * INK).astype(np.uint8))


def difference(page: Image.Image | Path) -> float:
    """The mean difference between a picture's ink and the drawing's."""
    return float(np.abs(ink_from(page) - INK).mean())
