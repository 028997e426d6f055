"""The 28x28 digit that the network saw."""

from __future__ import annotations

import gradio as gr

from digit_model.ui.component import component
from digit_model.ui.strings import SEEN


def seen() -> gr.HTML:
    """The digit, white ink on black as MNIST stores it."""
    return component("seen", SEEN, scripts=("show",))
