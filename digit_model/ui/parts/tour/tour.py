"""The tour: the talk's chapters step by step, each beside a picture made of the visitor's own digit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

import gradio as gr

from digit_model.lessons import KINDS, Chapter, Question, Step, chapters, labels
from digit_model.ui.component import component
from digit_model.ui.text import Text, templates, words_of


def tour(example: dict[str, Any], assets: dict[str, Any], answers: list[Callable[..., Any]]) -> gr.HTML:
    """The tour.

    ``example``: a reading that stands in while nothing is drawn, as ``server/networks.py`` describes it; its "strokes".
    ``assets``:  what its scenes show, as ``server/lessons.py`` describes it, and the network's figures.
    ``answers``: the server functions that scenes may ask, by name.
    """
    lessons = list(zip(chapters("en"), chapters("zh"), strict=True))
    facts = {
        "example": example,
        "assets": assets,
        "kinds": KINDS,
        "steps": [f"{en.number}.{at}" for en, _ in lessons for at in range(1, len(en.steps) + 1)],
    }
    parts = {
        "lessons": "".join(part for en, zh in lessons for part in _chapter(en, zh)),
        "overview": "".join(_listed(en, zh) for en, zh in lessons),
    }
    return component("tour", parts, answers, facts=facts)


def _chapter(en: Chapter, zh: Chapter) -> Iterator[str]:
    title = Text(en.title, zh.title).html()
    yield f'<template data-chapter="{en.number}">{title}</template>'
    yield f'<template data-labels="{en.number}">{templates(_texts(en.name))}</template>'
    for at, steps in enumerate(zip_longest(en.steps, zh.steps), start=1):
        yield f'<template data-step="{en.number}.{at}">{_step(*steps)}</template>'


def _texts(chapter: str) -> dict[str, Text]:
    return {key: Text(*words) for key, words in labels(chapter).items()}


def _step(en: Step, zh: Step) -> str:
    """One step in both languages: the page shows the one that it is set to."""
    question = _question(en.question, zh.question) if en.question and zh.question else ""
    return f"""<h2>{Text(en.claim, zh.claim).html()}</h2>
<div class="text"><div lang="en">{en.text}</div><div lang="zh">{zh.text}</div></div>{question}
<aside class="notes" hidden><div lang="en">{en.notes}</div><div lang="zh">{zh.notes}</div></aside>"""


def _question(en: Question, zh: Question) -> str:
    words = words_of("tour")["question"]
    marks = f'<small class="yours">{words["yours"].html()}</small><small class="live">{words["live"].html()}</small>'
    button = '<button type="button" class="answer" data-answer="{at}"><span>{text}</span>{marks}</button>'
    answers = "".join(
        f"<li>{button.format(at=at, text=Text(*texts).html(), marks=marks)}</li>"
        for at, texts in enumerate(zip(en.answers, zh.answers, strict=True))
    )
    return f"""<section class="question"><p class="asked">{Text(en.text, zh.text).html()}</p><ol>{answers}</ol>
<p class="feedback" role="status"></p><p class="why" hidden>{Text(en.why, zh.why).html()}</p></section>"""


def _listed(en: Chapter, zh: Chapter) -> str:
    """A chapter in the overview: its name, and its steps by their claims."""
    steps = "".join(
        f'<li><a href="talk#{en.number}.{at}">{Text(one.claim, other.claim).html()}</a></li>'
        for at, (one, other) in enumerate(zip(en.steps, zh.steps, strict=True), start=1)
    )
    return f"<li><h3>{en.number} · {Text(en.title, zh.title).html()}</h3><ol>{steps}</ol></li>"
