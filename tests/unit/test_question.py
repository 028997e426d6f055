"""What comes to the functions that explain a digit."""

from __future__ import annotations

from base64 import b64encode

import numpy as np
import pytest
from fastapi import HTTPException

from digit_model.ui.server.question import asked_digit


def test_a_digit_comes_as_its_bytes():
    digit = asked_digit({"digit": b64encode(bytes([0, 255] * 392)).decode()})
    assert digit.shape == (28, 28)
    assert np.unique(digit).tolist() == [0, 1]


@pytest.mark.parametrize("question", [None, [], {}, {"digit": 5}, {"digit": "not base64!"}, {"digit": "AAAA"}])
def test_anything_else_is_refused_with_what_is_wrong(question):
    with pytest.raises(HTTPException) as refusal:
        asked_digit(question)
    assert refusal.value.status_code == 422
    assert refusal.value.detail
