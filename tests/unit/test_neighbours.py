"""The nearest training digits: numpy agrees, for every variant."""

from __future__ import annotations

from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from fastapi import HTTPException

from digit_model import VARIANTS, load_reader
from digit_model.explain import neighbours
from digit_model.explain.neighbours import Neighbours
from digit_model.explain.sample import load_sample
from digit_model.page import digit_bytes
from digit_model.ui.parts.neighbours.neighbours import answer


@pytest.fixture
def few(monkeypatch) -> tuple[np.ndarray, np.ndarray]:
    """Sixty digits of the sample, six of each, in batches of 25."""
    digits, labels = (part[::83][:60] for part in load_sample())
    monkeypatch.setattr(neighbours, "load_sample", lambda: (digits, labels))
    monkeypatch.setattr(neighbours, "BATCH", 25)
    return digits, labels


def network(variant: str) -> torch.nn.Module:
    torch.manual_seed(0)
    return VARIANTS[variant]().eval()


@pytest.mark.parametrize("variant", VARIANTS)
def test_they_are_those_with_the_largest_cosine_before_the_last_stage(few, variant):
    digits, labels = few
    net, asked = network(variant), np.random.default_rng(0).random((28, 28), dtype=np.float32)
    with torch.inference_mode():
        batch = torch.from_numpy(np.concatenate([digits / np.float32(255), asked[None]])).unsqueeze(1)
        before_last = list(net.trace(batch).values())[-2].flatten(1).numpy().astype(np.float64)
    *known, own = before_last
    cosines = np.array([row @ own / np.linalg.norm(row) / np.linalg.norm(own) for row in known])
    found = Neighbours(net).nearest(asked, 7)
    assert [one.similarity for one in found] == pytest.approx(sorted(cosines, reverse=True)[:7], abs=1e-5)
    for one in found:
        assert one.similarity == pytest.approx(cosines[one.index], abs=1e-5)
        assert one.label == labels[one.index]
        assert digit_bytes(one.digit) == digits[one.index].tobytes()


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_digit_of_the_sample_is_its_own_nearest(few, variant):
    digits, _ = few
    found = Neighbours(network(variant)).nearest(digits[31].astype(np.float32) / 255)
    assert (len(found), found[0].index) == (5, 31)
    assert found[0].similarity == pytest.approx(1, abs=1e-5)
    assert all(one.similarity <= 1 for one in found)


def test_visitors_who_come_together_wait_for_one_computation(few, monkeypatch):
    passes = []
    real = neighbours.directions

    def counted(net, batch):
        passes.append(len(batch))
        return real(net, batch)

    monkeypatch.setattr(neighbours, "directions", counted)
    known = Neighbours(network("mlp"))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(known.nearest, [np.ones((28, 28), dtype=np.float32)] * 8))
    assert sorted(passes) == [1] * 8 + [10, 25, 25]


def test_the_page_gets_labels_similarities_and_bytes(few):
    digits, labels = few
    known = Neighbours(load_reader("talk").network)
    first, *rest = answer(known, {"digit": b64encode(digits[7].tobytes()).decode()})
    assert b64decode(first["digit"]) == digits[7].tobytes()
    assert (first["label"], first["similarity"]) == (labels[7], pytest.approx(1, abs=1e-4))
    assert len(rest) == 4
    with pytest.raises(HTTPException):
        answer(known, {"digit": "AAAA"})


def test_the_sample_is_five_hundred_of_each_digit_and_shared_safely():
    digits, labels = load_sample()
    assert (digits.shape, digits.dtype) == ((5000, 28, 28), np.uint8)
    assert np.bincount(labels).tolist() == [500] * 10
    with pytest.raises(ValueError, match="read-only"):
        digits[0, 0, 0] = 1
