"""Numbers: what is read, where each digit stands, and what is said of digits that touch."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from digit_model import Drawing, UnreadablePicture, load_reader
from digit_model.drawing import Stroke
from digit_model.grouping import MOST_MARKS
from digit_model.number import CUTS, LEANS, read_number
from digit_model.page import on_pad
from tests.browser.visitor import FOUR, SEVEN
from tests.unit.side_by_side import ZERO, beside
from train.compositions import apart, numbers, on_grey_paper, on_paper, touching
from train.environment import PROJECT
from train.styles import styled

EXAMPLES = sorted((PROJECT / "examples").iterdir())


@pytest.fixture(scope="module")
def reader():
    return load_reader()


@pytest.fixture(scope="module")
def written() -> list[tuple[Drawing, str]]:
    """Numbers in digits that the network reads when they stand alone, and what they say."""
    random = np.random.default_rng(2)
    return [(number.on_pad(random)[0], number.text) for number in numbers(styled(300, seed=5), 30, apart)]


def test_numbers_of_clear_digits_are_read(reader, written):
    right = [reader.read_number(drawing).text == text for drawing, text in written]
    assert sum(right) >= 28


@pytest.mark.parametrize(("scale", "dx", "dy"), [(0.5, 0.25, 0.0), (0.25, 0.5, 0.5), (0.4, 0.07, 0.33)])
def test_moving_or_scaling_a_number_changes_no_text_and_moves_its_boxes_along(reader, written, scale, dx, dy):
    for drawing, _ in written[:12]:
        before, after = reader.read_number(drawing), reader.read_number(drawing.moved(scale, dx, dy))
        assert after.text == before.text
        for old, new in zip(before.digits, after.digits, strict=True):
            left, top, width, height = old.box
            assert new.box == pytest.approx((left * scale + dx, top * scale + dy, width * scale, height * scale))


def test_the_order_of_the_strokes_does_not_matter(reader, written):
    random = np.random.default_rng(3)
    for drawing, _ in written[:12]:
        shuffled = Drawing(tuple(drawing.strokes[index] for index in random.permutation(len(drawing.strokes))))
        one, other = reader.read_number(drawing), reader.read_number(shuffled)
        assert one.text == other.text
        assert [digit.box for digit in one.digits] == [digit.box for digit in other.digits]


def test_a_digit_far_to_the_right_appends_its_text(reader, written):
    seven = Drawing.of(SEVEN, 0.06)
    for drawing, _ in written[:12]:
        (_, top), (right, bottom) = drawing.corners
        scale = (bottom - top) / 0.64
        longer = Drawing(drawing.strokes + seven.moved(scale, right + 0.3 - 0.3 * scale, top - 0.2 * scale).strokes)
        before, after = reader.read_number(drawing), reader.read_number(longer)
        assert after.text == f"{before.text}7"
        assert [digit.box for digit in after.digits[:-1]] == [digit.box for digit in before.digits]


def test_boxes_stand_from_left_to_right_around_all_ink(reader, written):
    for drawing, _ in written:
        boxes = [digit.box for digit in reader.read_number(drawing).digits]
        assert all(before[0] + before[2] < after[0] for before, after in pairwise(boxes)), "they stand apart"
        edges = np.array([(left, top, left + width, top + height) for left, top, width, height in boxes])
        (left, top), (right, bottom) = drawing.corners
        pen = drawing.widest_pen / 2
        assert edges[:, :2].min(axis=0) == pytest.approx((left - pen, top - pen))
        assert edges[:, 2:].max(axis=0) == pytest.approx((right + pen, bottom + pen))


@pytest.mark.parametrize("path", [path for path in EXAMPLES if "twelve" not in path.name], ids=lambda path: path.name)
def test_one_digit_alone_is_read_as_read_reads_it(reader, path):
    picture = Drawing.load(path) if path.suffix == ".json" else path
    (found,) = reader.read_number(picture).digits
    alone = reader.read(picture)
    assert found.reading.verdict == alone.verdict
    assert found.reading.digit.tobytes() == alone.digit.tobytes()
    assert found.reading.placement == alone.placement
    assert found.text == (alone.candidates[0] if alone.candidates else "?")


def test_what_is_no_digit_but_two_is_read_as_two(reader):
    assert reader.read_number(Drawing.load(PROJECT / "examples" / "none-twelve.json")).text == "12"


@pytest.mark.parametrize("blank", [Drawing(), np.full((280, 280), 255, dtype=np.uint8)], ids=["drawing", "picture"])
def test_a_blank_page_holds_no_digits(reader, blank):
    assert (reader.read_number(blank).text, reader.read_number(blank).digits) == ("", ())


def test_a_tap_far_away_and_a_dot_beside_a_single_digit_change_nothing(reader):
    seven = Drawing.of(SEVEN, 0.06)
    for x, y in ((0.99, 0.99), (0.7, 0.84)):
        with_dot = Drawing((*seven.moved(0.3).strokes, Stroke(((0.3 * x if x < 0.9 else x, 0.3 * y),), 0.018)))
        (found,) = reader.read_number(with_dot).digits
        assert found.reading.digit.tobytes() == reader.read(with_dot).digit.tobytes()
        assert found.text == "7"


def test_a_point_between_digits_is_no_digit(reader):
    number = beside(FOUR, [[(0.5, 0.86)]], SEVEN, gap=0.35)
    assert reader.read_number(number).text == "4?7"


@pytest.mark.parametrize("form", ["drawing", "picture"])
def test_digits_that_touch_are_said_to_touch(reader, form):
    zero = [ZERO]
    drawing = beside(zero, SEVEN, gap=-0.08).moved(0.5, 0.1, 0.2)
    picture = drawing if form == "drawing" else on_paper(drawing)
    number = reader.read_number(picture)
    assert number.text == "?"
    assert [digit.is_touching for digit in number.digits] == [True]
    apart_again = beside(zero, SEVEN, gap=0.2).moved(0.5, 0.1, 0.2)
    number = reader.read_number(apart_again if form == "drawing" else on_paper(apart_again))
    assert (number.text, [digit.is_touching for digit in number.digits]) == ("07", [False, False])


def test_pairs_that_touch_are_seldom_read_as_one_digit(reader):
    random = np.random.default_rng(6)
    pairs = [number.on_pad(random)[0] for number in numbers(styled(300, seed=7), 60, touching, (2, 2))]
    read = [reader.read_number(drawing).digits for drawing in pairs]
    sure = [len(digits) == 1 and digits[0].reading.verdict == "digit" for digits in read]
    taken_for_one = [one and not digits[0].is_touching for one, digits in zip(sure, read, strict=True)]
    assert sum(sure) >= 3, "without looking at their sides, some would be"
    assert sum(taken_for_one) <= 2


def test_pictures_are_read_as_the_drawings_they_show(reader, written):
    random = np.random.default_rng(8)
    for drawing, text in written[:8]:
        expected = reader.read_number(drawing)
        assert expected.text == text
        for picture in (on_paper(drawing), on_grey_paper(drawing, random)):
            number = reader.read_number(picture)
            assert number.text == text
            for mark, line in zip(number.digits, expected.digits, strict=True):
                assert mark.box == pytest.approx(line.box, abs=0.02)


def test_a_wide_picture_lies_on_the_pad_as_page_says(reader, written):
    drawing, text = written[0]
    page = on_paper(drawing)
    rows = np.flatnonzero((page < 128).any(axis=1))
    wide = page[max(rows[0] - 30, 0) : rows[-1] + 30]
    number = reader.read_number(wide)
    _, top, _, height = on_pad(wide.shape)
    assert number.text == text
    assert all(top <= digit.box[1] and digit.box[1] + digit.box[3] <= top + height for digit in number.digits)


def test_several_lines_and_crowds_are_refused_in_words(reader):
    above = beside(FOUR, SEVEN).moved(0.4, 0.1, 0.05)
    two_lines = Drawing((*above.strokes, *above.moved(dy=0.5).strokes))
    crowd = Drawing.of([[(k / 200, 0.4), (k / 200, 0.6)] for k in range(MOST_MARKS + 1)], 0.002)
    for picture, words in ((two_lines, "there are 2 lines"), (crowd, "there are 101 marks, more than 100")):
        with pytest.raises(UnreadablePicture, match=words):
            reader.read_number(picture)
    with pytest.raises(UnreadablePicture, match="there are 2 lines"):
        reader.read_number(on_paper(two_lines))


def test_a_long_number_is_read_a_digit_at_a_time(reader):
    sizes = []

    def read_pages(pages):
        sizes.append(len(pages))
        return reader.read_pages(pages)

    rows, columns = np.indices((40, 44 * 12))
    rings = np.abs(np.hypot(columns % 44 - 22, 1.4 * (rows - 20)) - 17) < 2  # wide enough to be cut in every way
    number = read_number(np.where(rings, 0, 255).astype(np.uint8), read_pages)
    assert len(number.digits) == len(sizes) == 12
    assert 1 < max(sizes) <= 1 + 2 * len(CUTS) * len(LEANS)


def test_a_slope_is_one_line(reader):
    climbing = beside(FOUR, FOUR, FOUR, FOUR).moved(0.3, 0.05, 0.5)
    lines = [[(x, y - 0.3 * x) for x, y in stroke.points] for stroke in climbing.strokes]
    assert reader.read_number(Drawing.of(lines, 0.03)).text == "4444"
