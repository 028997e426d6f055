"""The line beside the answer that says when it is not the trained network's."""

from __future__ import annotations

import gradio as gr

from digit_model.ui.component import component
from digit_model.ui.strings_below import OPERATED


def operated() -> gr.HTML:
    """One line with the number of changed channels and a way back; empty for the network as it was trained."""
    return component("operated", OPERATED)
