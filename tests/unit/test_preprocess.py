"""Ink becomes a digit as MNIST would have stored it, wherever and however large it was drawn."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.ndimage
from hypothesis import given, settings
from hypothesis import strategies as st

from digit_model import Drawing, UnreadablePicture
from digit_model.ink import ink_from
from digit_model.network import to_batch
from digit_model.page import BOX, SIDE, digit_bytes, digit_from_bytes
from digit_model.picture import WORKING_SIDE
from digit_model.preprocess import (
    MNIST_WIDTHS,
    centre_by_mass,
    crop_to_ink,
    digit_from_ink,
    fit_to_box,
    has_ink,
    in_grey_levels,
    in_mnists_width,
    stroke_width,
)

SEVEN = Drawing.of([[(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)]], 0.07)

inks = st.tuples(st.integers(1, 90), st.integers(1, 90), st.integers(0, 2**32 - 1)).map(
    lambda t: np.random.default_rng(t[2]).random(t[:2], dtype=np.float32)
)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.2, 1), st.floats(0, 1), st.floats(0, 1))
def test_moving_and_scaling_a_drawing_leaves_the_digit_alone(scale, right, down):
    reference = digit_from_ink(ink_from(SEVEN))
    moved = digit_from_ink(ink_from(SEVEN.moved(scale, dx=(1 - scale) * right, dy=(1 - scale) * down)))
    # Centring is by whole pixels, so a hair's difference may round the other way.
    shifts = [np.roll(moved, (dy, dx), axis=(0, 1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    assert min(np.abs(shifted - reference).mean() for shifted in shifts) < 0.02


@settings(max_examples=40, deadline=None)
@given(st.integers(-140, 140), st.integers(-80, 80))
def test_moving_a_drawing_by_whole_pixels_leaves_the_digit_identical(right, down):
    corners = [(170, 112), (392, 112), (252, 440)]  # in pixels of the ink; a quarter more, far from any rounding
    drawing = Drawing.of([[((x + 0.25) / WORKING_SIDE, (y + 0.25) / WORKING_SIDE) for x, y in corners]], 0.07)
    moved = drawing.moved(dx=right / WORKING_SIDE, dy=down / WORKING_SIDE)
    assert np.array_equal(digit_from_ink(ink_from(moved)), digit_from_ink(ink_from(drawing)))


def test_a_real_mnist_digit_comes_back_nearly_unchanged(sample):
    pictures = (sample.images[:500, 0].numpy() * 255).round().astype(np.uint8)
    changes = [np.abs(digit_from_ink(ink_from(picture)) - picture / 255).mean() for picture in pictures]
    # 4 % have a pen thinner or thicker than 95 % of MNIST's, and a few come to lie a pixel beside where they were.
    assert np.mean(np.array(changes) < 0.003) > 0.94


def test_a_real_mnist_digit_on_a_large_white_page_comes_back_nearly_unchanged(sample):
    changes = []
    for digit in (sample.images[:100, 0].numpy() * 255).round().astype(np.uint8):
        page = np.pad(255 - np.kron(digit, np.ones((9, 9), np.uint8)), ((100, 20), (7, 200)), constant_values=255)
        changes.append(np.abs(digit_from_ink(ink_from(page)) - digit / 255).mean())
    assert np.mean(np.array(changes) < 0.003) > 0.94


@given(inks)
def test_cropping_keeps_all_ink_and_no_margin(ink):
    ink = np.pad(ink, 5)
    if ink.max() <= 0.1:
        return
    cropped = crop_to_ink(ink)
    assert (cropped > 0.1).sum() == (ink > 0.1).sum()
    for edge in (cropped[0], cropped[-1], cropped[:, 0], cropped[:, -1]):
        assert edge.max() > 0.1


@given(inks.filter(lambda ink: max(ink.shape) >= BOX))
def test_fitting_is_the_mean_over_areas(ink):
    fitted = fit_to_box(ink)
    assert max(fitted.shape) == BOX
    # Brute force: every pixel repeated until both sizes divide, then plain means over blocks.
    rows, columns = fitted.shape
    fine = np.repeat(np.repeat(ink.astype(float), rows, axis=0), columns, axis=1)
    blocks = fine.reshape(rows, ink.shape[0], columns, ink.shape[1]).mean(axis=(1, 3))
    assert fitted == pytest.approx(blocks, abs=1e-4)


@given(inks.filter(lambda ink: max(ink.shape) <= BOX))
def test_the_centre_of_ink_lands_on_pixel_fourteen(ink):
    page = centre_by_mass(ink)
    assert page.shape == (SIDE, SIDE)
    assert page.sum() == pytest.approx(ink.sum(), rel=1e-5)
    offset = np.array(scipy.ndimage.center_of_mass(page)) - SIDE / 2
    assert np.abs(offset).max() <= 0.5 + 1e-3


def test_mnist_itself_is_centred_there(sample):
    centres = np.array([scipy.ndimage.center_of_mass(image) for image in sample.images[:500, 0].numpy()])
    assert np.abs(centres - SIDE / 2).max() < 0.75
    assert np.median(centres) == pytest.approx(SIDE / 2, abs=0.05)


def test_no_ink_is_an_empty_digit_and_nothing_to_crop_or_centre():
    empty = np.zeros((50, 50), dtype=np.float32)
    assert not digit_from_ink(empty).any()
    for step in (crop_to_ink, centre_by_mass):
        with pytest.raises(UnreadablePicture, match="no ink"):
            step(empty[:20, :20])


def test_a_batch_keeps_the_digits_as_they_are():
    digits = [np.random.default_rng(i).random((SIDE, SIDE), dtype=np.float32) for i in range(3)]
    batch = to_batch(digits)
    assert batch.shape == (3, 1, SIDE, SIDE)
    assert np.array_equal(batch[:, 0].numpy(), np.stack(digits))


def ring(outer: float, inner: float, side: int = 200) -> np.ndarray:
    """Ink of a ring, radii in pixels, cropped."""
    y, x = np.mgrid[:side, :side] - (side - 1) / 2
    return crop_to_ink((np.hypot(x, y) < outer).astype(np.float32) * (np.hypot(x, y) > inner))


@pytest.mark.parametrize(("width", "size"), [(4, 200), (10, 100), (16, 60), (1, 30)])
def test_a_strokes_width_is_measured_whichever_way_it_runs(width, size):
    bar = np.zeros((size, size), dtype=bool)
    bar[:width] = True
    assert stroke_width(bar) == pytest.approx(width, rel=0.1, abs=1), "ends count as edges too"
    turned = scipy.ndimage.rotate(np.pad(bar.astype(np.float32), size), 37, order=1) > 0.5
    if 3 < width < size / 6:  # of a short one the ends count too much
        assert stroke_width(turned) == pytest.approx(width, rel=0.12, abs=1)


@pytest.mark.parametrize("inner", [30, 60, 90, 97])
def test_a_pen_too_thick_or_too_thin_comes_to_the_nearest_width_that_mnist_has(inner):
    ink = ring(99, inner)
    changed = in_mnists_width(ink)
    share = stroke_width(changed > 0.5) / max(changed.shape)
    assert MNIST_WIDTHS[0] - 0.02 <= share <= MNIST_WIDTHS[1] + 0.02
    assert changed[len(changed) // 2, changed.shape[1] // 2] == 0, "the loop stays open"
    assert np.abs(changed - changed.T).max() < 0.3, "no side moves more than another"


def test_a_pen_of_mnists_width_is_left_alone():
    ink = ring(99, 75)
    assert in_mnists_width(ink) is ink


@settings(max_examples=60, deadline=None)
@given(inks, st.integers(0, 6))
def test_any_ink_can_be_brought_to_mnists_width(ink, smooth):
    ink = scipy.ndimage.gaussian_filter(ink, smooth)
    if has_ink(ink):
        changed = in_mnists_width(crop_to_ink(ink))
        assert has_ink(changed)
        assert 0 <= changed.min() <= changed.max() <= 1


@given(st.integers(0, 2**32 - 1))
def test_784_bytes_hold_a_digit_exactly(seed):
    digit = digit_from_ink(np.random.default_rng(seed).random((60, 40), dtype=np.float32) ** 4)
    assert (digit_from_bytes(digit_bytes(digit)) == digit).all()
    assert (in_grey_levels(digit) == digit).all()


def test_no_more_and_no_fewer_bytes_are_a_digit():
    with pytest.raises(UnreadablePicture, match="784 bytes, one a pixel; this is 783"):
        digit_from_bytes(bytes(783))
