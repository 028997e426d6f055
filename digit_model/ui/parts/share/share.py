"""To take away what is on the page: a link to the drawing, a picture of the panel, every number as a file."""

from __future__ import annotations

import gradio as gr

from digit_model.drawing import MAX_POINTS, MAX_STROKES, MAX_WIDTH
from digit_model.ui.component import component
from digit_model.ui.operations import LARGEST, MAX_OPERATIONS


def share() -> gr.HTML:
    """The last of the explanations. All of it is made and opened by the browser alone: the server never sees it."""
    limits = {
        "maxStrokes": MAX_STROKES,
        "maxPoints": MAX_POINTS,
        "maxWidth": MAX_WIDTH,
        "maxOperations": MAX_OPERATIONS,
        "largest": LARGEST,
    }
    return component("share", facts={"limits": limits})
