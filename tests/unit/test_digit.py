"""Drawing -> digit against slow oracles that share nothing with it, and what must hold for any drawing."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digit_model.digit import DRAWING_TO_DIGIT, MNIST_PEN, PAGE, filling_the_page, in_mnists_pen, without_stray_dots
from digit_model.drawing import Drawing, Stroke
from digit_model.inking import AT_ONCE, inked
from digit_model.page import BLANK, BOX, SIDE, Page, centred, cropped, fitted, walk
from digit_model.path import page_from
from tests.browser.visitor import FOUR, SEVEN

points = st.tuples(st.floats(0, 1), st.floats(0, 1))
strokes = st.lists(st.lists(points, min_size=1, max_size=6), min_size=1, max_size=4)
pages = st.tuples(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1)).map(
    lambda shape: np.random.default_rng(shape[2]).integers(0, 256, shape[:2], dtype=np.uint8)
)


def distances(lines: list[np.ndarray], height: int, width: int) -> np.ndarray:
    """Of the middle of every pixel from the nearest line, pixel by pixel and segment by segment."""
    y, x = np.mgrid[:height, :width] + 0.5
    found = np.full((height, width), np.inf)
    for line in lines:
        for (ax, ay), (bx, by) in zip(line, line[1:] if len(line) > 1 else line, strict=False):
            square = (bx - ax) ** 2 + (by - ay) ** 2
            along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / (square or 1)
            along = np.clip(along, 0, 1)
            found = np.minimum(found, np.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
    return found


grid = st.integers(-20 * 64, 60 * 64).map(lambda place: place / 64)
lines_on_the_grid = st.lists(
    st.lists(st.tuples(grid, grid), min_size=1, max_size=5).map(np.array), min_size=1, max_size=4
)


@settings(max_examples=30, deadline=None)
@given(lines_on_the_grid, st.integers(0, 12 * 64).map(lambda radius: radius / 64))
def test_a_pixel_is_ink_if_its_middle_is_within_the_radius_of_a_line(lines, radius):
    marked, away = inked(lines, radius, 36, 40), distances(lines, 36, 40)
    clear = np.abs(away - radius) > 1e-9
    assert np.array_equal(marked[clear], away[clear] <= radius)


def test_lines_of_more_segments_than_are_inked_at_once_are_inked_whole():
    path = np.random.default_rng(0).uniform(0, 40, size=(3 * AT_ONCE, 2))
    assert np.array_equal(inked([path], 0.5, 40, 40), distances([path], 40, 40) <= 0.5)


@settings(max_examples=30, deadline=None)
@given(pages)
def test_fitting_takes_the_exact_mean_of_the_areas_it_covers(levels):
    height, width = levels.shape
    made = fitted(Page(levels)).levels
    rows, columns = made.shape
    assert max(rows, columns) == BOX
    row, column = rows // 2, columns // 3
    down, across = Fraction(height, rows), Fraction(width, columns)
    total = Fraction(0)
    for y in range(height):
        for x in range(width):
            tall = min((row + 1) * down, y + 1) - max(row * down, y)
            wide = min((column + 1) * across, x + 1) - max(column * across, x)
            total += max(tall, 0) * max(wide, 0) * int(levels[y, x])
    assert made[row, column] == int(total / (down * across) + Fraction(1, 2))


@settings(max_examples=60, deadline=None)
@given(pages.filter(lambda levels: max(levels.shape) <= 20 and levels.any()))
def test_the_centre_of_ink_lies_on_pixel_14_if_the_page_has_room(levels):
    made = centred(Page(levels))
    assert made.levels.sum() == levels.sum(), "nothing is lost"
    for axis in (0, 1):
        centre = made.levels.sum(axis=1 - axis) @ np.arange(SIDE) / made.levels.sum()
        used = np.flatnonzero(made.levels.any(axis=1 - axis))
        assert abs(centre - 14) <= 0.5 + 1e-9 or used[0] == 0 or used[-1] == SIDE - 1


@settings(max_examples=60, deadline=None)
@given(strokes, st.floats(0.01, 0.2))
def test_any_drawing_becomes_a_digit_of_mnists_size_that_shows_all_its_lines(lines, width):
    drawing = without_stray_dots(Drawing.of(lines, width))
    page = page_from(drawing)
    assert np.ptp(np.argwhere(page.levels), axis=0).max() + 1 == BOX
    left, top, across, down = page.placement
    for x, y in (point for stroke in drawing.strokes for point in stroke.points):
        assert left - 0.02 <= x <= left + across + 0.02
        assert top - 0.02 <= y <= top + down + 0.02


@settings(max_examples=50, deadline=None)
@given(st.floats(0.2, 1), st.floats(0, 1), st.floats(0, 1), st.sampled_from([FOUR, SEVEN]))
def test_ink_of_the_digit_lies_where_the_drawing_has_ink(scale, x, y, lines):
    drawing = Drawing.of(lines, 0.06).moved(scale, x * (1 - scale), y * (1 - scale))
    page = page_from(drawing)
    left, top, width, height = page.placement
    rows, columns = np.nonzero(page.levels > 230)
    middles = [
        np.array([(left + (x + 0.5) / SIDE * width, top + (y + 0.5) / SIDE * height)])
        for x, y in zip(columns, rows, strict=True)
    ]
    radius = in_mnists_pen(drawing).strokes[0].width / 2
    for middle in middles:
        assert min(_distance(middle, np.array(line)) for line in [s.points for s in drawing.strokes]) <= radius


def _distance(point: np.ndarray, line: np.ndarray) -> float:
    a, along = line[:-1], np.diff(line, axis=0)
    at = np.clip(((point - a) * along).sum(axis=1) / (along * along).sum(axis=1), 0, 1)
    return float(np.hypot(*(point - a - at[:, None] * along).T).min())


@pytest.mark.parametrize(("dx", "dy"), [(1 / 16, 0), (0.25, 0.125), (-1 / 8, 1 / 4)])
@pytest.mark.parametrize("scale", [0.25, 0.5])
def test_the_same_drawing_elsewhere_is_the_same_digit_to_the_last_bit(scale, dx, dy):
    four = Drawing.of([[(round(x * 256) / 256, round(y * 256) / 256) for x, y in line] for line in FOUR], 1 / 16)
    here, there = (page_from(drawing) for drawing in (four, four.moved(scale, 0.25 + dx, 0.25 + dy)))
    assert np.array_equal(here.levels, there.levels)
    left, top, width, height = here.placement
    expected = (left * scale + 0.25 + dx, top * scale + 0.25 + dy, width * scale, height * scale)
    assert there.placement == pytest.approx(expected)


@pytest.mark.parametrize("width", [0.01, 0.05, 0.2])
@pytest.mark.parametrize("size", [0.1, 0.5, 1.0])
def test_a_drawing_is_inked_as_wide_as_mnist_whatever_its_pen_and_size(width, size):
    drawing = Drawing.of([[(0.5 * size, 0.05 * size), (0.5 * size, 0.9 * size)]], width)
    page = cropped(filling_the_page(in_mnists_pen(drawing)))
    assert page.levels.shape[0] == PAGE
    assert page.levels.shape[1] == pytest.approx(MNIST_PEN * PAGE, abs=1)


TINIEST = 5e-324


@pytest.mark.parametrize("width", [TINIEST, 1e-9, 0.25])
@pytest.mark.parametrize(
    "line", [[(0.5, 0.5)], [(0, 0), (0, 0)], [(1, 1), (1, 1 - TINIEST)], [(0, 1), (1, 1)]], ids=str
)
def test_the_smallest_pens_and_lines_are_read_or_blank(line, width):
    page = page_from(Drawing.of([line], width))
    assert page.levels.shape == (SIDE, SIDE)
    assert (page.placement is None) == (not page.levels.any())


def test_a_drawing_without_strokes_is_blank_and_takes_no_further_step():
    assert page_from(Drawing()) is BLANK
    assert BLANK.placement is None
    assert [name for name, _ in walk(DRAWING_TO_DIGIT, Drawing())] == ["dots", "pen"]


def test_a_dot_fills_its_box_and_lies_within_its_page():
    page = page_from(Drawing.of([[(0.5, 0.5)]], 0.12))
    assert page.levels[14, 14] == 255
    assert page.placement[2] == page.placement[3] == pytest.approx(0.12 * SIDE / BOX)
    both = Drawing((Stroke(((0.5, 0.5),), 0.02), Stroke(((0.5, 0.5),), 0.12)))
    assert page_from(both).placement == page.placement


def test_neither_torch_nor_scipy_is_needed_from_drawing_to_verdict():
    code = (
        "import sys; sys.modules.update(torch=None, scipy=None);"
        "from digit_model import Drawing; from digit_model.digit import DRAWING_TO_DIGIT;"
        "from digit_model.page import page_through; from digit_model.verdict import candidates, evidence;"
        "print(page_through(DRAWING_TO_DIGIT, Drawing.of([[(0.5, 0.2), (0.5, 0.8)]], 0.05)).levels.any())"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "True\n"
