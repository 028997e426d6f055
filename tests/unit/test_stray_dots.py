"""Taps of the pen far from a digit are dropped; dots that belong to what is drawn stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digit_model import Drawing, load_reader
from digit_model.digit import in_mnists_pen, without_stray_dots
from digit_model.drawing import Stroke

SEVEN = Drawing.of([[(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)]], 0.07)


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
    (left, top), (right, bottom) = seven.corners
    beside = max(left - x, x - right, top - y, y - bottom) <= 0.35 * seven.longer_side  # 0.35 across and down: 0.49
    beyond = max(left - x, x - right, top - y, y - bottom) > 0.5 * seven.longer_side
    assert not beyond or tapped == seven
    assert not beside or tap in tapped.strokes


def test_the_dots_of_letters_stay():
    j = Drawing.of([[(0.5, 0.3), (0.5, 0.9), (0.35, 0.95)], [(0.5, 0.05)]], 0.06)
    assert without_stray_dots(j) == j
    taps = Drawing.of([[(0.1, 0.1)], [(0.9, 0.9)]], 0.06)
    assert without_stray_dots(taps) == taps, "of dots alone none is stray"
