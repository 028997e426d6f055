"""Damaged pages: every damage is one, the same each time, and of the kind that its name says."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.ndimage
import torch

from digit_model.preprocess import digit_from_ink
from tests.unit.ink import ink_from
from train.corruptions import CORRUPTIONS, INK, PAPER, SIDE, corrupted, page
from train.data import Digits

CLEAN_PAPER = np.full((SIDE, SIDE), PAPER)


@pytest.fixture(scope="module")
def digits(sample) -> Digits:
    """One of each digit."""
    return sample.pick(torch.tensor([int((sample.labels == label).nonzero()[0]) for label in range(10)]))


@pytest.fixture(scope="module")
def pages(digits) -> list[np.ndarray]:
    """The same, undamaged."""
    return [page(digit) for digit in digits.images[:, 0].numpy()]


@pytest.fixture(scope="module")
def damaged(digits) -> dict[str, list[np.ndarray]]:
    """All of them in all ways."""
    return {name: corrupted(digits, name, seed=1) for name in CORRUPTIONS}


def random() -> np.random.Generator:
    return np.random.default_rng(5)


def test_a_clean_page_is_dark_on_light_and_reads_as_the_digit_that_was_put_there(digits, pages):
    alike = []
    for digit, clean in zip(digits.images[:, 0].numpy(), pages, strict=True):
        assert clean.shape == (SIDE, SIDE)
        assert clean.max() == pytest.approx(PAPER)
        assert INK - 1e-6 <= clean.min() < 0.2
        back = digit_from_ink(ink_from((255 * clean).astype(np.uint8)))
        alike.append(np.corrcoef(back.ravel(), digit.ravel())[0, 1])
        centre = np.array(scipy.ndimage.center_of_mass(PAPER - clean)) - (SIDE - 1) / 2
        expected = 8 * (np.array(scipy.ndimage.center_of_mass(digit)) - 13.5)
        assert np.abs(centre - expected).max() < 1, "in the middle, eight times as large"
    assert np.median(alike) > 0.95, "a pen thicker or thinner than MNIST's is changed"


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_damage_repeats_by_seed_differs_by_page_and_leaves_the_digit_in_sight(digits, pages, damaged, name):
    for result, clean in zip(damaged[name], pages, strict=True):
        assert (result.dtype, result.shape) == (np.uint8, (SIDE, SIDE))
        assert np.abs(result / 255 - clean).mean() > 0.002, "no damage"
        # To the eye a page is its local mean: where the stroke was, it is still darker than around it.
        blurred = scipy.ndimage.gaussian_filter(result / 255, 4)
        near = scipy.ndimage.binary_dilation(clean < 0.5, iterations=25)
        assert np.corrcoef(blurred[near], clean[near])[0, 1] > 0.4, "no digit"
    third = digits.pick(torch.tensor([0, 1, 2]))
    assert np.array_equal(corrupted(third, name, seed=1)[2], damaged[name][2]), "depends on the pages after it"
    assert not np.array_equal(corrupted(third, name, seed=2)[2], damaged[name][2])
    twins = corrupted(digits.pick(torch.tensor([3] * 6)), name, seed=1)
    assert len({twin.tobytes() for twin in twins}) >= 3, "all pages have the same damage"


def test_an_unknown_damage_is_refused(digits):
    with pytest.raises(KeyError):
        corrupted(digits, "earthquake", seed=1)


@pytest.mark.parametrize("name", ["defocus", "motion"])
def test_blurs_spread_ink_and_neither_make_nor_take_nor_move_it(pages, name):
    for clean in pages[:3]:
        blurred = CORRUPTIONS[name](clean, random())
        assert (PAPER - blurred).sum() == pytest.approx((PAPER - clean).sum(), rel=1e-4)
        before, after = (np.array(scipy.ndimage.center_of_mass(PAPER - picture)) for picture in (clean, blurred))
        assert np.abs(before - after).max() < 0.6
        assert blurred.std() < 0.9 * clean.std()


def test_defocus_is_a_convolution_with_a_disc(pages):
    radius = random().uniform(14, 20)
    y, x = np.indices((41, 41)) - 20
    # The page's middle lies between two pixels; so does the disc's.
    disc = (np.hypot(y + 0.5, x + 0.5) <= radius).astype(np.float32)
    expected = scipy.ndimage.convolve(pages[3], disc / disc.sum(), mode="wrap")
    assert np.allclose(CORRUPTIONS["defocus"](pages[3], random()), expected, atol=1e-4)


def test_noises_have_the_strength_they_claim():
    paper = CLEAN_PAPER
    assert CORRUPTIONS["sensor noise"](paper, random()).std() == pytest.approx(0.35, rel=0.02)
    shot = CORRUPTIONS["shot noise"](paper, random())
    assert (shot.mean(), shot.var()) == pytest.approx((PAPER, PAPER / 4), rel=0.02), "Poisson: variance as the mean"
    speckled = CORRUPTIONS["salt and pepper"](paper, random())
    assert [np.mean(speckled == 0), np.mean(speckled == 1)] == pytest.approx([0.1, 0.1], abs=0.005)


def test_pixelation_leaves_few_flat_squares(pages):
    coarse = CORRUPTIONS["pixelation"](pages[8], random())
    steps = np.flatnonzero(np.abs(np.diff(coarse, axis=1)).max(axis=0) > 1e-6)
    assert len(steps) < 20
    assert np.diff(steps).min() >= 13


def test_low_contrast_stays_within_a_fifth(pages):
    for _ in range(5):
        assert np.ptp(CORRUPTIONS["low contrast"](pages[2], random())) < 0.2 + 0.1


def test_glass_brings_in_no_new_brightness(pages):
    assert np.isin(CORRUPTIONS["glass"](pages[4], random()), pages[4]).all()


@pytest.mark.parametrize("name", ["ruled lines", "dotted line", "spatter"])
def test_marks_are_added_and_no_ink_is_lost(pages, name):
    marked = CORRUPTIONS[name](pages[6], random())
    assert (marked <= pages[6] + 1e-6).all()
    assert 0.003 < np.mean(CORRUPTIONS[name](CLEAN_PAPER, random()) < PAPER) < 0.12


def test_a_dry_pen_loses_ink_and_marks_nothing_else(pages):
    for clean in pages:
        dry = CORRUPTIONS["dry pen"](clean, random())
        assert (dry >= clean - 1e-6).all()
        stroke = clean < 0.5
        holes = (dry > clean + 0.01) & stroke
        assert 0.1 < holes.sum() / stroke.sum() < 0.6
        _, count = scipy.ndimage.label(holes)
        assert count >= 10, "one rubbed-out patch is the augmentation's, not ours"


def test_a_shadow_darkens_one_side_and_only_that():
    shaded = CORRUPTIONS["shadow"](CLEAN_PAPER, random()) / PAPER
    low, high = shaded.min(), shaded.max()
    assert 0.4 < low < 0.7
    assert high == pytest.approx(1, abs=0.01)
    assert np.mean((shaded > low + 0.02) & (shaded < high - 0.02)) < 0.25, "its edge is sharp"


def test_light_and_haze_are_smooth():
    for name in ("lamp", "fog"):
        lit = CORRUPTIONS[name](CLEAN_PAPER, random())
        assert np.ptp(lit) > 0.15, "even light is no damage"
        assert max(np.abs(np.diff(lit, axis=axis)).max() for axis in (0, 1)) < 0.02
