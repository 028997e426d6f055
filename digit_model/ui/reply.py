"""A reading as the page receives it: small, and ready to be painted."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from digit_model.explain.surgery import Operation
from digit_model.page import digit_bytes
from digit_model.reader import Reading
from digit_model.ui.colours import colour_codes

# A vector up to this long is shown as bars with their numbers, a longer one as a strip of colours.
LONGEST_BARS = 64


def reply(reading: Reading, operations: Sequence[Operation] = ()) -> dict[str, Any]:
    """JSON data: verdict, candidates (the digits it may be, likeliest first), probabilities, digit, stages,
    surgery (the operations done on the network that read it).

    The digit is base64 of its 784 bytes, exactly what the network saw. A stage is {"values": [...]} if it is a short
    vector, else {"colours": base64 of one colour code a value}, and for maps "order", the most active channel first.
    About 80 kB for ``pen``, 31 as it is sent: base64 of bytes, because nested lists of numbers take ten times as long
    to send and read.
    """
    return {
        "verdict": reading.verdict,
        "candidates": list(reading.candidates),
        "probabilities": [float(f"{p:.6g}") for p in reading.probabilities],
        "digit": base64_of(digit_bytes(reading.digit)),
        "stages": {name: _stage(activation) for name, activation in reading.trace.items()},
        "surgery": [asdict(operation) for operation in operations],
    }


def shown_as_bars(shape: tuple[int, ...]) -> bool:
    """Whether a stage with activations of this shape is sent as numbers."""
    return len(shape) == 1 and shape[0] <= LONGEST_BARS


def _stage(activation: np.ndarray) -> dict[str, Any]:
    if shown_as_bars(activation.shape):
        return {"values": [round(float(value), 3) for value in activation]}
    data = {"colours": base64_of(colour_codes(activation))}
    # What a map shows is how it varies over the page: a flat one shows nothing, however large its numbers.
    return data | {"order": np.argsort(-activation.std(axis=(1, 2))).tolist()} if activation.ndim == 3 else data


def base64_of(data: bytes) -> str:
    """Bytes as text that JSON carries."""
    return b64encode(data).decode("ascii")


def packed(numbers: np.ndarray) -> str:
    """Float32 numbers as base64, exactly."""
    return base64_of(np.ascontiguousarray(numbers, dtype="<f4").tobytes())
