"""To take away what is on the page: a link to the drawing, a picture of the panel, every number as a file."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import gradio as gr

from digit_model.drawing import MAX_POINTS, MAX_STROKES, MAX_WIDTH
from digit_model.explain.export import to_csv, to_npz
from digit_model.explain.surgery import LARGEST, MAX_OPERATIONS, sites
from digit_model.reader import Reader, Reading
from digit_model.ui.component import component
from digit_model.ui.question import asked_digit, asked_reader
from digit_model.ui.reply import base64_of
from digit_model.ui.strings_below import SHARE


def share(reader: Reader) -> gr.HTML:
    """The last of the explanations. Links are made and opened by the browser alone: the server never sees them."""

    def read(question: Any) -> Reading:
        return asked_reader(reader, question).read_digits([asked_digit(question)])[0]

    def csv(question: Any) -> str:
        return base64_of(to_csv(read(question)).encode())

    def npz(question: Any) -> str:
        return base64_of(to_npz(read(question)))

    limits = {
        "maxStrokes": MAX_STROKES,
        "maxPoints": MAX_POINTS,
        "maxWidth": MAX_WIDTH,
        "maxOperations": MAX_OPERATIONS,
        "largest": LARGEST,
        "sites": {name: asdict(site) for name, site in sites(reader.network).items()},
    }
    parts = SHARE | {"limits": json.dumps(limits), "variant": reader.variant}
    return component("share", parts, server_functions=[csv, npz], scripts=("cut", "drawing", "link", "poster", "kept"))
