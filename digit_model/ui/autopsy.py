"""The strip of preparing steps: what each made, and what the network would have said had the path ended there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr
import numpy as np
from PIL import Image

from digit_model.explain import autopsy as path
from digit_model.page import digit_bytes
from digit_model.path import Readable
from digit_model.reader import Reader, Reading
from digit_model.ui.component import component
from digit_model.ui.reply import base64_of
from digit_model.ui.strings_below import AUTOPSY, AUTOPSY_STEPS
from digit_model.ui.text import Text

MOST_STEPS = 12  # of one strip; eleven are the most there are
Answer = Callable[[Any], list[dict[str, Any]]]
SHOWN_SIDE = 40  # pixels of a picture's longer side; enough to see what a step did, and ten steps stay below 30 kB


def autopsy(answer: Answer, reread: Answer) -> gr.HTML:
    """The strip.

    ``answer`` is called with a drawing at rest, and the operations on the network, as plain data. A picture's reply
    brings its own strip; ``reread`` is called with its digits when the network has been operated on since.
    """
    words = "".join(_words(name, *texts) for name, texts in AUTOPSY_STEPS.items())
    return component(
        "autopsy", AUTOPSY | {"words": words}, server_functions=[answer, reread], scripts=("study", "show")
    )


def autopsy_reply(reader: Reader, picture: Readable) -> list[dict[str, Any]]:
    """JSON data, one object a step: its name, its picture (rows, columns, ink), the digit plainly made of that, and
    what the network says to it; pictures are base64 of one byte a pixel, 0 black .. 255 white.

    Raises: UnreadablePicture, saying what was wrong.
    """
    steps = path.autopsy(picture)
    readings = reader.read_digits([step.digit for step in steps])
    return [
        _picture(step.ink)
        | {
            "name": step.name,
            "digit": base64_of(digit_bytes(step.digit)),
        }
        | said(reading)
        for step, reading in zip(steps, readings, strict=True)
    ]


def said(reading: Reading) -> dict[str, Any]:
    """JSON data: the verdict, and the likeliest digit with its probability."""
    return {"verdict": reading.verdict, "top": {digit: round(share, 4) for digit, share in reading.top(1).items()}}


def _picture(ink: np.ndarray) -> dict[str, Any]:
    image = Image.fromarray(np.ascontiguousarray(ink, dtype=np.float32))
    image.thumbnail((SHOWN_SIDE, SHOWN_SIDE), Image.Resampling.BOX)
    small = np.asarray(image)
    return {"rows": small.shape[0], "columns": small.shape[1], "ink": base64_of(digit_bytes(small))}


def _words(name: str, title: Text, what: Text) -> str:
    return f'<template data-step="{name}"><h3>{title.html()}</h3><p>{what.html()}</p></template>'
