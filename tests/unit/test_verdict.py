"""Verdicts against their definitions, and what is fitted against what it was fitted for."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from digit_model import VARIANTS, Reader
from digit_model.checkpoint import Config
from digit_model.network import StagedNet
from digit_model.page import Page
from digit_model.verdict import Thresholds, candidates, evidence
from train.calibrate import MISSED, REFUSED, calibrated, fit_temperature, fit_thresholds
from train.data import Digits

logits = st.lists(st.floats(-20, 20, width=32), min_size=10, max_size=10).map(lambda row: torch.tensor([row]))


@given(logits, st.floats(-50, 50))
def test_evidence_is_the_same_for_shifted_logits_and_least_for_equal_ones(row, shift):
    assert evidence(row + shift).item() == pytest.approx(evidence(row).item(), abs=1e-3)
    assert evidence(row).item() >= math.log(10) - 1e-5


def test_two_likely_digits_stand_out_as_one_does():
    one, two = torch.zeros(1, 10), torch.zeros(1, 10)
    one[0, 4], two[0, [4, 9]] = 12, 12
    assert evidence(two).item() == pytest.approx(evidence(one).item(), abs=1)
    assert evidence(two).item() > 2 * math.log(10)


def test_candidates_are_those_probable_enough_and_at_least_the_first():
    row = np.array([0, 0, 0.05, 0, 0.5, 0, 0, 0, 0, 0.45])
    assert candidates(row, Thresholds(0, 0.9)) == ("4",)
    assert candidates(row, Thresholds(0, 0.4)) == ("4", "9")
    assert candidates(row, Thresholds(0, 0.05)) == ("4", "9", "2")


@pytest.fixture
def told() -> Reader:
    """A reader whose ten logits stand in the corner of the picture."""
    network = VARIANTS["softmax"]()
    network.fc.weight.data.zero_()
    network.fc.bias.data.zero_()
    network.fc.weight.data[torch.arange(10), torch.arange(10)] = 40.0
    return Reader(network, Config("softmax", "softmax", 0, Thresholds(evidence=5.0, probability=0.2)))


def test_each_verdict_is_reached(told, monkeypatch):
    def read(**ink: float):
        digit = np.zeros((28, 28), dtype=np.float32)
        for place, value in ink.items():
            digit[0, int(place[1:])] = value
        page = Page(np.rint(digit * 255).astype(np.uint8))
        monkeypatch.setattr("digit_model.reader.page_from", lambda _: page)
        return told.read(np.zeros((9, 9), dtype=np.uint8))

    assert (read().verdict, read().candidates) == ("blank", ())
    assert (read(_3=1.0).verdict, read(_3=1.0).candidates) == ("digit", ("3",))
    assert (read(_4=1.0, _9=0.99).verdict, read(_4=1.0, _9=0.99).candidates) == ("unsure", ("4", "9"))
    faint = read(_3=0.05, _8=0.05)
    assert (faint.verdict, faint.candidates) == ("not a digit", ())
    assert faint.probabilities.sum() == pytest.approx(1)


def scattered(count: int, sharpness: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Logits whose softmax at temperature ``sharpness`` is the truth, and labels drawn from it."""
    generator = torch.Generator().manual_seed(0)
    true = torch.randn(count, 10, generator=generator) * 3
    labels = torch.multinomial(torch.softmax(true, dim=1), 1, generator=generator)[:, 0]
    return true * sharpness, labels


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_the_temperature_that_made_the_labels_is_found(temperature):
    assert fit_temperature(*scattered(20_000, temperature)) == pytest.approx(temperature, rel=0.05)


def test_thresholds_refuse_and_miss_as_many_as_they_should():
    rows, labels = scattered(20_000, 1.0)
    thresholds = fit_thresholds(rows, labels)
    kept = evidence(rows) >= thresholds.evidence
    assert 1 - kept.mean().item() == pytest.approx(REFUSED, abs=1e-3)
    sets = [candidates(row, thresholds) for row in torch.softmax(rows[kept], dim=1).numpy()]
    missed = np.mean([str(label) not in likely for label, likely in zip(labels[kept].tolist(), sets, strict=True)])
    assert missed <= MISSED + 1e-3


def test_calibrating_divides_the_logits_and_leaves_the_network_alone():
    torch.manual_seed(0)
    network = StagedNet({"flatten": nn.Flatten(), "fc": nn.Linear(784, 10)})
    digits = Digits(torch.rand(500, 1, 28, 28), torch.randint(0, 10, (500,)))
    before = network(digits.images)
    cooled, _ = calibrated(network, digits)
    after = cooled(digits.images)
    temperature = before.std() / after.std()
    assert not 0.9 < temperature < 1.1, "random labels want flat probabilities"
    assert torch.allclose(before, after * temperature, atol=1e-3), "as exactly as float16 holds them"
    for weights in cooled.parameters():
        assert torch.equal(weights.half().float(), weights), "half the bytes hold the same network"
    assert torch.equal(network(digits.images), before)
