"""Follow: the arithmetic behind the number that a visitor points at or has pinned."""

from __future__ import annotations

import gradio as gr

from digit_model.ui.component import component
from digit_model.ui.operations import MAX_OPERATIONS


def follow() -> gr.HTML:
    """The room for the arithmetic, below the flow."""
    return component("follow", facts={"mostOperations": MAX_OPERATIONS})
