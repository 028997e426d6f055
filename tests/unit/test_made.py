"""What the talk says about how its network was made."""

from __future__ import annotations

from base64 import b64decode

import numpy as np

from digit_model.course import load_kept_aside
from digit_model.reader import BUNDLED
from digit_model.ui.server.made import how_made

MADE = how_made("talk")


def test_the_numbers_are_those_of_the_bundled_network():
    assert MADE["bytes"] == len((BUNDLED / "talk" / "model.safetensors").read_bytes())
    assert len(MADE["loss"]) == MADE["learned"]["epochs"]
    assert MADE["loss"][-1] < MADE["loss"][0] / 2


def test_the_digits_are_different_ones_of_every_kind_that_trained_no_network():
    digits, labels = load_kept_aside()
    known = {digit.tobytes(): label for digit, label in zip(digits, labels.tolist(), strict=True)}
    shown = [(b64decode(digit["levels"]), digit["label"]) for digit in MADE["digits"]]
    assert all(known[levels] == label for levels, label in shown)
    assert len({levels for levels, _ in shown}) == len(shown)
    assert np.bincount([label for _, label in shown], minlength=10).min() >= 5
    assert {label for _, label in shown[:32]} == set(range(10)), "the first picture of the talk shows all ten"
