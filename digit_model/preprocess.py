"""Ink -> digit -> batch: the drawing as MNIST would have stored it.

MNIST's digits were cut out, scaled into a 20x20 box with their aspect kept, and placed by their centre of mass
on a 28x28 page (LeCun, Cortes, Burges). A network trained on them reads other people's ink only if that ink is
brought into the same form, so these steps matter more than the network that follows. Each can be called alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import torch
from PIL import Image
from scipy import ndimage

from digit_model.errors import UnreadablePicture

# Part of every checkpoint: weights are only worth what they were trained behind.
PREPROCESSING_VERSION = 2

SIDE = 28  # pixels; MNIST's page
BOX = 20  # pixels; MNIST's digits fill a 20x20 box
# Ink fainter than this is the soft edge of a stroke, not a mark. In ink units, 0..1; low enough that the box
# around an anti-aliased stroke keeps its grey rim, as MNIST's boxes do.
FAINT = 0.1
# Shares of the digit's longer side. MNIST's strokes, as ``stroke_width`` measures them: median .127, and 95 % lie
# within .076-.215.
MNIST_WIDTHS = (0.08, 0.21)
FINE = 60  # pixels of the longer side, on which strokes are measured and changed; three to a pixel of MNIST's


def has_ink(ink: np.ndarray) -> bool:
    """Whether there is any mark at all.  Shape: (H, W), ink in [0, 1]."""
    return bool(ink.size and ink.max() > FAINT)


def crop_to_ink(ink: np.ndarray) -> np.ndarray:
    """Cut away the empty paper around the marks.

    Shape:  (H, W) -> (h, w), the smallest box that holds all ink above ``FAINT``.
    Units:  ink in [0, 1].
    Raises: UnreadablePicture if there is no ink at all.
    """
    if not has_ink(ink):
        raise UnreadablePicture("there is no ink to crop to")
    return ink[box_of(ink > FAINT)]


def box_of(marks: np.ndarray) -> tuple[slice, slice]:
    """Rows and columns of the smallest box that holds all marks.  Shape: (H, W) bool, some of it True."""
    rows, columns = np.flatnonzero(marks.any(axis=1)), np.flatnonzero(marks.any(axis=0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def fit_to_box(ink: np.ndarray, box: int = BOX) -> np.ndarray:
    """Scale so that the longer side is ``box`` pixels and the aspect is kept.

    Shape:  (h, w) -> (box, <= box) or (<= box, box), float32.
    Units:  ink in [0, 1]; every output pixel is the mean ink of the area it covers.
    """
    height, width = ink.shape
    scale = box / max(height, width)
    rows, columns = max(1, round(height * scale)), max(1, round(width * scale))
    # Shrinking averages areas, which is what makes thin strokes grey instead of dotted. Enlarging has no area to
    # average (it would repeat pixels), so it interpolates.
    if scale <= 1:
        means = _bands(height, rows) @ ink @ _bands(width, columns).T
        return np.minimum(means, 1)  # in float32 the mean of ones can come out a hair above
    enlarged = Image.fromarray(np.ascontiguousarray(ink, dtype=np.float32))
    return np.asarray(enlarged.resize((columns, rows), Image.Resampling.BILINEAR))


@lru_cache(maxsize=256)  # the lengths that people draw, a few MB
def _bands(length: int, count: int) -> np.ndarray:
    """The matrix that takes the mean of each of ``count`` equally long bands, whose edges may cut through pixels.

    Shape: (count, length), float32; every row sums to 1.
    """
    edges = np.arange(count + 1) * (length / count)
    before = np.clip(edges[:, None] - np.arange(length), 0, 1)  # the share of each pixel that lies before each edge
    bands = (np.diff(before, axis=0) * (count / length)).astype(np.float32)
    bands.flags.writeable = False  # shared by all who ask
    return bands


def stroke_width(marks: np.ndarray) -> float:
    """How wide the pen was, in pixels.

    Shape:  (h, w) bool, True where there is ink; some must be.
    Method: across a stroke, the mean distance to its edge is a quarter of its width; junctions hardly matter.
    """
    # Distances run to the centres of the pixels outside, half a pixel beyond the edge.
    distance = ndimage.distance_transform_edt(_with_margin(marks, 1))
    return 4 * (float(distance.sum() / marks.sum()) - 0.5)


def in_mnists_width(ink: np.ndarray) -> np.ndarray:
    """Bring strokes that are thinner or thicker than MNIST's to the nearest width that MNIST has.

    Shape:  (h, w), cropped -> (h', w'), cropped; the very same array if the width is within MNIST's.
    Units:  ink in [0, 1].
    Method: every edge moves along its normal by the same distance (the signed distance transform, cut elsewhere), so
            that loops which a thick pen nearly filled open again and hair lines survive the averaging.
    """
    fine = _fine(ink)
    marks = fine > 0.5 * fine.max()
    width, longer_side = stroke_width(marks), max(marks.shape)
    wanted = float(np.clip(width / longer_side, *MNIST_WIDTHS))
    # Moving all edges outwards by d makes the stroke 2d wider and the digit 2d longer.
    outwards = (wanted * longer_side - width) / (2 * (1 - wanted))
    if abs(outwards) < 0.5:
        return ink  # less than a sixth of a pixel of MNIST's
    # Distances run between centres of pixels, half a pixel beyond the edge.
    if outwards > 0:
        outside = ndimage.distance_transform_edt(~_with_margin(marks, math.ceil(outwards) + 1))
        changed = 1 + outwards - outside
    else:
        changed = ndimage.distance_transform_edt(_with_margin(marks, 1)) + outwards
    return crop_to_ink(np.clip(changed, 0, 1).astype(np.float32))


def _fine(ink: np.ndarray) -> np.ndarray:
    """At the size to measure at, as all checkpoints learned it: by Pillow, which rounds where areas end."""
    scale = FINE / max(ink.shape)
    size = tuple(max(1, round(length * scale)) for length in reversed(ink.shape))
    resampling = Image.Resampling.BOX if scale <= 1 else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(np.ascontiguousarray(ink, dtype=np.float32)).resize(size, resampling))


def _with_margin(marks: np.ndarray, width: int) -> np.ndarray:
    """The same marks with so many empty pixels around them; ``np.pad`` takes ten times as long over it."""
    height, breadth = marks.shape
    page = np.zeros((height + 2 * width, breadth + 2 * width), dtype=bool)
    page[width:-width, width:-width] = marks
    return page


def centre_by_mass(box: np.ndarray, side: int = SIDE) -> np.ndarray:
    """Place a digit so that its centre of ink sits on pixel ``side / 2``, both down and across.

    Shape:  (h, w) -> (side, side), float32; needs h, w <= side.
    Units:  pixels; values are ink in [0, 1]. The shift is whole pixels, as MNIST's was, so that nothing blurs.
    Raises: UnreadablePicture if there is no ink at all.
    Source: how MNIST itself was prepared (LeCun, Cortes, Burges).
    """
    total = box.sum()
    if total <= 0:
        raise UnreadablePicture("there is no ink to centre")
    height, width = box.shape
    row = (box.sum(axis=1) @ np.arange(height)) / total
    column = (box.sum(axis=0) @ np.arange(width)) / total
    # MNIST centred on pixel 14, not on the 13.5 between the middle two: its centres of ink lie in 13.5..14.5.
    # The digit must stay on the page even when its mass is at one end.
    top = min(max(round(side / 2 - row), 0), side - height)
    left = min(max(round(side / 2 - column), 0), side - width)
    page = np.zeros((side, side), dtype=np.float32)
    page[top : top + height, left : left + width] = box
    return page


def in_grey_levels(digit: np.ndarray) -> np.ndarray:
    """Round to the 256 grey levels that MNIST's files have, so that 784 bytes hold a digit exactly.

    Shape:  (28, 28) -> the same, float32.  Units: ink in [0, 1].
    """
    return digit_from_bytes(digit_bytes(digit))


def digit_bytes(digit: np.ndarray) -> bytes:
    """A digit as MNIST's files store it: one byte a pixel, 0 paper .. 255 ink.  Shape: (28, 28) -> 784 bytes."""
    return np.rint(digit * 255).astype(np.uint8).tobytes()


def digit_from_bytes(data: bytes) -> np.ndarray:
    """What ``digit_bytes`` stored.  Shape: 784 bytes -> (28, 28), float32.

    Raises: UnreadablePicture if it is not 784 bytes.
    """
    if len(data) != SIDE * SIDE:
        raise UnreadablePicture(f"a digit is {SIDE * SIDE} bytes, one a pixel; this is {len(data)}")
    return np.frombuffer(data, dtype=np.uint8).reshape(SIDE, SIDE).astype(np.float32) / 255


# All steps from ink to digit, in order, by name.
PATH_TO_DIGIT: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "cropped": crop_to_ink,
    "width": in_mnists_width,
    "fitted": fit_to_box,
    "centred": centre_by_mass,
    "rounded": in_grey_levels,
}


def digit_from_ink(ink: np.ndarray) -> np.ndarray:
    """All steps of ``PATH_TO_DIGIT``; a page without ink stays an empty page.

    Shape: (H, W) -> (28, 28), float32, ink in [0, 1].

    >>> digit_from_ink(np.eye(200, dtype=np.float32)).shape
    (28, 28)
    """
    if not has_ink(ink):
        return np.zeros((SIDE, SIDE), dtype=np.float32)
    for step in PATH_TO_DIGIT.values():
        ink = step(ink)
    return ink


def to_batch(digits: list[np.ndarray]) -> torch.Tensor:
    """Stack digits for the network.  Shape: N x (28, 28) -> (N, 1, 28, 28), float32, still ink in [0, 1]."""
    return torch.from_numpy(np.array(digits, dtype=np.float32).reshape(-1, 1, SIDE, SIDE))
