"""The real digits that the network finds most like the digit at rest."""

from __future__ import annotations

from typing import Any

import gradio as gr

from digit_model.explain.neighbours import Neighbours
from digit_model.page import digit_bytes
from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.server.packed import base64_of
from digit_model.ui.server.question import asked_digit

SHOWN = 5


def neighbours(reader: Reader) -> gr.HTML:
    """Five thumbnails with their labels and similarities."""
    known = Neighbours(reader.network)

    def nearest(question: Any) -> list[dict[str, Any]]:
        return answer(known, question)

    place = '<li><canvas width="28" height="28" aria-hidden="true"></canvas><b></b><span></span></li>'
    return component("neighbours", {"places": place * SHOWN}, server_functions=[nearest])


def answer(known: Neighbours, question: Any) -> list[dict[str, Any]]:
    """JSON data: the nearest, each with its label, its similarity, and the digit as base64 of its 784 bytes.

    Found by the network as it was trained, whatever has been done to it: looking with another takes seconds each time.
    """
    return [
        {
            "label": near.label,
            "similarity": round(near.similarity, 4),
            "digit": base64_of(digit_bytes(near.digit)),
        }
        for near in known.nearest(asked_digit(question), SHOWN)
    ]
