"""The big live digit with its verdict."""

from __future__ import annotations

import gradio as gr

from digit_model.ui.component import component
from digit_model.ui.strings import ANSWER


def verdict() -> gr.HTML:
    """The answer to the newest reading; empty for a blank page."""
    return component("verdict", ANSWER)
