"""Each kind of augmentation alone does what its range says, and no more."""

from __future__ import annotations

import math

import pytest
import scipy.ndimage
import torch

import train.augment
from train.augment import augment

KINDS = ("ROTATION", "SHEAR", "SCALE", "SHIFT", "BEND", "THICKNESS", "ERASE")
COUNT = 200


@pytest.fixture
def only(monkeypatch):
    """only("SHIFT") switches every other kind off."""

    def switch(*kept: str) -> None:
        for kind in set(KINDS) - set(kept):
            monkeypatch.setattr(train.augment, kind, 0.0)

    return switch


def views(picture: torch.Tensor, seed: int = 0, strength: float = 1.0) -> torch.Tensor:
    """Many views of one picture (28, 28) -> (COUNT, 28, 28)."""
    batch = picture.expand(COUNT, 1, 28, 28).contiguous()
    return augment(batch, strength, torch.Generator().manual_seed(seed))[:, 0]


@pytest.fixture
def bar() -> torch.Tensor:
    """An upright bar of 3 x 15 pixels in the middle."""
    picture = torch.zeros(28, 28)
    picture[7:22, 13:16] = 1.0
    return picture


def centre(picture: torch.Tensor) -> tuple[float, float]:
    return scipy.ndimage.center_of_mass(picture.numpy())


def spread(picture: torch.Tensor) -> tuple[float, float, float]:
    """Second moments about the centre of ink: down, across, and mixed."""
    ink, (row, column) = picture / picture.sum(), centre(picture)
    y, x = torch.meshgrid(torch.arange(28.0) - row, torch.arange(28.0) - column, indexing="ij")
    return (ink * y * y).sum().item(), (ink * x * x).sum().item(), (ink * x * y).sum().item()


def test_with_every_kind_off_nothing_changes(only, bar):
    only()
    assert torch.allclose(views(bar), bar.expand(COUNT, 28, 28), atol=1e-5)


def test_shifts_are_of_at_most_two_pixels_in_every_direction(only, bar):
    only("SHIFT")
    moved = torch.tensor([centre(view) for view in views(bar)]) - torch.tensor(centre(bar))
    assert 1.8 < moved.max() <= 2.001
    assert -2.001 <= moved.min() < -1.8
    assert views(bar, strength=0.5).sum().item() == pytest.approx(COUNT * bar.sum().item(), rel=1e-3)


def test_turns_are_of_at_most_twelve_degrees(only, bar):
    only("ROTATION")
    angles = []
    for view in views(bar):
        down, across, mixed = spread(view)
        angles.append(math.degrees(math.atan2(2 * mixed, down - across) / 2))
    assert 10 < max(angles) < 13
    assert -13 < min(angles) < -10


def test_a_shear_slants_without_changing_the_height(only, bar):
    only("SHEAR")
    moments = [spread(view) for view in views(bar)]
    slants = [mixed / down for down, _, mixed in moments]
    assert 0.12 < max(slants) < 0.17
    assert -0.17 < min(slants) < -0.12
    assert max(down for down, _, _ in moments) == pytest.approx(min(down for down, _, _ in moments), rel=0.02)


def test_stretching_is_by_at_most_an_eighth_of_each_axis(only, bar):
    only("SCALE")
    heights = [math.sqrt(spread(view)[0] / spread(bar)[0]) for view in views(bar)]
    assert 1.08 < max(heights) < 1.15
    assert 0.87 < min(heights) < 0.93


def test_bending_moves_neighbours_together(only, bar):
    only("BEND")
    bent = views(bar)
    assert (bent - bar).abs().mean() > 0.005
    masses = bent.sum(dim=(1, 2)) / bar.sum()
    assert masses.min() > 0.5
    assert masses.max() < 1.5
    assert all(scipy.ndimage.label(view.numpy() > 0.2)[1] == 1 for view in bent), "a bar stays in one piece"


def test_about_half_the_pens_become_thicker_or_thinner(only, bar):
    only("THICKNESS")
    masses = views(bar).sum(dim=(1, 2)) / bar.sum()
    changed = (masses - 1).abs() > 1e-4
    assert 0.35 < changed.float().mean() < 0.65
    assert (masses > 1.2).any()
    assert (masses < 0.8).any()


def test_some_digits_lose_one_patch_of_at_most_seven_by_seven(only):
    only("ERASE")
    lost = views(torch.ones(28, 28)) < 0.5
    erased = lost.flatten(1).any(dim=1)
    assert 0.05 < erased.float().mean() < 0.25
    for patch in lost[erased]:
        rows, columns = patch.any(dim=1).nonzero().flatten(), patch.any(dim=0).nonzero().flatten()
        assert max(len(rows), len(columns)) <= 7
        assert patch.sum() == len(rows) * len(columns), "a whole rectangle"
        assert patch[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].all()
