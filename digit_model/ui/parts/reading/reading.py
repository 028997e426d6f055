"""The network itself, in the page: it reads what is on the pad, once a frame."""

from __future__ import annotations

from typing import Any

import gradio as gr
import numpy as np

from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.server.packed import base64_of
from digit_model.ui.server.question import asked_digit


def reading(reader: Reader, network: dict[str, Any], example: dict[str, Any]) -> gr.HTML:
    """One line for the time until the network is here.

    ``network``, ``example``: as ``server/networks.py`` describes the one that reads, and what stands in the page until
    it does. It reads here if the page cannot compute it.
    """

    def activations(question: Any) -> str:
        trace = reader.read_digits([asked_digit(question)])[0].trace
        return base64_of(np.concatenate([values.ravel() for values in trace.values()]).astype("<f4").tobytes())

    return component("reading", server_functions=[activations], facts={"network": network, "example": example})
