"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib

import pytest

from train.environment import PROJECT

MODULES = sorted(
    ".".join(path.relative_to(PROJECT).with_suffix("").parts)
    for folder in ("digit_model", "train")
    for path in PROJECT.glob(f"{folder}/**/*.py")
    if ">>>" in path.read_text()
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    outcome = doctest.testmod(importlib.import_module(name))
    assert outcome.attempted > 0
    assert outcome.failed == 0
