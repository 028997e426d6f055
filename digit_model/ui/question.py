"""What the page asks about a digit, checked: it may come from anybody."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from fastapi import HTTPException

from digit_model.explain.surgery import MAX_OPERATIONS, Operation, operated
from digit_model.page import digit_from_bytes
from digit_model.reader import Reader

# A visitor asks many times a second about one and the same operated network.
_operated = lru_cache(maxsize=16)(operated)


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


def asked_operations(question: Any) -> tuple[Operation, ...]:
    """The operations of a question such as {"surgery": [{"stage": "conv1", "channel": 3, "kernel": null}]}.

    Without "surgery" there are none; without a kernel, or with null, the channel is switched off.

    Raises: HTTPException (422), saying what is wrong.
    """
    listed = question.get("surgery", []) if isinstance(question, dict) else None
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise HTTPException(422, '"surgery" is a list of objects {stage, channel, kernel}')
    if len(listed) > MAX_OPERATIONS:
        raise HTTPException(422, f"{len(listed)} operations; at most {MAX_OPERATIONS} are done at once")
    try:
        return tuple(Operation(item.get("stage"), item.get("channel"), _kernel(item)) for item in listed)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None


def asked_reader(reader: Reader, question: Any) -> Reader:
    """The reader that a question is put to: with its network operated on, if the question says so.

    Raises: HTTPException (422), saying what is wrong.
    """
    operations = asked_operations(question)
    if not operations:
        return reader
    try:
        return replace(reader, network=_operated(reader.network, operations))
    except ValueError as error:
        raise HTTPException(422, str(error)) from None


def _kernel(item: dict[str, Any]) -> Any:
    kernel = item.get("kernel")
    return tuple(kernel) if isinstance(kernel, list) else kernel
