"""Surgery: which channels matter, and the table where a visitor operates on them."""

from __future__ import annotations

import gradio as gr

from digit_model.ui.component import component
from digit_model.ui.operations import LARGEST, MAX_OPERATIONS
from digit_model.ui.text import words_of

WORDS = words_of("surgery")
SHOWN = 6  # channels of the ranking
# 3 x 3 kernels to put in a channel's place, row by row.
KERNELS: dict[str, tuple[float, ...]] = {
    "vertical edge": (-1, 0, 1, -2, 0, 2, -1, 0, 1),  # Sobel's
    "horizontal edge": (-1, -2, -1, 0, 0, 0, 1, 2, 1),
    "blur": (0.0625, 0.125, 0.0625, 0.125, 0.25, 0.125, 0.0625, 0.125, 0.0625),  # binomial
    "sharpen": (0, -1, 0, -1, 5, -1, 0, -1, 0),
    "identity": (0, 0, 0, 0, 1, 0, 0, 0, 0),
}


def surgery() -> gr.HTML:
    """The section: the page finds out from the network's wires what can be operated on."""
    parts = {
        "rows": _row() * SHOWN,
        "presets": "".join(_preset(name) for name in KERNELS),
        "cells": "".join(_cell(index) for index in range(9)),
    }
    return component("surgery", parts, facts={"mostOperations": MAX_OPERATIONS})


def _row() -> str:
    shown = '<canvas aria-hidden="true"></canvas><b></b><i></i><span class="drop"></span><span class="now"></span>'
    off, back = (f'<span class="{key}">{WORDS["page"][key].html()}</span>' for key in ("switch_off", "put_back"))
    return f'<li>{shown}<button type="button">{off}{back}</button></li>'


def _preset(name: str) -> str:
    numbers = list(KERNELS[name])
    return (
        f'<button type="button" data-kernel="{numbers}" aria-pressed="false">{WORDS["kernels"][name].html()}</button>'
    )


def _cell(index: int) -> str:
    row, column = divmod(index, 3)
    label = f'aria-label="{row + 1}, {column + 1}"'
    return f'<input type="number" min="{-LARGEST:g}" max="{LARGEST:g}" step="any" value="0" required {label}>'
