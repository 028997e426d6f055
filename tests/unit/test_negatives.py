"""Negatives are labelled none, come in their shares, and take nothing from what refusals are measured with."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from train.letters import LETTERS, SIGNS
from train.negatives import CROSSED_OUT, FIGURES, KINDS, SCRIBBLES, crossed_out, negatives, side_by_side
from train.nondigits import SYMBOLS
from train.strokes import LOOK_LIKE_DIGITS, NOT_A_DIGIT, PenDigit
from train.styles import styled

DIGITS = styled(60, 0)


def test_negatives_are_labelled_none_and_of_many_kinds():
    made = negatives(DIGITS, 80, seed=0)
    assert {digit.label for digit in made} == {NOT_A_DIGIT}
    assert len({b"".join(line.tobytes() for line in digit.lines) for digit in made}) > 75
    for digit in made:
        points = np.concatenate(digit.lines)
        assert np.isfinite(points).all()
        assert points.min() == pytest.approx(0)


def test_the_same_seed_makes_the_same_and_another_makes_others():
    once, again, other = (negatives(DIGITS, 40, seed) for seed in (1, 1, 2))
    same = [np.array_equal(a.lines[0], b.lines[0]) for a, b in zip(once, again, strict=True)]
    assert all(same)
    assert sum(np.array_equal(a.lines[0], b.lines[0]) for a, b in zip(once, other, strict=True)) < 4


def test_shares_are_twentieths():
    assert sum(twentieths for _, twentieths in KINDS.values()) == 20


def test_what_refusals_are_measured_with_stays_unseen():
    assert not set(LETTERS) & LOOK_LIKE_DIGITS
    assert not set(SYMBOLS) & {*SIGNS, *(draw.__name__ for draw in SCRIBBLES + FIGURES)}
    assert not set(SYMBOLS.values()) & {*SIGNS.values(), *LETTERS.values()}


@pytest.mark.parametrize("draw", SCRIBBLES + FIGURES, ids=lambda draw: draw.__name__)
def test_every_scribble_and_figure_is_drawn_and_differs(draw):
    made = [np.concatenate(draw(np.random.default_rng(seed))) for seed in range(20)]
    assert all(np.isfinite(points).all() for points in made)
    assert len({points.tobytes() for points in made}) >= 10  # a single dot is always the same


def test_digits_in_a_row_stand_from_left_to_right():
    seven = PenDigit((np.array([[0, 0], [0.6, 0], [0.2, 1]]),), 7, 1)
    for seed in range(20):
        row = side_by_side([seven], np.random.default_rng(seed))
        assert len(row) in (2, 3)
        for left, right in pairwise(row):
            assert left[:, 0].max() - right[:, 0].min() < 0.06, "they touch at most"


def test_what_is_crossed_out_was_no_zero_one_or_seven():
    assert not {0, 1, 7} & set(CROSSED_OUT)
    for seed in range(20):
        bars = crossed_out(DIGITS, np.random.default_rng(seed))
        assert len(bars) >= 2
