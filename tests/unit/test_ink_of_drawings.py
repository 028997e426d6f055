"""Drawings become ink: what shows, as wide as MNIST's pens."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from digit_model import Drawing
from digit_model.drawing import Stroke
from digit_model.ink import MNIST_PEN, in_mnists_pen, ink_from, ink_from_drawing
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


def test_a_dot_keeps_its_pen():
    dot = Drawing.of([[(0.5, 0.5)]], 0.1)
    assert in_mnists_pen(dot) == dot


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
