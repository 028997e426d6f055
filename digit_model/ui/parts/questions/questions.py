"""The questions below the flow: one is open at a time, and each has an address."""

from __future__ import annotations

import gradio as gr

from digit_model.ui.component import component
from digit_model.ui.text import words_of


def questions() -> gr.HTML:
    """A row of links, ``?question=NAME`` each; NAME is the part that answers it, which page.css then shows."""
    names = words_of("questions")["names"]
    links = "".join(
        f'<a href="?question={name}" data-question="{name}">{text.html()}</a>' for name, text in names.items()
    )
    return component("questions", {"links": links})
