"""The page's head: its name, the network that reads, and the switch of languages."""

from __future__ import annotations

import html

import gradio as gr

from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.strings import HEADER, TITLE


def head(reader: Reader, notice: str = "") -> gr.HTML:
    """The head of the page. ``notice``: HTML of one line that everybody must see, or nothing."""
    count = sum(parameter.numel() for parameter in reader.network.parameters())
    parts = {"title": TITLE, "variant": html.escape(reader.variant), "count": f"{count:,}", "notice": notice}
    return component("head", HEADER | parts)
