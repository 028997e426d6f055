"""The real digits that the network finds most like the digit at rest."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import gradio as gr

from digit_model.explain.neighbours import Neighbours
from digit_model.preprocess import digit_bytes
from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.question import asked_digit
from digit_model.ui.strings_below import NEIGHBOURS

SHOWN = 5


def neighbours(reader: Reader) -> gr.HTML:
    """Five thumbnails with their labels and similarities."""
    known = Neighbours(reader.network)

    def nearest(question: Any) -> list[dict[str, Any]]:
        return answer(known, question)

    place = '<li><canvas width="28" height="28"></canvas><b></b><span></span></li>'
    parts = {"places": place * SHOWN, "shown": str(SHOWN)}
    return component("neighbours", NEIGHBOURS | parts, server_functions=[nearest], scripts=("study", "filled"))


def answer(known: Neighbours, question: Any) -> list[dict[str, Any]]:
    """JSON data of the nearest: label, similarity, and the digit as base64 of its 784 bytes."""
    return [
        {
            "label": near.label,
            "similarity": round(near.similarity, 4),
            "digit": b64encode(digit_bytes(near.digit)).decode("ascii"),
        }
        for near in known.nearest(asked_digit(question), SHOWN)
    ]
