"""The Draw page: which parts, in which order, and which of Gradio's events join them."""

from __future__ import annotations

from typing import Any

import gradio as gr

from digit_model.drawing import Drawing
from digit_model.reader import Reader
from digit_model.ui.component import component, script
from digit_model.ui.parts.autopsy.autopsy import autopsy
from digit_model.ui.parts.compare.compare import compare
from digit_model.ui.parts.examples.examples import FOLDER as EXAMPLES
from digit_model.ui.parts.examples.examples import example_picture, examples
from digit_model.ui.parts.flow.flow import flow
from digit_model.ui.parts.follow.follow import follow
from digit_model.ui.parts.head.head import head
from digit_model.ui.parts.ledger.ledger import ledger
from digit_model.ui.parts.neighbours.neighbours import neighbours
from digit_model.ui.parts.pad.pad import pad
from digit_model.ui.parts.picture.picture import picture_input
from digit_model.ui.parts.projector.projector import projector
from digit_model.ui.parts.questions.questions import questions
from digit_model.ui.parts.reading.reading import reading
from digit_model.ui.parts.share.share import share
from digit_model.ui.parts.sureness.sureness import sureness
from digit_model.ui.parts.surgery.surgery import surgery
from digit_model.ui.server.networks import STORE
from digit_model.ui.server.pictures import shown

SHIPPED = "4-thin.json"  # the example that stands in the page until its network is there


def draw_page(reader: Reader, networks: dict[str, str], notice: str) -> None:
    """One network's page.

    ``networks``: {name: address} of all pages, this one's among them.
    """
    network = STORE.described(reader, reader.variant, for_good=True)
    with gr.Row(elem_id="top"):
        head(reader, networks, notice)
        projector(reader.variant, networks)
    with gr.Column(elem_id="draw"):
        with gr.Row(elem_id="first"):
            with gr.Column(elem_id="left", min_width=0):
                drawn = pad()
            with gr.Column(elem_id="middle", min_width=0):
                component("verdict")
                reading(reader, network, STORE.example(reader, Drawing.load(EXAMPLES / SHIPPED)))
                component("operated")
                chosen = examples()
                with gr.Column(elem_id="picture"):
                    picture = picture_input()
            with gr.Column(elem_id="right", min_width=0):
                component("seen")
                component("dares")
        with gr.Column(elem_id="network"):
            flow(reader)
            component("path")
            follow()
    questions()
    with gr.Column(elem_id="explanations"):
        _explanations(reader, network)

    # In the page alone: the reading is made there.
    drawn.drawn(None, None, picture, js="() => null")
    drawn.taken(None, drawn, picture, js="(value) => JSON.parse(value).taken")
    # What a picture needs; none of it is part of the API.
    private = {"api_visibility": "private", "show_progress": "hidden"}
    asked, picture_set = (script("lib/browser/server.js", function) for function in ("pictureAsked", "pictureSet"))
    # By default Gradio leaves out what is chosen while it works at another.
    chosen.choose(example_picture, None, picture, js=asked, trigger_mode="multiple", **private)
    picture.change(shown, picture, [picture, drawn], js=picture_set, **private)


def _explanations(reader: Reader, network: dict[str, Any]) -> None:
    """The parts below the flow, each of which answers one question about the digit at rest."""
    ledger()
    autopsy()
    sureness(reader)
    surgery()
    compare(network)
    neighbours(reader)
    share()
