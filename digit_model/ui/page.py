"""The page: layout and wiring, no arithmetic."""

from __future__ import annotations

from pathlib import Path
from string import Template

import gradio as gr
from starlette.middleware import Middleware

from digit_model.explain.surgery import sites
from digit_model.reader import Reader, bundled_models, load_reader
from digit_model.ui.answers import Answers
from digit_model.ui.autopsy import autopsy
from digit_model.ui.body_limit import MAX_UPLOAD, BodyLimit
from digit_model.ui.compare import compare
from digit_model.ui.compression import Compression
from digit_model.ui.examples import FOLDER as EXAMPLES
from digit_model.ui.examples import example_picture, examples
from digit_model.ui.flow import flow
from digit_model.ui.follow import follow
from digit_model.ui.head import head
from digit_model.ui.ledger import ledger
from digit_model.ui.neighbours import neighbours
from digit_model.ui.operated import operated
from digit_model.ui.pad import pad
from digit_model.ui.picture import picture_input
from digit_model.ui.seen import seen
from digit_model.ui.share import share
from digit_model.ui.strings import NOTICES, TITLE
from digit_model.ui.surgery import surgery
from digit_model.ui.verdict import verdict

FOLDER = Path(__file__).parent
# Runs in the browser when the picture has changed, before Python hears of it.
TELL_PAD = """(picture) => {
  if (picture) document.dispatchEvent(new Event("picture-set"));
  return picture;
}"""
# Runs in the browser when a pause has been answered, well or not, and lets the pad tell of the next.
TELL_PAUSE = """() => document.dispatchEvent(new Event("pause-told"))"""


def build_page(reader: Reader, unreachable: str = "") -> gr.Blocks:
    """The whole app: the page of the reader, and beside it, under its name, one of every other bundled network.

    ``unreachable``: the model that was asked for but could not be had from the Hub, so that the page can say so.
    """
    notice = NOTICES["hub_unreachable"].filled(source=unreachable).html() if unreachable else ""
    others = [name for name in bundled_models() if name != reader.variant]
    networks = {reader.variant: "./"} | {name: name for name in others}
    with gr.Blocks(title=TITLE, analytics_enabled=False, delete_cache=(3600, 3600)) as page:
        _fill(reader, networks, notice, {"api_name": "predict"})
    for name in others:
        with page.route(name, f"/{name}", show_in_navbar=False):
            _fill(load_reader(name), networks, "", {"api_visibility": "private"})
    return page


def _fill(reader: Reader, networks: dict[str, str], notice: str, endpoint: dict[str, str]) -> None:
    """One network's page. ``endpoint``: how the reading of a picture is offered as an API."""
    answers = Answers(reader)
    head(reader, networks, notice)
    with gr.Row(elem_id="first"):
        with gr.Column(elem_id="left", min_width=0):
            drawn = pad(answers.live)
        with gr.Column(elem_id="middle", min_width=0):
            verdict()
            label = gr.Label(num_top_classes=3, show_heading=False, show_label=False, container=False, elem_id="label")
            operated()
            chosen = examples()
            with gr.Column(elem_id="picture"):
                picture = picture_input()
        with gr.Column(elem_id="right", min_width=0):
            seen()
    with gr.Column(elem_id="network"):
        flow(reader)
        follow(reader, answers.trace, answers.weights)
    with gr.Column(elem_id="explanations"):
        ledger(reader)
        autopsy(answers.autopsy, answers.reread)
        if sites(reader.network):  # softmax regression has nothing but its logits
            surgery(reader)
        compare(reader)
        neighbours(reader)
        share(reader)

    private = {"api_visibility": "private", "show_progress": "hidden"}
    # A new drawing takes the picture's place, so the picture input is emptied with it.
    drawn.pause(answers.at_pause, None, [label, picture], trigger_mode="multiple", **private).then(None, js=TELL_PAUSE)
    chosen.choose(example_picture, None, picture, **private)
    read = picture.change(answers.predict, picture, label, js=TELL_PAD, show_progress="hidden", **endpoint)
    read.success(answers.x_ray, picture, drawn, **private)  # after success: a bad picture is complained of once
    read.failure(answers.refuse, picture, [picture, drawn], **private)  # and does not stay as a torn image


def theme() -> gr.themes.Base:
    """Paper, ink and one accent colour; system fonts only, so that nothing is fetched from elsewhere."""
    fonts = ["system-ui", "sans-serif"]
    return gr.themes.Base(font=fonts, font_mono=["ui-monospace", "monospace"]).set(
        body_background_fill="#f7f6f2",
        body_background_fill_dark="#171614",
        body_text_color="#1c1b19",
        body_text_color_dark="#ece8df",
        body_text_color_subdued="#6b6862",
        body_text_color_subdued_dark="#a19b90",
        block_label_text_color="#6b6862",
        block_label_text_color_dark="#a19b90",
        color_accent="var(--accent)",
    )


def launch_options() -> dict[str, object]:
    """What Gradio 6 takes in ``launch()`` rather than in ``Blocks()`` and that belongs to this page."""
    return {
        "theme": theme(),
        "css_paths": [FOLDER / "page.css"],
        "head": _first_of_all(),
        "allowed_paths": [EXAMPLES],  # else Gradio sends files of the working directory alone
        "footer_links": ["api"],
        "app_kwargs": {"middleware": [Middleware(Compression), Middleware(BodyLimit)]},
        "max_file_size": MAX_UPLOAD,
        "ssr_mode": False,  # needs Node, and the page is interactive throughout
        "show_error": False,  # gr.Error is always shown; this would show stack traces' last lines too
    }


def _first_of_all() -> str:
    """HTML that sets the page's language before anything is shown."""
    html, script = ((FOLDER / name).read_text("utf-8") for name in ("language.html", "kept.js"))
    return Template(html).substitute(kept=script)
