"""The pad: where a person draws, and where every reading of a drawing begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from digit_model.drawing import MAX_POINTS, MAX_STROKES
from digit_model.ui.component import component
from digit_model.ui.strings import PAD


def pad(live: Callable[[Any], dict[str, Any]]) -> gr.HTML:
    """The pad.

    ``live`` is called with the drawing, and the operations on the network, as plain data while the pen is down. Its
    reply goes to the other components as the DOM event "digit-read" on ``document``; a pen at rest triggers the Gradio
    event "pause".
    """

    limits = {"max_strokes": str(MAX_STROKES), "max_points": str(MAX_POINTS)}
    drawing = ("cut", "drawing", "history", "paint", "pointer", "arrows", "keys")
    reading = ("ask", "pause", "outline", "replies", "kept")
    return component("pad", PAD | limits, server_functions=[live], scripts=drawing + reading)
