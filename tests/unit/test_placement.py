"""Where on the pad the digit's pixels lie."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digit_model import Drawing
from digit_model.explain.placement import placement
from digit_model.ink import in_mnists_pen, ink_from, ink_from_drawing
from digit_model.preprocess import digit_from_ink
from tests.browser.visitor import FOUR, SEVEN


def placed(drawing: Drawing) -> tuple[float, float, float, float] | None:
    ink = ink_from(drawing)
    return placement(drawing, ink, digit_from_ink(ink))


@settings(max_examples=20, deadline=None)
@given(st.floats(0.2, 1), st.floats(0, 1), st.floats(0, 1), st.sampled_from([FOUR, SEVEN]))
def test_ink_of_the_digit_lies_where_the_drawing_has_ink(scale, x, y, lines):
    drawing = Drawing.of(lines, 0.06).moved(scale, x * (1 - scale), y * (1 - scale))
    digit = digit_from_ink(ink_from(drawing))
    left, top, width, height = placed(drawing)
    rows, columns = np.nonzero(digit > 0.9)
    ink = ink_from_drawing(in_mnists_pen(drawing), 400)
    places = (
        ((top + (rows + 0.5) / 28 * height) * 400).astype(int),
        ((left + (columns + 0.5) / 28 * width) * 400).astype(int),
    )
    assert (ink[places] > 0.5).mean() > 0.9


def test_an_empty_pad_has_no_page():
    assert placed(Drawing()) is None


def test_a_sliver_that_the_eraser_left_has_a_place_and_a_speck_beside_it_has_none():
    sliver = [
        {"width": 0.04, "points": [[0.5293, 0.3], [0.5293, 0.3703]]},
        {"width": 0.08, "points": [[0.5495, 0.2], [0.5495, 0.4703]], "erases": True},
    ]
    drawing = Drawing.from_dict({"strokes": sliver})
    left, top, width, height = placed(drawing)
    assert left <= 0.5075 <= left + width, "0.02 of the stroke's edge, at its upper end"
    assert top <= 0.3 <= top + height

    one = {"width": 0.06, "points": [[0.5, 0.3], [0.5, 0.8]]}
    speck = {"width": 0.004, "points": [[0.05, 0.05]]}
    rubbed = {"width": 0.06, "points": [[0.9, 0.9]], "erases": True}
    pages = [
        placed(drawing) for drawing in (Drawing.from_dict({"strokes": [one, *more, rubbed]}) for more in ([], [speck]))
    ]
    assert pages[1] == pytest.approx(pages[0])


def test_a_dot_lies_within_its_page_whatever_lies_beneath_it():
    left, top, width, height = placed(Drawing.of([[(0.5, 0.5)]], 0.12))
    both = Drawing((*Drawing.of([[(0.5, 0.5)]], 0.02).strokes, *Drawing.of([[(0.5, 0.5)]], 0.12).strokes))
    assert placed(both) == pytest.approx((left, top, width, height), abs=0.01)
    assert width == height == pytest.approx(0.12 * 28 / 20, abs=0.01)


def test_a_stray_dot_does_not_move_the_page():
    small = Drawing.of(FOUR, 0.06).moved(0.3)
    dotted = Drawing((*small.strokes, *Drawing.of([[(0.9, 0.9)]], 0.06).strokes))
    assert placed(dotted) == placed(small)


def test_half_the_size_is_half_the_page():
    large = Drawing.of(FOUR, 0.06)
    small = large.moved(0.5)
    page, half = (placed(drawing) for drawing in (large, small))
    assert half == pytest.approx([value / 2 for value in page], abs=0.02)
