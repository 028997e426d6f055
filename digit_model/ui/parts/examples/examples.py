"""The examples: drawings and pictures that are hard to read in some way, one click away.

A file's name begins with how it should be read: "7-..." as a 7, "4-or-9" as either, "none-..." as no digit.
"""

from __future__ import annotations

import io
from base64 import b64encode
from itertools import pairwise
from pathlib import Path

import gradio as gr
from PIL import Image

from digit_model.drawing import Drawing, Stroke
from digit_model.ui.component import component
from digit_model.ui.text import Text, words_of

FOLDER = Path(__file__).parents[4] / "examples"
THUMBNAIL = 96  # pixels; shown at half of that
GRAIN = 10_000  # steps of a thumbnail's side, on which the points of every example lie
QUALITY = 75  # of WebP, 0 to 100: the thumbnails of pictures come with the page


def examples() -> gr.HTML:
    """Thumbnails, each with its name below.

    A drawing goes to the pad; a picture triggers the Gradio event "choose" with the name of its file.
    """
    named = zip(example_files(), _names().values(), strict=True)
    return component("examples", {"buttons": "".join(_button(*one) for one in named)}, events=("choose",))


def example_files() -> list[Path]:
    """All examples, in the order in which they are named in words.toml: what is read rightly first."""
    files = {path.stem: path for path in FOLDER.iterdir() if path.suffix in (".json", ".png", ".jpg")}
    return [files[stem] for stem in _names()]


def example_picture(event: gr.EventData) -> str:
    """The path of the picture that the event names.  Raises: gr.Error if there is none of that name."""
    name = (event._data or {}).get("name")  # by the attribute, Gradio would fail at an event without data
    for path in example_files():
        if path.name == name and path.suffix != ".json":
            return str(path)
    raise gr.Error(f"There is no example named {name!r}.", print_exception=False)


def _names() -> dict[str, Text]:
    return words_of("examples")["names"]


def _button(path: Path, name: Text) -> str:
    if path.suffix == ".json":
        return f'<button type="button" data-drawing>{_drawn(Drawing.load(path))}{name.html()}</button>'
    picture = f'<img src="{_thumbnail(path)}" alt="">'
    return f'<button type="button" data-picture="{path.name}">{picture}{name.html()}</button>'


def _drawn(drawing: Drawing) -> str:
    """A drawing as SVG: its thumbnail, from which the script takes the very strokes, so that each comes but once."""
    lines = "".join(map(_line, drawing.strokes))
    return f'<svg viewBox="0 0 {GRAIN} {GRAIN}" aria-hidden="true">{lines}</svg>'


def _line(stroke: Stroke) -> str:
    """Each point as steps from the one before it: a third shorter, compressed, than where it is."""
    points = [(round(x * GRAIN), round(y * GRAIN)) for x, y in stroke.points]
    steps = [(x - left, y - top) for (left, top), (x, y) in pairwise([(0, 0), *points])]
    return f'<path d="m{" ".join(f"{x},{y}" for x, y in steps)}" stroke-width="{stroke.width * GRAIN:g}"/>'


def _thumbnail(path: Path) -> str:
    """A small copy of a picture, as a data URL."""
    picture = Image.open(path)
    picture.thumbnail((THUMBNAIL, THUMBNAIL))
    packed = io.BytesIO()
    picture.convert("RGB").save(packed, "WEBP", quality=QUALITY, method=6)
    return f"data:image/webp;base64,{b64encode(packed.getvalue()).decode('ascii')}"
