"""The pad: where a person draws, and where every reading of a drawing begins."""

from __future__ import annotations

import gradio as gr

from digit_model.drawing import MAX_POINTS, MAX_STROKES
from digit_model.ui.component import component
from digit_model.ui.server.body_limit import MAX_UPLOAD


def pad() -> gr.HTML:
    """The pad.

    It triggers "drawn" when a drawing has taken the place of whatever picture there was, and "taken" when a picture
    was dropped, pasted or chosen: the value is then JSON of {"taken": the file}, for the picture input.
    """
    limits = {"maxStrokes": MAX_STROKES, "maxPoints": MAX_POINTS, "maxUpload": MAX_UPLOAD}
    return component("pad", events=("drawn", "taken"), facts={"limits": limits})
