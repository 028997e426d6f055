"""The real digits that the network finds most like the digit at rest."""

from __future__ import annotations

from typing import Any

import gradio as gr

from digit_model.explain.neighbours import Neighbours
from digit_model.page import digit_bytes
from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.question import asked_digit
from digit_model.ui.reply import base64_of
from digit_model.ui.strings_below import NEIGHBOURS

SHOWN = 5


def neighbours(reader: Reader) -> gr.HTML:
    """Five thumbnails with their labels and similarities."""
    known = Neighbours(reader.network)

    def nearest(question: Any) -> dict[str, Any]:
        return answer(reader, known, question)

    place = '<li><canvas width="28" height="28" aria-hidden="true"></canvas><b></b><span></span></li>'
    parts = {"places": place * SHOWN, "shown": str(SHOWN)}
    return component("neighbours", NEIGHBOURS | parts, server_functions=[nearest], scripts=("study", "filled", "show"))


def answer(reader: Reader, known: Neighbours, question: Any) -> dict[str, Any]:
    """JSON data: the nearest (label, similarity, and the digit as base64 of its 784 bytes) and the candidates.

    Both of the network as it was trained, whatever has been done to it: looking with another takes seconds each time.
    """
    digit = asked_digit(question)
    nearest = [
        {
            "label": near.label,
            "similarity": round(near.similarity, 4),
            "digit": base64_of(digit_bytes(near.digit)),
        }
        for near in known.nearest(digit, SHOWN)
    ]
    return {"nearest": nearest, "candidates": list(reader.read_digits([digit])[0].candidates)}
