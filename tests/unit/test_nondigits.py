"""Non-digits are what they say they are, and verdicts and calibration count as by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from digit_model import VARIANTS, Reader
from digit_model.checkpoint import Config
from digit_model.verdict import Thresholds
from train.data import Digits
from train.measure import calibration, verdicts
from train.nondigits import NON_DIGITS, two_digits
from train.report_suite import reliability_diagram
from train.strokes import PenDigit

SEVEN = PenDigit((np.array([[0, 0], [0.6, 0], [0.2, 1]]),), 7, "a/1")


@pytest.mark.parametrize("kind", NON_DIGITS)
def test_figures_stay_on_the_pad_and_differ(kind):
    random = np.random.default_rng(0)
    figures = [NON_DIGITS[kind](random) for _ in range(5)]
    points = [point for figure in figures for stroke in figure.strokes for point in stroke.points]
    assert all(0 <= value <= 1 for point in points for value in point)
    assert len(set(figures)) == (1 if kind == "blank" else 5)


def test_two_digits_stand_side_by_side():
    pair = two_digits(SEVEN, SEVEN, np.random.default_rng(0))
    left, right = ([x for x, _ in stroke.points] for stroke in pair.strokes)
    assert max(left) < min(right)
    assert max(right) <= 1


@pytest.fixture
def told() -> tuple[Reader, Digits]:
    """A reader whose probabilities are written in the digits' first ten pixels, as logarithms."""
    network = VARIANTS["softmax"]()
    network.fc.weight.data.zero_()
    network.fc.bias.data.zero_()
    network.fc.weight.data[torch.arange(10), torch.arange(10)] = 1.0
    shares = torch.full((5, 10), 0.01)
    shares[[0, 3, 4], [3, 7, 7]] = 0.91
    shares[1, [4, 9]] = 0.46
    shares[2] = 0.1  # of no digit more than of another
    images = torch.zeros(5, 1, 28, 28)
    images[:, 0, 0, :10] = shares.log()
    return Reader(network, Config("softmax", "softmax", 0, Thresholds(evidence=3.0, probability=0.2))), Digits(
        images, torch.tensor([3, 9, 5, 1, 7])
    )


def test_verdicts_count_as_by_hand(told):
    counted = {"refused": 1 / 5, "unsure": 1 / 5, "right": 2 / 5, "covered": 3 / 5}
    assert verdicts(*told) == pytest.approx(counted)


def test_calibration_counts_as_by_hand(told):
    measured = calibration(*told)
    assert np.array(measured["bins"]) == pytest.approx(np.array([[1, 0.1, 0], [1, 0.46, 0], [3, 0.91, 2 / 3]]))
    assert measured["error"] == pytest.approx((0.1 + 0.46 + 3 * (0.91 - 2 / 3)) / 5)


def test_the_diagram_has_a_dot_for_each_bin():
    record = {"calibration": {"bins": [[10, 0.5, 0.4], [1000, 0.99, 0.98]]}}
    assert reliability_diagram([record, record]).count("<circle") == 4
