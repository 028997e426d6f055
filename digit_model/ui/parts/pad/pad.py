"""The pad: where a person draws, and where every reading of a drawing begins."""

from __future__ import annotations

import gradio as gr

from digit_model.drawing import MAX_POINTS, MAX_STROKES
from digit_model.ui.component import component


def pad() -> gr.HTML:
    """The pad.

    It triggers "drawn" when a drawing has taken the place of whatever picture there was, and "taken" when a picture
    was dropped on it or pasted: the value is then JSON of {"taken": the file}, for a picture input.
    """
    limits = {"maxStrokes": MAX_STROKES, "maxPoints": MAX_POINTS}
    return component("pad", events=("drawn", "taken"), facts={"limits": limits})
