"""How sure is sure: what a verdict is made of, and what was measured of the network."""

from __future__ import annotations

from typing import Any

import gradio as gr

from digit_model.figures import all_figures, figures_of
from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.text import Text, percent, words_of

BARS = "".join(f'<li><button type="button"><b>{digit}</b><i></i><span></span></button></li>' for digit in range(10))


def sureness(reader: Reader) -> gr.HTML:
    """The verdict in numbers, and answers from what was measured of the reader's network, if anything was."""
    answers = [*_measured(figures_of(reader.config)), words_of("sureness")["answers"]["kept"]]
    opened = " open"  # the first; they have one name, so that opening another closes it
    html = "".join(_html(answer, "" if index else opened) for index, answer in enumerate(answers))
    return component("sureness", {"bars": BARS, "answers": html})


def _measured(figures: dict[str, Any] | None) -> list[tuple[Text, Text]]:
    """The questions that only measuring answers, each with its answer in the figures' numbers."""
    if figures is None:
        return []
    answers = words_of("sureness")["answers"]
    true, answer = figures["mistake"]
    wrong = _written(figures, "digits", "right", "wrong", "unsure", "refused") | {"true": true, "answer": answer}
    facts = {
        "wrong": wrong | {"hardest": figures["hardest"]},
        "none": _written(figures["refuses"], *figures["refuses"]),
        "learned": _written(figures["learned"], *figures["learned"]),
        "networks": {
            f"{name}_{key}": fact
            for name, one in all_figures().items()
            for key, fact in _written(one, "parameters", "right").items()
        },
    }
    return [(answers[name][0], answers[name][1].filled(**known)) for name, known in facts.items()]


def _written(figures: dict[str, Any], *names: str) -> dict[str, str]:
    """Counts with their thousands apart, shares as percentages."""
    return {name: f"{figures[name]:,}" if isinstance(figures[name], int) else percent(figures[name]) for name in names}


def _html(answer: tuple[Text, Text], opened: str) -> str:
    question, text = answer
    return f'<details name="answers"{opened}><summary>{question.html()}</summary><p>{text.html()}</p></details>'
