"""The strip of preparing steps: what each made, and what the network would have said had the path ended there."""

from __future__ import annotations

import gradio as gr

from digit_model.ui.component import component
from digit_model.ui.text import Text, words_of


def autopsy() -> gr.HTML:
    """The strip: of a drawing made by the page, of a picture by Python, which sends it along with the digit."""
    return component("autopsy", {"steps": "".join(_words(*step) for step in words_of("autopsy")["steps"].items())})


def _words(name: str, texts: tuple[Text, Text]) -> str:
    title, what = texts
    return f'<template data-step="{name}"><h3>{title.html()}</h3><p>{what.html()}</p></template>'
