"""What the page asks about a digit, checked: it may come from anybody."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import numpy as np
from fastapi import HTTPException

from digit_model.page import digit_from_bytes


def asked_digit(question: Any) -> np.ndarray:
    """The digit of a question such as {"digit": base64 of 784 bytes}.

    Shape:  -> (28, 28), float32, ink in [0, 1].
    Raises: HTTPException (422), saying what is wrong.
    """
    text = question.get("digit") if isinstance(question, dict) else None
    if not isinstance(text, str):
        raise HTTPException(422, 'a question is an object with a "digit", base64 of 784 bytes')
    try:
        return digit_from_bytes(b64decode(text, validate=True))
    except ValueError as error:  # not base64, or not a digit
        raise HTTPException(422, str(error)) from None
