"""The pad: where a person draws, and where every reading of a drawing begins."""

from __future__ import annotations

import gradio as gr

from digit_model.drawing import MAX_POINTS, MAX_STROKES
from digit_model.ui.component import component
from digit_model.ui.server.door.body_limit import MAX_UPLOAD


def pad(takes_pictures: bool = True) -> gr.HTML:
    """The pad.

    It triggers "drawn" when a drawing has taken the place of whatever picture there was, and "taken" when a picture
    was dropped, pasted or chosen: the value is then JSON of {"taken": the file}, for the picture input.

    ``takes_pictures``: whether there is such an input; without one the pad says where pictures are read.
    """
    limits = {"maxStrokes": MAX_STROKES, "maxPoints": MAX_POINTS, "maxUpload": MAX_UPLOAD}
    return component("pad", events=("drawn", "taken"), facts={"limits": limits, "takesPictures": takes_pictures})
