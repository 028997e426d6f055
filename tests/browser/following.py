"""Coming to a number of the page, for tests of the arithmetic."""

from __future__ import annotations

import numpy as np


def pin(page, address: str) -> None:
    page.evaluate("address => document.dispatchEvent(new CustomEvent('pin', { detail: { address } }))", address)


def inked(reading, stage: str = "conv1") -> str:
    """The address of the largest number of a stage."""
    activation = reading.trace[stage]
    return ".".join(map(str, (stage, *np.unravel_index(activation.argmax(), activation.shape))))
