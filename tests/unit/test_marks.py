"""What is no part of the digit goes, and the digit stays as it was."""

from __future__ import annotations

import numpy as np
import pytest

from digit_model.lines import without_frame, without_ruled_lines
from digit_model.marks import without_edge_marks, without_specks

STEPS = (without_frame, without_ruled_lines, without_edge_marks, without_specks)


@pytest.fixture
def seven() -> np.ndarray:
    """The ink of a 7 in the middle of a page of 200 x 160."""
    ink = np.zeros((200, 160), dtype=np.float32)
    ink[50:62, 40:120] = 1
    for row in range(62, 160):
        left = 108 - (row - 62) // 2
        ink[row, left : left + 12] = 1
    return ink


def page_with(ink: np.ndarray, *marks: tuple[slice, slice], strength: float = 0.6) -> np.ndarray:
    """The same page with rectangles on it."""
    page = ink.copy()
    for mark in marks:
        page[mark] = np.maximum(page[mark], strength)
    return page


ALL = slice(None)


@pytest.mark.parametrize("step", STEPS)
def test_a_clean_page_is_left_alone(step, seven):
    assert step(seven) is seven
    empty = np.zeros((30, 40), dtype=np.float32)
    assert step(empty) is empty


@pytest.mark.parametrize(
    "lines",
    [
        [(slice(20, 22), ALL), (slice(180, 183), ALL)],
        [(ALL, slice(10, 12))],
        [(slice(0, 3), ALL), (ALL, slice(-3, None))],
    ],
)
def test_ruled_lines_and_frames_go(seven, lines):
    assert np.array_equal(without_ruled_lines(page_with(seven, *lines)), seven)


def test_a_stroke_across_a_line_stays_whole(seven):
    cleaned = without_ruled_lines(page_with(seven, (slice(100, 102), ALL), (slice(53, 55), ALL)))
    assert np.abs(cleaned - seven).sum() < 60, "a few pixels where the slanted stroke leaves the line"
    assert cleaned[100:102].max() == 1


def test_a_digit_as_large_as_its_picture_is_no_frame(seven):
    tight = seven[50:160, 40:120]
    assert without_ruled_lines(tight) is tight, "its bar runs from edge to edge"
    assert without_edge_marks(tight) is tight
    one = np.ones((60, 8), dtype=np.float32)
    assert without_ruled_lines(one) is one


@pytest.mark.parametrize("width", [6, 12, 18])
def test_a_stroke_from_edge_to_edge_is_no_ruled_line(width):
    four = np.zeros((200, 160), dtype=np.float32)
    four[:, 100 : 100 + width] = 1  # the stem, as high as the picture
    four[120 : 120 + width, 30:140] = 1
    for row in range(40, 120):
        left = 30 + (120 - row) * 70 // 80
        four[row, left : left + width] = 1
    assert without_ruled_lines(four) is four


def test_a_dark_corner_and_a_thumb_go_but_not_a_digit_at_the_edge(seven):
    corner = page_with(seven, (slice(0, 18), slice(0, 15)), (slice(60, 140), slice(150, 160)), strength=1)
    assert np.array_equal(without_edge_marks(corner), seven)
    running_off = np.roll(seven, -45, axis=1)
    running_off[:, -45:] = 0
    assert without_edge_marks(running_off) is running_off


def test_grain_on_the_page_does_not_make_a_digit_at_the_edge_a_frame():
    grain = np.random.default_rng(0).random((200, 160)) < 0.01
    one = np.zeros((200, 160), dtype=np.float32)
    one[3:195, 4:10] = 1
    one[0:3, 5:9] = 0.5  # its soft end at the picture's edge
    zero = np.zeros((200, 160), dtype=np.float32)
    zero[:, :4] = zero[:, -4:] = zero[:4] = zero[-4:] = 1  # an angular one, as large as its picture
    for digit in (one, zero):
        assert (without_edge_marks(np.maximum(digit, 0.5 * grain))[digit == 1] == 1).all()


def test_specks_go_and_parts_of_a_digit_stay(seven):
    specks = [(slice(row, row + 3), slice(column, column + 4)) for row in (5, 90, 150) for column in (5, 30, 140)]
    assert np.array_equal(without_specks(page_with(seven, *specks, strength=1)), seven)
    dot = (slice(140, 152), slice(100, 112))  # as wide as the pen
    outside = (slice(185, 197), slice(140, 152))
    assert np.array_equal(without_specks(page_with(seven, outside, strength=1)), seven)
    dotted = page_with(seven, dot, strength=1)[:, 20:]
    assert without_specks(dotted)[140:152, 80:92].min() == 1, "as in a dotted zero"
    bar = page_with(seven, (slice(20, 32), slice(60, 110)), strength=1)
    assert without_specks(bar) is bar, "as of a five whose bar stands off"
