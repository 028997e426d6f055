"""Drawings become ink: what shows, as wide as MNIST's pens."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digit_model import Drawing, load_reader
from digit_model.drawing import Stroke
from digit_model.ink import MNIST_PEN, in_mnists_pen, ink_from, ink_from_drawing, without_stray_dots
from digit_model.preprocess import digit_from_ink

SEVEN = Drawing.of([[(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)]], 0.07)
SIDE = 280


def test_an_eraser_takes_ink_away():
    line = [(0.2, 0.5), (0.8, 0.5)]
    kept = Drawing.of([line], 0.1).strokes[0]
    erased = Drawing((kept, type(kept)(kept.points, 0.2, erases=True)))
    assert ink_from_drawing(Drawing((kept,))).sum() > 0
    assert ink_from_drawing(erased).sum() == 0


@pytest.mark.parametrize("width", [0.01, 0.05, 0.2])
@pytest.mark.parametrize("size", [0.1, 0.5, 1.0])
def test_a_drawing_is_inked_as_wide_as_mnist_whatever_its_pen_and_size(width, size):
    line = [(0.5 * size, 0.05 * size), (0.5 * size, 0.9 * size)]
    ink = ink_from(Drawing.of([line], width))
    height, breadth = np.ptp(np.argwhere(ink > 0.5), axis=0) + 1
    assert breadth / height == pytest.approx(MNIST_PEN, abs=2.5 / height)


@pytest.mark.parametrize("jitter", [0, 5e-324, 0.003, 0.03])
def test_a_dot_keeps_its_pen_however_unsteady_the_hand(jitter):
    dot = Drawing.of([[(0.5, 0.5), (0.5, 0.5 + jitter)]], 0.1)
    assert in_mnists_pen(dot) == dot
    assert load_reader().read(dot).verdict == "not a digit"


@settings(max_examples=30, deadline=None)
@given(size=st.floats(0.1, 0.4), x=st.floats(0, 1), y=st.floats(0, 1), jitter=st.floats(0, 0.02), first=st.booleans())
def test_a_tap_far_from_the_digit_changes_nothing_and_one_beside_it_stays(size, x, y, jitter, first):
    seven = SEVEN.moved(size, 0.3, 0.3)
    tap = Stroke(((x, y), (x + jitter, y)), 0.06)
    tapped = without_stray_dots(Drawing((tap, *seven.strokes) if first else (*seven.strokes, tap)))
    (left, top), (right, bottom) = seven.corners()
    beside = max(left - x, x - right, top - y, y - bottom) <= 0.35 * seven.longer_side()  # 0.35 across and down: 0.49
    beyond = max(left - x, x - right, top - y, y - bottom) > 0.5 * seven.longer_side()
    assert not beyond or tapped == seven
    assert not beside or tap in tapped.strokes


def test_the_dots_of_letters_stay():
    j = Drawing.of([[(0.5, 0.3), (0.5, 0.9), (0.35, 0.95)], [(0.5, 0.05)]], 0.06)
    assert without_stray_dots(j) == j
    taps = Drawing.of([[(0.1, 0.1)], [(0.9, 0.9)]], 0.06)
    assert without_stray_dots(taps) == taps, "of dots alone none is stray"


TWO = [[(0.3, 0.3), (0.5, 0.2), (0.7, 0.35), (0.3, 0.8), (0.75, 0.8)]]


def test_what_was_rubbed_out_is_gone_and_what_was_drawn_since_stays_as_it_was():
    stroke = Stroke(((0.5, 0.05), (0.5, 0.95)), 0.04)
    rubbed = Drawing((stroke, replace(stroke, width=0.1, erases=True)))
    assert not ink_from(rubbed).any()
    small = Drawing.of(TWO, 0.1).moved(0.3, 0.35, 0.35)
    after = digit_from_ink(ink_from(Drawing(rubbed.strokes + small.strokes)))
    assert np.corrcoef(after.ravel(), digit_from_ink(ink_from(small)).ravel())[0, 1] > 0.9


@pytest.mark.parametrize(("dx", "dy"), [(0, 0.5), (0.5, 0), (-0.5, 0), (0, -0.5)])
def test_ink_beyond_the_pad_is_not_seen(dx, dy):
    drawing = Drawing.of(TWO, 0.06).moved(1, dx, dy)
    page = (255 - 255 * ink_from_drawing(drawing, 280)).astype(np.uint8)
    assert np.abs(digit_from_ink(ink_from(drawing)) - digit_from_ink(ink_from(page))).mean() < 0.1
