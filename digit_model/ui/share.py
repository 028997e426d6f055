"""To take away what is on the page: a link to the drawing, a picture of the panel, every number as a file."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import gradio as gr

from digit_model.drawing import MAX_POINTS, MAX_STROKES, MAX_WIDTH
from digit_model.explain.export import to_csv, to_npz
from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.question import asked_digit
from digit_model.ui.strings_below import SHARE


def share(reader: Reader) -> gr.HTML:
    """The last of the explanations. Links are made and opened by the browser alone: the server never sees them."""

    def csv(question: Any) -> str:
        return b64encode(to_csv(reader.read_digits([asked_digit(question)])[0]).encode()).decode("ascii")

    def npz(question: Any) -> str:
        return b64encode(to_npz(reader.read_digits([asked_digit(question)])[0])).decode("ascii")

    limits = {"max_strokes": str(MAX_STROKES), "max_points": str(MAX_POINTS), "max_width": str(MAX_WIDTH)}
    parts = SHARE | limits | {"variant": reader.variant}
    return component("share", parts, server_functions=[csv, npz], scripts=("link", "poster"))
