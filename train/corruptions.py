"""Damaged pictures of digits, in the spirit of MNIST-C (Mu, Gilmer 2019): how much dirt a reader bears.

Each takes a page, float32 (280, 280), 0 black .. 1 white, a digit in dark ink on light paper, and damages the page as
cameras, printers and pens do. None does anything that training does to its digits (``augment.py``: turning, shearing,
scaling, shifting, bending, a thicker or thinner pen, one erased rectangle; ``drawn.py``: other hands and pens): they
share nothing.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image
from scipy import ndimage

from train.data import Digits

PAGE = 280  # pixels
ENLARGED = 8  # times, smoothly: 28 pixels become 224
PAPER, INK = 0.92, 0.12  # brightness

Random = np.random.Generator


def page_with(digit: np.ndarray) -> np.ndarray:
    """A digit on a light page, dark on light.  Shape: (28, 28), ink in [0, 1] -> (280, 280), brightness in [0, 1]."""
    side = 28 * ENLARGED
    large = Image.fromarray(digit.astype(np.float32)).resize((side, side), Image.Resampling.BICUBIC)
    ink = np.pad(np.clip(np.asarray(large), 0, 1), (PAGE - side) // 2)
    return (PAPER + (INK - PAPER) * ink).astype(np.float32)


def corrupted(digits: Digits, name: str, seed: int) -> list[np.ndarray]:
    """Each digit on a page with one kind of damage.  -> N x (280, 280), uint8; the same for the same arguments."""
    random, damage = np.random.default_rng(seed), CORRUPTIONS[name]
    pages = (damage(page_with(digit), random) for digit in digits.images[:, 0].numpy())
    return [(255 * np.clip(page, 0, 1)).round().astype(np.uint8) for page in pages]


def _sensor_noise(page: np.ndarray, r: Random) -> np.ndarray:
    return page + r.normal(0, 0.25, page.shape)


def _shot_noise(page: np.ndarray, r: Random) -> np.ndarray:
    return r.poisson(np.clip(page, 0, 1) * 8) / 8  # eight photons a white pixel


def _salt_and_pepper(page: np.ndarray, r: Random) -> np.ndarray:
    return np.where(r.random(page.shape) < 0.08, r.integers(0, 2, page.shape), page)


def _defocus(page: np.ndarray, r: Random) -> np.ndarray:
    return ndimage.gaussian_filter(page, r.uniform(6, 10))


def _motion_blur(page: np.ndarray, r: Random) -> np.ndarray:
    length, angle = r.uniform(30, 50), r.uniform(0, 180)
    turned = ndimage.rotate(page, angle, reshape=False, order=1, mode="nearest")
    return ndimage.rotate(
        ndimage.uniform_filter1d(turned, round(length)), -angle, reshape=False, order=1, mode="nearest"
    )


def _jpeg(page: np.ndarray, r: Random) -> np.ndarray:
    file = io.BytesIO()
    Image.fromarray((page * 255).astype(np.uint8)).save(file, "JPEG", quality=int(r.integers(2, 8)))
    return np.asarray(Image.open(file), dtype=np.float32) / 255


def _pixelation(page: np.ndarray, r: Random) -> np.ndarray:
    side = int(r.integers(18, 26))
    small = Image.fromarray(page).resize((side, side), Image.Resampling.BOX)
    return np.asarray(small.resize((PAGE, PAGE), Image.Resampling.NEAREST))


def _low_contrast(page: np.ndarray, r: Random) -> np.ndarray:
    return 0.6 + (page - PAPER) * r.uniform(0.2, 0.3) + r.normal(0, 0.012, page.shape)


def _clouds(r: Random, coarse: int) -> np.ndarray:
    """Smooth random light and dark, 0..1.  Shape: -> (280, 280)."""
    cells = Image.fromarray(r.random((coarse, coarse)).astype(np.float32))
    field = np.asarray(cells.resize((PAGE, PAGE), Image.Resampling.BICUBIC))
    return (field - field.min()) / np.ptp(field)


def _fog(page: np.ndarray, r: Random) -> np.ndarray:
    haze = 0.25 + 0.5 * _clouds(r, 4)
    return page * (1 - haze) + 0.95 * haze


def _shadow(page: np.ndarray, r: Random) -> np.ndarray:
    """Light from one side, and the soft-edged shadow of a hand."""
    y, x = np.mgrid[:PAGE, :PAGE] / PAGE - 0.5
    angle = r.uniform(0, 2 * np.pi)
    across = x * np.cos(angle) + y * np.sin(angle)
    shadow = 1 / (1 + np.exp(-(across - r.uniform(0, 0.3)) / 0.02))
    return page * (0.85 + 0.3 * across) * (1 - 0.35 * shadow)


def _ruled_lines(page: np.ndarray, r: Random) -> np.ndarray:
    ruled, spacing = page.copy(), int(r.integers(30, 60))
    for top in range(int(r.integers(0, spacing)), PAGE, spacing):
        ruled[top : top + 2] = np.minimum(ruled[top : top + 2], 0.55)
    return ruled


def _dotted_line(page: np.ndarray, r: Random) -> np.ndarray:
    dotted = page.copy()
    start, end = r.uniform(0.05, 0.95, 2) * [0, PAGE], r.uniform(0.05, 0.95, 2) * [0, PAGE] + [PAGE, 0]
    for share in np.arange(0, 1, 0.06):
        x, y = (start + share * (end - start)).astype(int)
        dotted[max(0, y - 2) : y + 3, max(0, x - 2) : x + 3] = INK
    return dotted


def _spatter(page: np.ndarray, r: Random) -> np.ndarray:
    y, x = np.mgrid[:PAGE, :PAGE]
    spattered = page.copy()
    for _ in range(r.integers(8, 20)):
        row, column, radius = r.uniform(0, PAGE), r.uniform(0, PAGE), r.exponential(2.5) + 1
        spattered[(y - row) ** 2 + (x - column) ** 2 < radius**2] = INK
    return spattered


def _paper_texture(page: np.ndarray, r: Random) -> np.ndarray:
    fibres = ndimage.gaussian_filter(r.normal(size=page.shape), (1, 6)) + ndimage.gaussian_filter(
        r.normal(size=page.shape), (6, 1)
    )
    return page + 0.06 * fibres / fibres.std()


def _dry_pen(page: np.ndarray, r: Random) -> np.ndarray:
    """Ink missing in grains all along the stroke."""
    grains = ndimage.gaussian_filter(r.normal(size=page.shape), 2)
    return np.where(grains > 0.5 * grains.std(), PAPER, page)


def _frosted_glass(page: np.ndarray, r: Random) -> np.ndarray:
    reach = 7
    y, x = np.mgrid[:PAGE, :PAGE] + r.integers(-reach, reach + 1, (2, PAGE, PAGE))
    return page[np.clip(y, 0, PAGE - 1), np.clip(x, 0, PAGE - 1)]


CORRUPTIONS: dict[str, Callable[[np.ndarray, Random], np.ndarray]] = {
    "sensor noise": _sensor_noise,
    "shot noise": _shot_noise,
    "salt and pepper": _salt_and_pepper,
    "defocus": _defocus,
    "motion blur": _motion_blur,
    "JPEG": _jpeg,
    "pixelation": _pixelation,
    "low contrast": _low_contrast,
    "fog": _fog,
    "shadow": _shadow,
    "ruled lines": _ruled_lines,
    "dotted line": _dotted_line,
    "spatter": _spatter,
    "paper texture": _paper_texture,
    "dry pen": _dry_pen,
    "frosted glass": _frosted_glass,
}
