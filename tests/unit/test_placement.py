"""Where on the pad the digit's pixels lie."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digit_model import Drawing, load_reader
from digit_model.explain.placement import placement
from digit_model.ink import in_mnists_pen, ink_from_drawing
from tests.browser.visitor import FOUR, SEVEN

READER = load_reader("talk")


@settings(max_examples=20, deadline=None)
@given(st.floats(0.2, 1), st.floats(0, 1), st.floats(0, 1), st.sampled_from([FOUR, SEVEN]))
def test_ink_of_the_digit_lies_where_the_drawing_has_ink(scale, x, y, lines):
    drawing = Drawing.of(lines, 0.06).moved(scale, x * (1 - scale), y * (1 - scale))
    digit = READER.read(drawing).digit
    left, top, width, height = placement(drawing, digit)
    rows, columns = np.nonzero(digit > 0.9)
    ink = ink_from_drawing(in_mnists_pen(drawing), 400)
    places = (
        ((top + (rows + 0.5) / 28 * height) * 400).astype(int),
        ((left + (columns + 0.5) / 28 * width) * 400).astype(int),
    )
    assert (ink[places] > 0.5).mean() > 0.9


def test_an_empty_pad_has_no_page():
    assert placement(Drawing(), np.zeros((28, 28))) is None


def test_half_the_size_is_half_the_page():
    large = Drawing.of(FOUR, 0.06)
    small = large.moved(0.5)
    page, half = (placement(drawing, READER.read(drawing).digit) for drawing in (large, small))
    assert half == pytest.approx([value / 2 for value in page], abs=0.02)
