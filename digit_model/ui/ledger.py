"""The evidence ledger: why this digit, and why not another."""

from __future__ import annotations

from typing import Any

import gradio as gr
import numpy as np
from fastapi import HTTPException

from digit_model.explain.ledger import Ledger
from digit_model.explain.ledger import ledger as split
from digit_model.explain.occlusion import occlusion
from digit_model.network import to_batch
from digit_model.reader import Reader
from digit_model.ui.colours import colour_codes
from digit_model.ui.component import component
from digit_model.ui.question import asked_digit, asked_reader
from digit_model.ui.reply import base64_of
from digit_model.ui.strings_below import LEDGER

SHOWN = 8  # terms, the largest


def ledger(reader: Reader) -> gr.HTML:
    """Two digits to choose, what parts their logits term by term, and the ink that speaks for one or the other."""
    name = list(dict(reader.network.named_children()))[-2]  # the stage whose numbers the last one weighs

    def weigh(question: Any) -> dict[str, Any]:
        """The ledger for the question's "pair", or for the two likeliest digits if that is null."""
        asked = asked_reader(reader, question)
        digit = asked_digit(question)
        reading = asked.read_digits([digit])[0]
        pair = _asked_pair(question) or [int(likely) for likely in reading.top(2)]
        if len(pair) < 2:
            raise HTTPException(422, "a blank page speaks for no digit")
        batch = to_batch([digit])
        falls = occlusion(asked.network, batch)
        evidence = split(asked.network, batch, *pair)
        colours = base64_of(colour_codes(falls[pair[0]] - falls[pair[1]]))
        return _rows(evidence, name) | {"pair": pair, "colours": colours}

    options = "".join(f"<option>{digit}</option>" for digit in range(10))
    return component(
        "ledger",
        LEDGER | {"options": options},
        server_functions=[weigh],
        scripts=("study", "filled", "show", "colours"),
    )


def _asked_pair(question: dict[str, Any]) -> list[int] | None:
    pair = question.get("pair")
    if pair is None:
        return None
    if not (isinstance(pair, list) and len(pair) == 2 and all(type(d) is int and 0 <= d <= 9 for d in pair)):
        raise HTTPException(422, '"pair" is two digits, 0 to 9')
    return pair


def _rows(evidence: Ledger, stage: str) -> dict[str, Any]:
    terms = evidence.terms
    order = np.argsort(-np.abs(terms), kind="stable")
    shown = [
        {
            "address": f"{stage}.{index}",
            "value": float(evidence.features[index]),
            "weight": float(evidence.weights[index]),
            "term": float(terms[index]),
        }
        for index in order[:SHOWN]
    ]
    others = terms[order[SHOWN:]]
    return {
        "terms": shown,
        "others": {"count": len(others), "term": float(others.sum())},
        "bias": evidence.bias,
        "total": evidence.total,
    }
