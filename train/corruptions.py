"""Damaged pictures: what an upload suffers from cameras, light, paper and pens, on MNIST's digits.

Source: made at home in the spirit of N. Mu, J. Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", 2019
        (arXiv 1906.02337), but for pages as visitors upload them: the damage is done at 280 x 280 pixels, not at 28.

Nothing here is in the training augmentation (train/augment.py: affine and elastic bends, thicker and thinner pens, one
rubbed-out rectangle), and nothing from here may enter it: a suite that a network trained on measures memory. Severities
are set by eye, so that a person still reads each page at a glance, and not by what any reader makes of them.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image

from train.data import Digits

Corruption = Callable[[np.ndarray, np.random.Generator], np.ndarray]

SIDE = 280  # pixels; the page
ENLARGED = 8  # page pixels to one of MNIST's
PAPER, INK = 0.94, 0.1  # brightness; paper in a picture is seldom white, nor ink black


def page(digit: np.ndarray) -> np.ndarray:
    """A digit enlarged smoothly and laid dark on a light page.

    Shape: (28, 28), ink in [0, 1] -> (280, 280), float32, brightness in [0, 1].
    """
    side = digit.shape[0] * ENLARGED
    large = Image.fromarray(digit.astype(np.float32)).resize((side, side), Image.Resampling.BICUBIC)
    ink = np.pad(np.clip(np.asarray(large), 0, 1), (SIDE - side) // 2)
    return PAPER + (INK - PAPER) * ink


def corrupted(digits: Digits, name: str, seed: int) -> list[np.ndarray]:
    """Each digit on a page of its own, damaged in one way.

    Shape:  -> N x (280, 280), uint8.
    Random: each page's damage depends on the seed, the name and its place among the digits, and on nothing else.
    Raises: KeyError for a name that is not in ``CORRUPTIONS``.
    """
    damage = CORRUPTIONS[name]
    pages = []
    for index, digit in enumerate(digits.images[:, 0].numpy()):
        damaged = damage(page(digit), np.random.default_rng([seed, index, *name.encode()]))
        pages.append(np.round(255 * np.clip(damaged, 0, 1)).astype(np.uint8))
    return pages


def sensor_noise(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A cheap camera in the evening: the same noise everywhere."""
    return page + random.normal(0, 0.35, page.shape)


def shot_noise(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Too little light: four photons to a white pixel, so that bright places are noisier than dark ones."""
    return random.poisson(4 * page) / 4


def salt_and_pepper(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Dead pixels: one in five is black or white."""
    chance = random.random(page.shape)
    return np.where(chance < 0.1, 0, np.where(chance > 0.9, 1, page))


def defocus(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A lens out of focus spreads each point over a disc, here 3.5 to 5 of MNIST's pixels across."""
    radius = random.uniform(14, 20)
    y, x = _coordinates(page.shape[0])
    return _spread(page, np.hypot(y, x) <= radius)


def motion(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A hand that moved while the picture was taken: each point becomes a line."""
    length, angle = random.uniform(35, 50), random.uniform(0, np.pi)
    y, x = _coordinates(page.shape[0])
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    return _spread(page, (np.abs(along) <= length / 2) & (np.abs(across) <= 1))


def jpeg(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A small picture sent on by a messenger: 70 pixels wide, at quality 15 or less."""
    small = Image.fromarray((255 * page).astype(np.uint8)).reduce(4)
    file = io.BytesIO()
    small.save(file, "JPEG", quality=int(random.integers(3, 16)))
    large = Image.open(file).resize(page.shape[::-1], Image.Resampling.BILINEAR)
    return np.asarray(large, dtype=np.float32) / 255


def pixelation(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A thumbnail enlarged: the whole page in 17 to 20 pixels, 12 to 14 of which hold MNIST's box of 20."""
    count = int(random.integers(17, 21))
    small = Image.fromarray(page.astype(np.float32)).resize((count, count), Image.Resampling.BOX)
    return np.asarray(small.resize(page.shape[::-1], Image.Resampling.NEAREST))


def low_contrast(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A hard pencil: 0.08 to 0.2 darker than its paper, with a camera's slight noise."""
    contrast = random.uniform(0.08, 0.2)
    return PAPER - contrast * (PAPER - page) / (PAPER - INK) + random.normal(0, 0.01, page.shape)


def fog(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Smooth haze, brighter than ink and darker than paper, that hides 55 to 90 % of what lies under it."""
    cover = 0.55 + 0.35 * _clouds(random, page.shape, 80)
    return page * (1 - cover) + cover * (0.55 + 0.35 * _clouds(random, page.shape, 120))


def lamp(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """One lamp near a corner: a bright pool that falls off to 0.15 to 0.3, and not as a parabola does."""
    y, x = _coordinates(page.shape[0])
    rest = random.uniform(0.15, 0.3)
    across, down = random.choice([-1, 1], 2) * random.uniform(60, 130, 2)
    return page * (rest + (1 - rest) * np.exp(-np.hypot(x - across, y - down) / 110))


def shadow(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The photographer's own shadow, with a rather sharp edge somewhere across the digit."""
    y, x = _coordinates(page.shape[0])
    angle, offset = random.uniform(0, 2 * np.pi), random.uniform(-50, 50)
    depth = (x * np.cos(angle) + y * np.sin(angle) - offset) / random.uniform(2, 8)
    return page * (1 - random.uniform(0.35, 0.55) / (1 + np.exp(-np.clip(depth, -50, 50))))


def ruled_lines(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Note paper: thin grey lines, a little off the level, under the ink."""
    y, x = _coordinates(page.shape[0])
    gap, slope = random.uniform(26, 40), random.uniform(-0.05, 0.05)
    place = (y + slope * x + random.uniform(0, gap)) % gap
    return np.where(place < 2, np.minimum(page, random.uniform(0.5, 0.7)), page)


def dotted_line(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A form's line of dots, as dark as ink, straight across the digit."""
    y, x = _coordinates(page.shape[0])
    angle, offset = random.uniform(0, np.pi), random.uniform(-60, 60)
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle) - offset
    dots = np.hypot((along + random.uniform(0, 18)) % 18 - 9, across) <= random.uniform(3, 4.5)
    return np.where(dots, np.minimum(page, INK), page)


def spatter(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Drops of ink, many small and few large, anywhere."""
    y, x = _coordinates(page.shape[0])
    spots = np.zeros(page.shape, dtype=bool)
    for _ in range(int(random.integers(12, 25))):
        across, down = random.uniform(-140, 140, 2)
        spots |= np.hypot(x - across, y - down) <= min(2 + random.exponential(2.5), 10)
    return np.where(spots, np.minimum(page, INK + 0.1), page)


def paper_texture(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Rough, stained paper: light and shade at the scales of fibres, of wrinkles and of stains."""
    grain = sum(0.22 * (_clouds(random, page.shape, scale) - 1) for scale in (2, 10, 36))
    return page * (1 + grain)


def dry_pen(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Ink that skips: the paper's small bumps show through the stroke, about a third of it."""
    bare = _clouds(random, page.shape, random.uniform(5, 8)) > random.uniform(0.52, 0.59)
    return np.where(bare, PAPER, page)


def glass(page: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Frosted glass: every pixel comes from somewhere near, its neighbour from elsewhere."""
    places = np.indices(page.shape) + random.normal(0, 11, (2, *page.shape))
    down, across = np.clip(np.rint(places), 0, page.shape[0] - 1).astype(int)
    return page[down, across]


def _coordinates(side: int) -> tuple[np.ndarray, np.ndarray]:
    """Pixels down (side, 1) and to the right (1, side), counted from the middle."""
    axis = np.arange(side) - (side - 1) / 2
    return axis[:, None], axis[None, :]


def _spread(page: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """Every point spread over a shape in the middle of its own page; the light as a whole stays the same.

    By Fourier transform, which takes the page for a tile; its border is plain paper, so nothing comes in from beyond.
    """
    shares = np.fft.ifftshift(shape / shape.sum())
    return np.fft.irfft2(np.fft.rfft2(page) * np.fft.rfft2(shares), page.shape)


def _clouds(random: np.random.Generator, shape: tuple[int, int], scale: float) -> np.ndarray:
    """Smooth random values that fill 0..1, alike within about ``scale`` pixels."""
    count = max(3, round(shape[0] / scale))
    coarse = Image.fromarray(random.normal(size=(count, count)).astype(np.float32))
    field = np.asarray(coarse.resize(shape[::-1], Image.Resampling.BICUBIC))
    return (field - field.min()) / np.ptp(field)


CORRUPTIONS: dict[str, Corruption] = {
    "sensor noise": sensor_noise,
    "shot noise": shot_noise,
    "salt and pepper": salt_and_pepper,
    "defocus": defocus,
    "motion": motion,
    "jpeg": jpeg,
    "pixelation": pixelation,
    "low contrast": low_contrast,
    "fog": fog,
    "lamp": lamp,
    "shadow": shadow,
    "ruled lines": ruled_lines,
    "dotted line": dotted_line,
    "spatter": spatter,
    "paper texture": paper_texture,
    "dry pen": dry_pen,
    "glass": glass,
}
