"""The Talk page: the tour beside the pad, with the network of the talk."""

from __future__ import annotations

import gradio as gr

from digit_model.drawing import Drawing
from digit_model.figures import figures_of
from digit_model.reader import load_reader
from digit_model.ui.component import component
from digit_model.ui.parts.examples.examples import FOLDER as EXAMPLES
from digit_model.ui.parts.head.head import head
from digit_model.ui.parts.pad.pad import pad
from digit_model.ui.parts.reading.reading import reading
from digit_model.ui.parts.tour.tour import tour
from digit_model.ui.server.lessons import assets
from digit_model.ui.server.made import how_made
from digit_model.ui.server.networks import STORE
from digit_model.ui.server.timing import Timings

NETWORK = "talk"  # small enough to be understood whole
STAND_IN = "4-thin.json"  # the example that is looked at while nothing is drawn
PARTS = ("head", "pad", "reading", "tour", "verdict")  # whose modules this page loads


def talk_page() -> None:
    """The talk, step by step."""
    reader = load_reader(NETWORK)
    network = STORE.described(reader, NETWORK, for_good=True)
    drawing = Drawing.load(EXAMPLES / STAND_IN)
    example = STORE.example(reader, drawing)
    with gr.Row(elem_id="top"):
        head(reader, networks={}, current="talk")
    with gr.Row(elem_id="talk"):
        shown = assets() | {"made": how_made(NETWORK), "figures": figures_of(reader.config)}
        tour(example | drawing.to_dict(), shown, [Timings(reader.network).timed])
        with gr.Column(elem_id="hand", min_width=0):
            pad(takes_pictures=False)
            component("verdict")
            reading(reader, network, example)
