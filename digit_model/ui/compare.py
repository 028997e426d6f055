"""The digit at rest, read by two networks side by side."""

from __future__ import annotations

import html
from functools import lru_cache
from typing import Any

import gradio as gr
import numpy as np
from fastapi import HTTPException

from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable, UnknownModel
from digit_model.explain.cost import multiplications, parameters
from digit_model.reader import Reader, Reading, bundled_models
from digit_model.ui.complaints import told
from digit_model.ui.component import component
from digit_model.ui.models import LONGEST_NAME, reader_of, trained_models
from digit_model.ui.question import asked_digit, asked_reader
from digit_model.ui.strings import ANSWER
from digit_model.ui.strings_below import COMPARE
from digit_model.variants import VARIANTS

FAILURES = {  # {what went wrong: the line that says it}
    UnknownModel: "unknown",
    DamagedCheckpoint: "damaged",
    HubUnreachable: "unreachable",
    HubRefused: "refused",
}

BARS = "".join(f"<li><b>{digit}</b><i></i><span></span></li>" for digit in range(10))
COLUMN = f"""<section><h3></h3><p class="facts"></p><p class="answer"></p><ol class="bars">{BARS}</ol>
<p class="stages"></p></section>"""


def compare(reader: Reader) -> gr.HTML:
    """Two columns, the page's own network at left, and a picker for the other."""

    def read_both(question: Any) -> dict[str, Any]:
        return comparison(reader, question)

    def trained(_: Any) -> list[str]:  # Gradio always passes what the script gave, be it nothing
        return trained_models()

    # Another one than the page's own is chosen to begin with.
    names = sorted(bundled_models(), key=lambda name: name == reader.variant)
    options = "".join(f"<option>{html.escape(name)}</option>" for name in names)
    parts = {
        "options": options,
        "longest": str(LONGEST_NAME),
        "column": COLUMN,
        "failures": "".join(
            f'<p data-failure="{name}" hidden>{COMPARE[name].html()} <small></small></p>' for name in FAILURES.values()
        ),
    }
    words = {name: COMPARE[name] for name in COMPARE if name not in FAILURES.values()}
    return component(
        "compare", ANSWER | words | parts, server_functions=[read_both, trained], scripts=("study", "filled", "show")
    )


def comparison(reader: Reader, question: Any) -> dict[str, Any]:
    """JSON data for {"digit": base64, "model": name}: both networks' readings, or which failure, said in HTML.

    The page's own network reads as it has been operated on, if the question says so; the other one as it was trained.

    Raises: HTTPException (422) if the question has not that form.
    """
    digit, own = asked_digit(question), asked_reader(reader, question)
    model = question.get("model")
    if not isinstance(model, str):
        raise HTTPException(422, 'a comparison names a "model"')
    try:
        other = reader_of(model)
    except tuple(FAILURES) as error:
        return {"failure": FAILURES[type(error)], "said": told(error).html()}
    (own_reading,), (other_reading,) = own.read_digits([digit]), other.read_digits([digit])
    apart = np.abs(own_reading.probabilities - other_reading.probabilities)
    return {
        "columns": [_column(own.variant, own, own_reading), _column(model, other, other_reading)],
        "agree": own_reading.candidates == other_reading.candidates,
        "apart": int(apart.argmax()),
    }


def _column(name: str, reader: Reader, reading: Reading) -> dict[str, Any]:
    return {
        "name": name,
        "variant": reader.variant,
        **_cost(reader.variant),
        "stages": [name for name, _ in reader.network.named_children()],
        "verdict": reading.verdict,
        "candidates": list(reading.candidates),
        "probabilities": [round(float(p), 4) for p in reading.probabilities],
    }


@lru_cache(len(VARIANTS))
def _cost(variant: str) -> dict[str, int]:
    """The same whatever the weights, and counting takes as long as a reading."""
    network = VARIANTS[variant]()
    return {"parameters": parameters(network), "multiplications": multiplications(network)}
