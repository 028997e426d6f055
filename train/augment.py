"""Batched augmentation: one bent, turned and stretched view of every digit, in one ``grid_sample``.

Ranges are those that leave a digit a digit: people write at a slant, off-centre, larger, smaller, with a thick or a
thin pen. Mirrors and large turns are left out because they make other digits (6 and 9) or none.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

ROTATION = math.radians(12)
SHEAR = 0.15
SCALE = 0.12  # +- share of the size, along each axis
SHIFT = 2 / 14  # +- 2 pixels; the grid runs over -1..1 in 28 pixels, so a pixel is 1/14
BEND = 0.07  # standard deviation of the elastic displacement, about one pixel
COARSE = 5  # the elastic field is drawn on a 5x5 grid and smoothly enlarged: neighbouring pixels move together
THICKNESS = 0.5  # share of the digits whose pen is made thicker or thinner
ERASE = 0.15  # share of the digits that lose a patch of at most 7x7 pixels


def augment(images: Tensor, strength: float, generator: Generator) -> Tensor:
    """Another view of each picture.

    Shape: (N, 1, 28, 28) -> (N, 1, 28, 28), ink in [0, 1]. ``strength`` scales every range; 0 changes nothing.
    Random numbers come from ``generator`` alone, which lives where the pictures do, so a run repeats exactly.
    """
    if strength == 0:
        return images
    grid = _affine_grid(images, strength, generator) + _bend(images, strength, generator)
    views = F.grid_sample(images, grid, align_corners=False)
    views = _thicken_or_thin(views, strength, generator)
    return _erase_patch(views, strength, generator)


def _uniform(count: int, generator: Generator) -> Tensor:
    """(N,) numbers in -1..1."""
    return torch.rand(count, generator=generator, device=generator.device) * 2 - 1


def _affine_grid(images: Tensor, strength: float, generator: Generator) -> Tensor:
    n = len(images)
    angle, shear, scale_x, scale_y, dx, dy = (
        _uniform(n, generator) * (strength * reach) for reach in (ROTATION, SHEAR, SCALE, SCALE, SHIFT, SHIFT)
    )
    cos, sin = angle.cos(), angle.sin()
    sx, sy = 1 + scale_x, 1 + scale_y
    # Row by row: turn, slant x by y, stretch; then shift.
    rows = [sx * cos, sx * (shear * cos - sin), dx, sy * sin, sy * (shear * sin + cos), dy]
    return F.affine_grid(torch.stack(rows, dim=1).view(n, 2, 3), list(images.shape), align_corners=False)


def _bend(images: Tensor, strength: float, generator: Generator) -> Tensor:
    """Elastic displacement (N, 28, 28, 2).  Source: Simard, Steinkraus, Platt 2003, with a coarse grid for speed."""
    shape = (len(images), 2, COARSE, COARSE)
    coarse = torch.randn(shape, generator=generator, device=images.device) * (strength * BEND)
    down, across = (_enlarging(side, images.device) for side in images.shape[-2:])
    return (down @ coarse @ across.T).permute(0, 2, 3, 1)


@lru_cache
def _enlarging(side: int, device: torch.device) -> Tensor:
    """The matrix that enlarges ``COARSE`` values to ``side``, smoothly: a sixtieth of the time of ``F.interpolate``.

    Shape: (side, COARSE).
    """
    each = torch.eye(COARSE, device=device).view(1, COARSE, COARSE, 1)  # COARSE pictures of one column
    return F.interpolate(each, size=(side, 1), mode="bicubic", align_corners=True)[0, :, :, 0].T.contiguous()


def _thicken_or_thin(images: Tensor, strength: float, generator: Generator) -> Tensor:
    """Blend towards the local maximum (a thicker pen) or minimum (a thinner one), by a random share."""
    n = len(images)
    blend = _uniform(n, generator) * strength
    blend = blend * (torch.rand(n, generator=generator, device=images.device) < THICKNESS)
    blend = blend.view(n, 1, 1, 1)
    thicker, thinner = _around(images, torch.maximum), _around(images, torch.minimum)
    return images + blend.clamp(min=0) * (thicker - images) - (-blend).clamp(min=0) * 0.6 * (images - thinner)


def _around(images: Tensor, extreme: Callable[[Tensor, Tensor], Tensor]) -> Tensor:
    """The largest or the least of each pixel and the eight around it; ``F.max_pool2d`` takes twenty times as long.

    Shape: (N, 1, H, W) -> the same.
    """
    for axis in (2, 3):
        size = images.shape[axis]
        before, after = images.narrow(axis, 0, size - 1), images.narrow(axis, 1, size - 1)
        inner = extreme(before, after)  # of each two neighbours
        first, last = inner.narrow(axis, 0, 1), inner.narrow(axis, size - 2, 1)
        images = extreme(torch.cat([first, inner], axis), torch.cat([inner, last], axis))
    return images


def _erase_patch(images: Tensor, strength: float, generator: Generator) -> Tensor:
    """Rub out a small rectangle in some of the pictures, as a skipping pen does."""
    n, side, device = len(images), images.shape[-1], images.device
    chosen = torch.rand(n, generator=generator, device=device) < ERASE * strength
    reach = torch.tensor([side, side, 7, 7], device=device).view(4, 1, 1)
    top, left, height, width = torch.rand(4, n, 1, generator=generator, device=device) * reach
    index = torch.arange(side, device=device)
    rows = (index >= top) & (index < top + height)
    columns = (index >= left) & (index < left + width)
    patch = rows.unsqueeze(2) & columns.unsqueeze(1) & chosen.view(n, 1, 1)
    return images.masked_fill(patch.unsqueeze(1), 0.0)
