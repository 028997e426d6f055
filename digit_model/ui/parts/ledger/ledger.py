"""The evidence ledger: why this digit, and why not another."""

from __future__ import annotations

import gradio as gr

from digit_model.page import FAINT
from digit_model.ui.component import component


def ledger() -> gr.HTML:
    """Two digits to choose, what parts their logits term by term, and the ink that speaks for one or the other."""
    options = "".join(f"<option>{digit}</option>" for digit in range(10))
    return component("ledger", {"options": options}, facts={"faint": FAINT})
