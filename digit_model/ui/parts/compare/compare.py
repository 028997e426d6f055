"""The digit at rest, read by two networks side by side."""

from __future__ import annotations

import html
from typing import Any

import gradio as gr

from digit_model.reader import bundled_models
from digit_model.ui.component import component
from digit_model.ui.names import title_of
from digit_model.ui.server.models import FAILURES, LONGEST_NAME, other_network, reader_of, trained_models
from digit_model.ui.server.networks import STORE
from digit_model.ui.text import words_of

BARS = "".join(f"<li><b>{digit}</b><i></i><span></span></li>" for digit in range(10))
COLUMN = f"""<section><h3></h3><p class="facts"></p><p class="answer"></p><ol class="bars">{BARS}</ol>
<p class="stages"></p></section>"""

FAILED = (*FAILURES.values(), "foreign", "left_out")  # the server says the former; the page, and an export, the latter


def compare(network: dict[str, Any]) -> gr.HTML:
    """Two columns, the page's own network at left, and a picker for the other.

    ``network``: as ``server/networks.py`` describes the page's own.
    """

    def trained(_: Any) -> list[str]:  # Gradio always passes what the script gave, be it nothing
        return trained_models()

    # Another one than the page's own is chosen to begin with.
    names = sorted(bundled_models(), key=lambda name: name == network["variant"])
    bundled = {name: STORE.described(reader_of(name), name, for_good=True) for name in names}
    words = words_of("compare")["page"]
    parts = {
        "options": "".join(f'<option value="{html.escape(name)}">{html.escape(name)}</option>' for name in names),
        "titles": "".join(f'<template data-network="{name}">{title_of(name).html()}</template>' for name in names),
        "longest": str(LONGEST_NAME),
        "column": COLUMN,
        "failures": "".join(
            f'<p data-failure="{name}" hidden>{words[name].html()} <small></small></p>' for name in FAILED
        ),
    }
    return component("compare", parts, [other_network, trained], facts={"bundled": bundled})
