"""What a picture is to the page: its digit, which the page reads by itself, and how it came to be."""

from __future__ import annotations

import json
import time
from io import BytesIO
from typing import Any

import gradio as gr
import numpy as np
from PIL import Image

from digit_model.errors import UnreadablePicture
from digit_model.explain.autopsy import Step, autopsy
from digit_model.page import FULL, SIDE, digit_bytes, on_pad
from digit_model.paper import on_paper
from digit_model.picture import open_picture
from digit_model.ui.server.complaints import told
from digit_model.ui.server.packed import base64_of

BLANK = base64_of(bytes(SIDE * SIDE))  # the digit of a picture without ink, which has no steps
STEP_SIDE = 40  # pixels of a step's longer side; enough to see what it did, and ten steps stay below 30 kB
COPY_SIDE = 400  # pixels of the longer side of what the pad shows; the pad is about as wide
COPY_QUALITY = 80  # of its JPEG: a photo stays below 60 kB


def shown(picture: str | None) -> tuple[Any, str]:
    """What becomes of the picture input, and JSON for the pad: as ``prepared``, or why the picture cannot be read.

    Such a picture leaves the input, where it would stay as a torn image; the reason is HTML.
    """
    try:
        return gr.skip(), prepared(picture)
    except UnreadablePicture as error:
        return None, _for_pad(picture=None, refused=told(error).html())


def prepared(picture: str | None) -> str:
    """JSON for the pad: the picture, its digit and where that lies, and the steps that led to it.

    None instead of the picture if there is none: a drawing has taken its place.
    Raises: UnreadablePicture.
    """
    if not picture:
        return _for_pad(picture=None)
    opened = open_picture(picture)
    steps = autopsy(opened)
    packed = [_packed(step) for step in steps]
    digit, placement = (packed[-1]["digit"], steps[-1].placement) if steps else (BLANK, None)
    return _for_pad(picture={"digit": digit, "placement": placement, "autopsy": packed, "copy": _copied(opened)})


def _copied(opened: Image.Image) -> dict[str, Any]:
    """The picture as it is read, small, at a data address, and the rectangle of the pad that it lies on."""
    shown = on_paper(np.asarray(opened) * np.float32(1 / FULL))
    image = Image.fromarray(np.rint(shown * FULL).astype(np.uint8))
    image.thumbnail((COPY_SIDE, COPY_SIDE))
    file = BytesIO()
    image.save(file, "JPEG", quality=COPY_QUALITY)
    address = f"data:image/jpeg;base64,{base64_of(file.getvalue())}"
    return {"address": address, "place": on_pad((opened.height, opened.width))}


def _packed(step: Step) -> dict[str, Any]:
    """The step's name, its picture (rows, columns, levels) and the digit plainly made of that.

    Pictures are base64 of one byte a pixel, 0 black .. 255 white.
    """
    image = Image.fromarray(np.ascontiguousarray(step.ink, dtype=np.float32))
    image.thumbnail((STEP_SIDE, STEP_SIDE), Image.Resampling.BOX)
    small = np.asarray(image)
    rows, columns = small.shape
    levels, digit = base64_of(digit_bytes(small)), base64_of(digit_bytes(step.digit))
    return {"name": step.name, "rows": rows, "columns": columns, "levels": levels, "digit": digit}


def _for_pad(**facts: Any) -> str:
    """JSON. The time makes every value a new one: the browser does not hear of a value that is set to what it was."""
    return json.dumps(facts | {"time": time.time_ns()})
