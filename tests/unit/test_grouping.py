"""Which marks are one digit, and where a drawing looks like two that touch."""

from __future__ import annotations

import pytest

from digit_model import Drawing
from digit_model.grouping import cells_of, grouped, sides_of
from tests.browser.visitor import FOUR, SEVEN
from tests.unit.side_by_side import ZERO, beside

FIVE = [(0.4, 0.3), (0.35, 0.5), (0.6, 0.55), (0.6, 0.8), (0.35, 0.85)]
DIGITS = {
    "an open 4, its corner above the stem's foot": [[(0.3, 0.1), (0.25, 0.5), (0.53, 0.5)], [(0.62, 0.2), (0.6, 0.9)]],
    "a 5 whose bar stands off": [FIVE, [(0.45, 0.18), (0.75, 0.15)]],
    "a crossed 7": [*SEVEN, [(0.35, 0.5), (0.7, 0.48)]],
    "a slashed 0": [ZERO, [(0.3, 0.9), (0.7, 0.1)]],
    "a 0 with a dot in it": [ZERO, [(0.5, 0.5)]],
    "an 8 of two rings": [[(x, 0.3 * y) for x, y in ZERO], [(x, 0.4 * y + 0.22) for x, y in ZERO]],
}


def groups(drawing: Drawing) -> list[set[int]]:
    """The strokes of each digit."""
    return [set(group) for group in grouped(cells_of(drawing))]


@pytest.mark.parametrize("name", DIGITS)
def test_the_strokes_of_one_digit_belong_together_alone_and_between_others(name):
    every = set(range(len(DIGITS[name])))
    assert groups(Drawing.of(DIGITS[name], 0.05)) == [every]
    first, middle, last = groups(beside(FOUR, DIGITS[name], SEVEN))
    assert (first, middle, last) == ({0, 1}, {2 + index for index in every}, {2 + len(every)})


@pytest.mark.parametrize("gap", [0.12, 0.2, 0.5])
def test_ones_and_ones_are_two_digits_as_soon_as_they_are_apart(gap):
    stem = [[(0.5, 0.1), (0.48, 0.9)]]
    assert groups(beside(stem, stem, gap=gap)) == [{0}, {1}]


def test_two_digits_have_two_sides_and_one_has_none():
    assert sides_of([cells_of(beside([ZERO], SEVEN, gap=-0.05))[index] for index in (0, 1)]) == [1]
    slashed = cells_of(Drawing.of(DIGITS["a slashed 0"], 0.05))
    assert sides_of(slashed) == []
    assert sides_of([slashed[0]] * 9) == []
