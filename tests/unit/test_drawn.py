"""What training draws: repeatable, different each time, in the page's own form, and labelled as what it is."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from train.drawn import drawn, varied
from train.loss import NEGATIVE_WEIGHT, loss_of
from train.strokes import NOT_A_DIGIT, PenDigit

SEVEN = PenDigit((np.array([[0, 0], [0.6, 0], [0.2, 1]]),), 7, "a/1")
FOUR = PenDigit((np.array([[0.4, 0], [0, 0.6], [0.7, 0.6]]), np.array([[0.5, 0.3], [0.5, 1]])), 4, "a/2")


def test_the_same_seed_draws_the_same_and_another_draws_otherwise():
    once, again, other = (drawn([SEVEN, FOUR], 3, seed) for seed in (1, 1, 2))
    assert torch.equal(once.images, again.images)
    assert not torch.equal(once.images, other.images)
    assert once.labels.tolist() == [7, 4] * 3
    assert len({image.numpy().tobytes() for image in once.images}) == 6, "no copy is like another"


def test_drawn_digits_have_mnists_form():
    images = drawn([SEVEN, FOUR], 20, 0).images[:, 0].numpy()
    for image in images:
        rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
        assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
        mass = image.sum()
        assert abs((image.sum(axis=1) @ np.arange(28)) / mass - 14) <= 0.51
        assert abs((image.sum(axis=0) @ np.arange(28)) / mass - 14) <= 0.51


def test_another_hand_keeps_strokes_and_rough_shape():
    for seed in range(20):
        lines = varied(FOUR.lines, np.random.default_rng(seed))
        assert [line.shape for line in lines] == [line.shape for line in FOUR.lines]
        assert max(np.abs(a - b).max() for a, b in zip(lines, FOUR.lines, strict=True)) < 0.9


def test_the_loss_is_cross_entropy_with_uniform_targets_for_what_is_no_digit():
    logits = torch.randn(3, 10)
    labels = torch.tensor([2, NOT_A_DIGIT, 5])
    plain = F.cross_entropy(logits, labels.clamp(min=0), reduction="none")
    uniform = -torch.log_softmax(logits[1], dim=0).mean()
    assert loss_of(logits, labels).item() == pytest.approx(
        ((plain[0] + NEGATIVE_WEIGHT * uniform + plain[2]) / 3).item(), abs=1e-5
    )
