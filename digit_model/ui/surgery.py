"""Surgery: which channels matter, and the table where a visitor operates on them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import gradio as gr

from digit_model.explain.surgery import KERNELS, LARGEST, MAX_OPERATIONS, Site, ranking, sites
from digit_model.network import to_batch
from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.question import asked_digit, asked_reader
from digit_model.ui.strings_below import KERNEL_NAMES, SURGERY, SURGERY_WORDS
from digit_model.ui.text import templates

SHOWN = 10  # channels of the ranking


def surgery(reader: Reader) -> gr.HTML:
    """The section for a network, from its named stages alone.

    The operations in force go to everybody as the DOM event "surgery-changed" on ``document``, with the whole list
    as its detail. The DOM event "operate" with {stage, channel} selects that channel in the form.
    """

    def rank(question: Any) -> list[dict[str, Any]]:
        batch = to_batch([asked_digit(question)])
        return [asdict(found) for found in ranking(asked_reader(reader, question).network, batch)]

    parts = {
        "rows": _row() * SHOWN,
        "stages": "".join(_option(name, site) for name, site in sites(reader.network).items()),
        "presets": "".join(_preset(name) for name in KERNELS),
        "words": templates(SURGERY_WORDS),
        "cells": "".join(_cell(index) for index in range(9)),
        "most": str(MAX_OPERATIONS),
    }
    return component("surgery", SURGERY | parts, server_functions=[rank], scripts=("study", "filled", "show"))


def _row() -> str:
    shown = '<b></b><i></i><span class="drop"></span><span class="now"></span>'
    off, back = (f'<span class="{key}">{SURGERY[key].html()}</span>' for key in ("switch_off", "put_back"))
    return f'<li>{shown}<button type="button">{off}{back}</button></li>'


def _option(name: str, site: Site) -> str:
    kernel = " data-takes-kernel" if site.takes_kernel else ""
    return f'<option value="{name}" data-channels="{site.channels}"{kernel}>{name}</option>'


def _preset(name: str) -> str:
    numbers = list(KERNELS[name])
    return f'<button type="button" data-kernel="{numbers}" aria-pressed="false">{KERNEL_NAMES[name].html()}</button>'


def _cell(index: int) -> str:
    row, column = divmod(index, 3)
    label = f'aria-label="{row + 1}, {column + 1}"'
    return f'<input type="number" min="{-LARGEST:g}" max="{LARGEST:g}" step="any" value="0" required {label}>'
