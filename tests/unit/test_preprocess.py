"""Ink becomes a digit as MNIST would have stored it, wherever and however large it was drawn."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.ndimage
from hypothesis import given, settings
from hypothesis import strategies as st

from digit_model import Drawing, UnreadablePicture
from digit_model.ink import ink_from_drawing
from digit_model.network import to_batch
from digit_model.page import BLANK, FAINT, FULL, SIDE, Page, centred, cropped, digit_bytes, digit_from_bytes
from digit_model.path import page_from
from digit_model.preprocess import (
    MNIST_WIDTHS,
    digit_from_ink,
    in_grey_levels,
    in_mnists_width,
    large_enough,
    stroke_width,
)

SEVEN_LINES = [[(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)]]
SEVEN = Drawing.of(SEVEN_LINES, 0.07)

inks = st.tuples(st.integers(1, 90), st.integers(1, 90), st.integers(0, 2**32 - 1)).map(
    lambda t: np.random.default_rng(t[2]).random(t[:2], dtype=np.float32)
)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.2, 1), st.floats(0, 1), st.floats(0, 1))
def test_moving_and_scaling_a_drawing_leaves_the_digit_alone(scale, right, down):
    reference = page_from(SEVEN).digit
    moved = page_from(SEVEN.moved(scale, dx=(1 - scale) * right, dy=(1 - scale) * down)).digit
    # Centring is by whole pixels, so a hair's difference may round the other way.
    shifts = [np.roll(moved, (dy, dx), axis=(0, 1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    assert min(np.abs(shifted - reference).mean() for shifted in shifts) < 0.02


def test_a_real_mnist_digit_comes_back_nearly_unchanged(sample):
    pictures = (sample.images[:500, 0].numpy() * 255).round().astype(np.uint8)
    changes = [np.abs(page_from(picture).digit - picture / 255).mean() for picture in pictures]
    # 4 % have a pen thinner or thicker than 95 % of MNIST's, and a few come to lie a pixel beside where they were.
    assert np.mean(np.array(changes) < 0.003) > 0.94


def test_a_real_mnist_digit_on_a_large_white_page_comes_back_nearly_unchanged(sample):
    changes = []
    for digit in (sample.images[:100, 0].numpy() * 255).round().astype(np.uint8):
        page = np.pad(255 - np.kron(digit, np.ones((9, 9), np.uint8)), ((100, 20), (7, 200)), constant_values=255)
        changes.append(np.abs(page_from(page).digit - digit / 255).mean())
    assert np.mean(np.array(changes) < 0.003) > 0.94


@given(inks)
def test_cropping_keeps_all_ink_and_no_margin_and_knows_where_it_was(ink):
    page = in_grey_levels(np.pad(ink, 5))
    if not page.has_ink:
        return
    part = cropped(page)
    assert (part.levels > FAINT).sum() == (page.levels > FAINT).sum()
    for edge in (part.levels[0], part.levels[-1], part.levels[:, 0], part.levels[:, -1]):
        assert edge.max() > FAINT
    left, top = round((part.left - page.left) / page.across), round((part.top - page.top) / page.down)
    height, width = part.levels.shape
    assert np.array_equal(page.levels[top : top + height, left : left + width], part.levels)


def test_mnist_itself_is_centred_there(sample):
    centres = np.array([scipy.ndimage.center_of_mass(image) for image in sample.images[:500, 0].numpy()])
    assert np.abs(centres - SIDE / 2).max() < 0.75
    assert np.median(centres) == pytest.approx(SIDE / 2, abs=0.05)


def test_no_ink_is_an_empty_digit_and_nothing_to_crop_or_centre():
    empty = np.zeros((50, 50), dtype=np.float32)
    assert not digit_from_ink(empty).any()
    assert page_from(np.full((50, 50), 255, dtype=np.uint8)) is BLANK
    for step in (cropped, centred):
        with pytest.raises(UnreadablePicture, match="no ink"):
            step(Page(np.zeros((20, 20), dtype=np.uint8)))


@settings(max_examples=40, deadline=None)
@given(st.floats(0.3, 0.9), st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 0.1))
def test_a_picture_s_digit_is_placed_where_its_ink_is(scale, right, down, pen):
    drawing = Drawing.of(SEVEN_LINES, pen).moved(scale, (1 - scale) * right, (1 - scale) * down)
    ink = ink_from_drawing(drawing, 280)
    page = page_from((255 - 255 * ink).astype(np.uint8))
    left, top, width, height = page.placement
    rows, columns = np.nonzero(page.levels > 40)
    inked_rows, inked_columns = np.nonzero(ink)
    ends = [top + rows.min() / SIDE * height, top + (rows.max() + 1) / SIDE * height]
    assert ends == pytest.approx([inked_rows.min() / 280, (inked_rows.max() + 1) / 280], abs=0.03)
    ends = [left + columns.min() / SIDE * width, left + (columns.max() + 1) / SIDE * width]
    assert ends == pytest.approx([inked_columns.min() / 280, (inked_columns.max() + 1) / 280], abs=0.04)


def test_a_picture_smaller_than_a_digits_box_is_enlarged_between_its_pixels():
    page = large_enough(Page(np.array([[0, 255], [0, 255]] * 3, dtype=np.uint8)))
    assert page.levels.shape == (20, 7)
    assert (np.diff(page.levels.astype(int), axis=1) >= 0).all()
    assert 0 < page.levels[10, 3] < 255
    same = Page(np.ones((20, 3), dtype=np.uint8))
    assert large_enough(same) is same


def test_a_batch_keeps_the_digits_as_they_are():
    digits = [np.random.default_rng(i).random((SIDE, SIDE), dtype=np.float32) for i in range(3)]
    batch = to_batch(digits)
    assert batch.shape == (3, 1, SIDE, SIDE)
    assert np.array_equal(batch[:, 0].numpy(), np.stack(digits))


def ring(outer: float, inner: float, side: int = 200) -> Page:
    """Ink of a ring, radii in pixels, cropped."""
    y, x = np.mgrid[:side, :side] - (side - 1) / 2
    return cropped(Page(FULL * ((np.hypot(x, y) < outer) & (np.hypot(x, y) > inner)).astype(np.uint8)))


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
    changed = in_mnists_width(ink).digit
    share = stroke_width(changed > 0.5) / max(changed.shape)
    assert MNIST_WIDTHS[0] - 0.02 <= share <= MNIST_WIDTHS[1] + 0.02
    assert changed[len(changed) // 2, changed.shape[1] // 2] == 0, "the loop stays open"
    assert np.abs(changed - changed.T).max() < 0.3, "no side moves more than another"


def test_a_pen_of_mnists_width_is_left_alone():
    ink = ring(99, 75)
    assert in_mnists_width(ink) is ink


@pytest.mark.parametrize("strength", [0.3, 0.45])
def test_a_thin_stroke_stays_whole_where_it_is_pale(strength):
    page = ring(99, 93)
    levels = page.levels.copy()
    levels[:, :99] = levels[:, :99] * strength  # its left half, as a lightly pressed pencil leaves it
    changed = in_mnists_width(Page(levels)).digit
    rows, columns = changed.shape
    assert columns / rows == pytest.approx(1, abs=0.05), "both halves are there"
    assert np.abs(changed - changed[:, ::-1]).mean() < 0.05, "and both as wide"


@settings(max_examples=60, deadline=None)
@given(inks, st.integers(0, 6))
def test_any_ink_can_be_brought_to_mnists_width(ink, smooth):
    page = in_grey_levels(scipy.ndimage.gaussian_filter(ink, smooth))
    if page.has_ink:
        assert in_mnists_width(cropped(page)).has_ink


@given(st.integers(0, 2**32 - 1))
def test_784_bytes_hold_a_digit_exactly(seed):
    digit = digit_from_ink(np.random.default_rng(seed).random((60, 40), dtype=np.float32) ** 4)
    assert (digit_from_bytes(digit_bytes(digit)) == digit).all()
    assert (in_grey_levels(digit).digit == digit).all()


def test_no_more_and_no_fewer_bytes_are_a_digit():
    with pytest.raises(UnreadablePicture, match="784 bytes, one a pixel; this is 783"):
        digit_from_bytes(bytes(783))
