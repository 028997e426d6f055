"""The ink of a picture, before it is cropped and fitted."""

from __future__ import annotations

from typing import Any

import numpy as np

from digit_model.ink import PICTURE_TO_INK, Picture


def ink_from(picture: Picture) -> np.ndarray:
    """Ink of any picture that can be read.

    Shape:  -> (H, W), float32, 0 paper .. 1 ink.
    Raises: UnreadablePicture, saying what was wrong.
    """
    ink: Any = picture
    for step in PICTURE_TO_INK.values():
        ink = step(ink)
    return ink
