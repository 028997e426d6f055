"""Follow the number: the arithmetic behind any number of the flow."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import gradio as gr

from digit_model.explain.wiring import Wire, wiring
from digit_model.page import SIDE
from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.strings import FOLLOW, FOLLOW_WORDS
from digit_model.ui.text import templates


def follow(reader: Reader, trace: Callable[[Any], dict[str, str]], weights: Callable[[Any], dict[str, str]]) -> gr.HTML:
    """The arithmetic; ``trace`` and ``weights`` give a question's numbers as base64 of float32."""
    # Beside the network's own stages, what goes in and what comes out can be followed too.
    ends = Wire("digit", "ink", (1, SIDE, SIDE)), Wire("softmax", "softmax", (10,))
    wires = [asdict(wire) for wire in (ends[0], *wiring(reader.network), ends[1])]
    parts = FOLLOW | {"wires": json.dumps(wires, separators=(",", ":")), "words": templates(FOLLOW_WORDS)}
    return component(
        "follow",
        parts,
        server_functions=[trace, weights],
        scripts=("study", "filled", "show", "wires", "workings", "lens"),
    )
