"""Which of a picture is paper and which is ink, in photos that leave little paper around the digit."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.ndimage
from PIL import Image

from digit_model import Drawing
from digit_model.ink import ink_from_drawing
from digit_model.page import cropped
from digit_model.paper import ink_from_picture, marks_on, most_contrasted_channel
from digit_model.preprocess import in_grey_levels

SIDE = 200


def tight(drawing: Drawing, margin: int) -> np.ndarray:
    """Ink of a drawing with only so many pixels of paper around it."""
    return np.pad(cropped(in_grey_levels(ink_from_drawing(drawing, SIDE))).digit, margin)


def photo(ink: np.ndarray, paper: float = 0.62, pen: float = 0.16) -> np.ndarray:
    """Brightness of a photo of that ink, (H, W): the light falls off to one side, and every pixel has some noise."""
    light = np.linspace(1, 0.8, ink.shape[1])
    sharp = (paper + (pen - paper) * ink) * light + np.random.default_rng(0).normal(0, 0.01, ink.shape)
    return np.clip(scipy.ndimage.gaussian_filter(sharp, 0.8), 0, 1).astype(np.float32)


def overlap(found: np.ndarray, ink: np.ndarray) -> float:
    """Pixels that both call ink, as a share of those that either does."""
    one, other = found > 0.5, ink > 0.5
    return (one & other).sum() / (one | other).sum()


MARKER_SEVEN = tight(Drawing.of([[(0.2, 0.2), (0.8, 0.2), (0.5, 0.85)]], 0.2), 4)
NARROW_ONE = tight(Drawing.of([[(0.5, 0.1), (0.49, 0.9)]], 0.07), 7)
FAT_EIGHT = tight(
    Drawing.of([[(0.6, 0.3), (0.4, 0.2), (0.35, 0.35), (0.65, 0.65), (0.5, 0.8), (0.35, 0.65), (0.6, 0.3)]], 0.14), 5
)
INKS = {"thick marker": MARKER_SEVEN, "narrow one": NARROW_ONE, "fat eight": FAT_EIGHT}


@pytest.mark.parametrize("name", INKS)
def test_in_a_close_crop_the_paper_is_not_taken_for_ink(name):
    ink = INKS[name]
    for picture in (photo(ink), 1 - photo(ink), photo(ink, paper=0.2, pen=0.8)):
        assert overlap(marks_on(picture) / marks_on(picture).max(), ink) > 0.7


def test_a_photo_of_a_marker_is_read_as_its_ink():
    picture = Image.fromarray((255 * photo(MARKER_SEVEN)).astype(np.uint8))
    assert overlap(ink_from_picture(picture), MARKER_SEVEN) > 0.85


def test_the_channel_shows_most_of_the_marks_and_not_just_their_outline():
    outlined = np.ones((90, 90, 3), dtype=np.float32)
    outlined[20:70, 20:70] = 0
    outlined[23:67, 23:67] = (0.95, 0.7, 0.05)  # orange, next to white in red, next to black in blue
    assert most_contrasted_channel(outlined)[45, 45] < 0.1
    yellow = np.where(outlined > 0.5, 1, (1, 0.9, 0)).astype(np.float32)
    assert np.ptp(most_contrasted_channel(yellow)) > 0.9
