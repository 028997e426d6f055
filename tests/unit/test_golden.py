"""No step from drawing or picture to digit changes unannounced: every checkpoint was trained behind all of them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from digit_model import Drawing
from digit_model.digit import PREPROCESSING_VERSION
from digit_model.path import page_from
from tests.unit.golden import FILE, golden_readables, unpacked

RECORD = json.loads(FILE.read_bytes())
ADVICE = "if the change is meant, raise PREPROCESSING_VERSION, run python -m tests.unit.golden, and train again"


def test_the_golden_digits_are_of_this_version():
    assert RECORD["preprocessing"] == PREPROCESSING_VERSION, ADVICE
    assert list(RECORD["digits"]) == list(golden_readables())


@pytest.mark.parametrize("name", RECORD["digits"])
def test_a_golden_digit_has_not_changed(name):
    readable, digit = golden_readables()[name], unpacked(RECORD["digits"][name])
    levels = page_from(readable).levels
    if isinstance(readable, Drawing):
        assert np.array_equal(levels, digit), ADVICE
    else:  # Pillow and scipy decode and measure pictures; another processor may round their sums otherwise
        assert np.abs(levels.astype(int) - digit).max() <= 2, ADVICE
