"""Ink of a picture -> digit.

A picture has one pen, as it is; a drawing's is chosen (``digit.py``). What is cut out of a picture is therefore first
brought to a stroke width that MNIST has, and from there on goes the way of all drawings. Each step can be called alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image
from scipy import ndimage

from digit_model import page as pixels
from digit_model.page import BOX, FULL, Page, centred, cropped, fitted, on_pad, page_through

FAINT = pixels.FAINT / FULL  # ink; what is no darker is the soft edge of a stroke, not a mark
# Shares of the digit's longer side. MNIST's strokes, as ``stroke_width`` measures them: median .127, and 95 % lie
# within .076-.215.
MNIST_WIDTHS = (0.08, 0.21)
# Shares of the strongest ink within ``NEARBY`` pixels of ``FINE``: a stroke's edge lies at half of it, and what has
# more than ``PALE`` of it belongs to the stroke, as pencils and ballpoints are pale in places. What has less than
# ``FAINTEST`` of the strongest ink of all is no stroke.
EDGE, PALE, FAINTEST, NEARBY = 0.5, 0.2, 0.1, 15
FINE = 60  # pixels of the longer side, on which strokes are measured and changed; three to a pixel of MNIST's


def has_ink(ink: np.ndarray) -> bool:
    """Whether there is any mark at all.  Shape: (H, W), ink in [0, 1]."""
    return bool(ink.size and ink.max() > FAINT)


def in_grey_levels(ink: np.ndarray) -> Page:
    """Round ink to the 256 grey levels that MNIST's files have.

    Shape: (H, W), float32 in [0, 1] -> levels of (H, W), which show the whole picture.
    """
    left, top, across, down = on_pad(ink.shape)
    return Page(np.rint(ink * FULL).astype(np.uint8), left, top, across / ink.shape[1], down / ink.shape[0])


def stroke_width(marks: np.ndarray) -> float:
    """How wide the pen was, in pixels.

    Shape:  (h, w) bool, True where there is ink; some must be.
    Method: across a stroke, the mean distance to its edge is a quarter of its width; junctions hardly matter.
    """
    # Distances run to the centres of the pixels outside, half a pixel beyond the edge.
    distance = ndimage.distance_transform_edt(_with_margin(marks, 1))
    return 4 * (float(distance.sum() / marks.sum()) - 0.5)


def in_mnists_width(page: Page) -> Page:
    """Bring strokes that are thinner or thicker than MNIST's to the nearest width that MNIST has.

    Shape:  (h, w), cropped -> (h', w'), cropped; the very same page if the width is within MNIST's.
    Method: every edge moves along its normal by the same distance (the signed distance transform, cut elsewhere), so
            that loops which a thick pen nearly filled open again and hair lines survive the averaging.
    """
    fine = _resized(page, FINE)
    width, longer_side = stroke_width(_strokes(fine.levels, EDGE)), max(fine.levels.shape)
    wanted = float(np.clip(width / longer_side, *MNIST_WIDTHS))
    # Moving all edges outwards by d makes the stroke 2d wider and the digit 2d longer.
    outwards = (wanted * longer_side - width) / (2 * (1 - wanted))
    if abs(outwards) < 0.5:
        return page  # less than a sixth of a pixel of MNIST's
    marks = _strokes(fine.levels, PALE)
    margin = math.ceil(max(outwards, 0)) + 1
    # Distances run between centres of pixels, half a pixel beyond the edge.
    wide = _with_margin(marks, margin)
    if outwards > 0:
        changed = 1 + outwards - ndimage.distance_transform_edt(~wide)
    else:
        changed = ndimage.distance_transform_edt(wide) + outwards
    levels = np.rint(np.clip(changed, 0, 1) * FULL).astype(np.uint8)
    left, top = fine.left - margin * fine.across, fine.top - margin * fine.down
    return cropped(replace(fine, levels=levels, left=left, top=top))


def _strokes(levels: np.ndarray, share: float) -> np.ndarray:
    """What has more than a share of the strongest ink nearby, and is no grain.  Shape: (h, w) -> the same, bool."""
    strongest = ndimage.maximum_filter(levels, NEARBY)
    return levels > np.maximum(share * strongest, FAINTEST * levels.max())


def large_enough(page: Page) -> Page:
    """Enlarge a picture that is smaller than the box that digits are fitted to: it has no areas to average.

    Shape: (h, w) -> its longer side at least ``BOX``.
    """
    return page if max(page.levels.shape) >= BOX else _resized(page, BOX)


def _resized(page: Page, longer_side: int) -> Page:
    """By Pillow: the mean over areas where it shrinks, between the nearest pixels where it grows."""
    height, width = page.levels.shape
    scale = longer_side / max(height, width)
    rows, columns = max(1, round(height * scale)), max(1, round(width * scale))
    resampling = Image.Resampling.BOX if scale <= 1 else Image.Resampling.BILINEAR
    levels = np.asarray(Image.fromarray(np.ascontiguousarray(page.levels)).resize((columns, rows), resampling))
    return replace(page, levels=levels, across=page.across * width / columns, down=page.down * height / rows)


def _with_margin(marks: np.ndarray, width: int) -> np.ndarray:
    """The same marks with so many empty pixels around them; ``np.pad`` takes ten times as long over it."""
    height, breadth = marks.shape
    page = np.zeros((height + 2 * width, breadth + 2 * width), dtype=bool)
    page[width:-width, width:-width] = marks
    return page


# All steps from ink to digit, in order, by name.
INK_TO_DIGIT: dict[str, Callable[[Any], Page]] = {
    "levels": in_grey_levels,
    "cropped": cropped,
    "width": in_mnists_width,
    "large": large_enough,
    "fitted": fitted,
    "centred": centred,
}


def digit_from_ink(ink: np.ndarray) -> np.ndarray:
    """All steps of ``INK_TO_DIGIT``; a page without ink stays an empty page.

    Shape: (H, W) -> (28, 28), float32, ink in [0, 1].

    >>> digit_from_ink(np.eye(200, dtype=np.float32)).shape
    (28, 28)
    """
    return page_through(INK_TO_DIGIT, ink).digit
