"""The page comes to Python's verdicts, candidates, probabilities and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import numpy as np
import pytest
import torch
from playwright.sync_api import Browser, Page

from digit_model import Reading, load_reader
from digit_model.reader import bundled_models
from digit_model.verdict import Thresholds, candidates, evidence
from tests.browser.twin import encoded, inks, on_the_pad, sent, twin_page
from train.negatives import negatives
from train.styles import styled

DRAWINGS = 500  # a fifth of them no digits
NEAR = 1e-4  # to the threshold of evidence: PyTorch's float32 logits are up to 3e-5 from the exact ones


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with twin_page(browser) as page:
        yield page


@pytest.fixture(scope="module")
def drawings() -> np.ndarray:
    """Digits in many styles, what is no digit, and an empty page.  Shape: (N, 28, 28), uint8."""
    random = np.random.default_rng(1)
    digits = styled(DRAWINGS * 4 // 5, seed=2)
    every = [*digits, *negatives(digits, DRAWINGS - len(digits) - 1, seed=3)]
    return np.array([*(on_the_pad(digit, random) for digit in every), np.zeros((28, 28), dtype=np.uint8)])


def near_a_threshold(readings: list[Reading], thresholds: Thresholds) -> np.ndarray:
    """Whether rounding may decide a reading's verdict.  Shape: -> (N,)."""
    logits = np.array([list(reading.trace.values())[-1] for reading in readings])
    probabilities = np.array([reading.probabilities for reading in readings])
    near = abs(evidence(logits) - thresholds.evidence) < NEAR
    return near | (abs(probabilities - thresholds.probability) < NEAR / 10).any(axis=1)


@pytest.mark.parametrize("name", bundled_models())
def test_verdicts_are_pythons(page, drawings, name):
    """So near to a threshold that rounding decides, either verdict is right: such drawings are left out."""
    reader = load_reader(name)
    thresholds = reader.config.thresholds
    verdicts = page.evaluate(
        """({ network, digits, thresholds }) => {
          const opened = twin.open(network, true);
          return twin.digits(digits).map((digit) => {
            const logits = Object.values(opened.trace(digit)).at(-1);
            const { verdict, candidates, probabilities, evidence } = twin.verdictOf(digit, logits, thresholds);
            return [verdict, candidates, [...probabilities], evidence];
          });
        }""",
        {"network": sent(reader.network), "digits": encoded(drawings), "thresholds": asdict(thresholds)},
    )
    parts = np.array_split(drawings, 1 + len(drawings) // 100)  # every activation of all at once is too much memory
    readings = [reading for part in parts for reading in reader.read_digits(inks(part))]
    near = near_a_threshold(readings, thresholds)
    assert near.sum() <= len(drawings) / 500
    for at in np.flatnonzero(~near):
        found, reading = verdicts[at], readings[at]
        assert (found[0], tuple(found[1])) == (reading.verdict, reading.candidates)
        np.testing.assert_allclose(found[2], reading.probabilities, rtol=0, atol=2e-5)
        expected = 0 if reading.verdict == "blank" else evidence(list(reading.trace.values())[-1][None])[0]
        assert found[3] == pytest.approx(expected, abs=NEAR)
    assert {found[0] for found in verdicts} == {"digit", "unsure", "not a digit", "blank"}


@pytest.mark.parametrize(
    "logits",
    [
        [0.0] * 10,
        [1.0, 3.0, 3.0, 2.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        [-2000.0, 900.0, 1000.0, 0.0, 999.0, 0.0, 0.0, 0.0, 0.0, 5.0],
    ],
    ids=["all alike", "three alike", "huge"],
)
@pytest.mark.parametrize("thresholds", [Thresholds(0, 0.05), Thresholds(0, 0.99), Thresholds(2.4, 0.1)])
def test_verdicts_on_the_edge(page, logits, thresholds):
    given = {"logits": logits, "thresholds": asdict(thresholds)}
    code = "({ logits, thresholds }) => twin.verdictOf(new Float32Array(784).fill(1), logits, thresholds)"
    found = page.evaluate(code, given)
    row = np.array([logits])
    expected = torch.softmax(torch.tensor(row), dim=1)[0].numpy()
    refused = evidence(row)[0] < thresholds.evidence
    likely = () if refused else candidates(expected, thresholds)
    assert found["verdict"] == ("not a digit" if refused else "digit" if len(likely) == 1 else "unsure")
    assert tuple(found["candidates"]) == likely
    assert found["probabilities"] == pytest.approx(expected, abs=1e-12)
    assert found["evidence"] == pytest.approx(evidence(row)[0], rel=1e-12)
