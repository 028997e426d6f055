"""What training draws: repeatable, different each time, in the page's own form, and labelled as what it is."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from train.drawn import POOL, drawn, varied
from train.loss import loss_of
from train.strokes import NOT_A_DIGIT, PenDigit

SEVEN = PenDigit((np.array([[0, 0], [0.6, 0], [0.2, 1]]),), 7, "a/1")
FOUR = PenDigit((np.array([[0.4, 0], [0, 0.6], [0.7, 0.6]]), np.array([[0.5, 0.3], [0.5, 1]])), 4, "a/2")


def test_the_same_seed_draws_the_same_and_another_draws_otherwise():
    once, again, other = (drawn([SEVEN, FOUR], 3, seed) for seed in (1, 1, 2))
    assert torch.equal(once.levels, again.levels)
    assert not torch.equal(once.levels, other.levels)
    assert sorted(once.labels.tolist()) == [4] * (POOL * 3 // 2) + [7] * (POOL * 3 // 2), "all equally often"
    assert len({image.numpy().tobytes() for image in once.levels}) == 3 * POOL, "no copy is like another"


def test_an_epoch_takes_its_share_of_the_pool_and_the_next_takes_others():
    pool = drawn([SEVEN, FOUR], 20, 0)
    first, again, second = (pool.pick(torch.Generator().manual_seed(seed)) for seed in (1, 1, 2))
    assert torch.equal(first.images, again.images)
    in_pool = {levels.numpy().tobytes() for levels in pool.levels}
    seen = [{(image * 255).round().byte().numpy().tobytes() for image in some.images} for some in (first, second)]
    assert [len(some) for some in seen] == [20, 20]
    assert seen[0] | seen[1] <= in_pool
    assert seen[0] != seen[1]


def test_a_kind_without_digits_draws_nothing():
    empty = drawn([], 20, 0)
    assert len(empty.pick(torch.Generator())) == 0


def test_drawn_digits_have_mnists_form():
    images = drawn([SEVEN, FOUR], 20, 0).levels[:, 0].numpy().astype(int)
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
    assert loss_of(logits, labels).item() == pytest.approx(((plain[0] + uniform + plain[2]) / 3).item(), abs=1e-5)
