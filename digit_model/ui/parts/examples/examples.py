"""The examples: drawings and pictures that are hard to read in some way, one click away.

A file's name begins with how it should be read: "7-..." as a 7, "4-or-9" as either, "none-..." as no digit.
"""

from __future__ import annotations

import io
import json
import re
from base64 import b64encode
from pathlib import Path

import gradio as gr
from PIL import Image

from digit_model.drawing import Drawing
from digit_model.ink import ink_from_drawing
from digit_model.ui.component import component
from digit_model.ui.text import Text, words_of

FOLDER = Path(__file__).parents[4] / "examples"
THUMBNAIL = 96  # pixels; shown at half of that
QUALITY = 75  # of WebP, 0 to 100: all thumbnails come with the page, in 8 kB (17 as PNG) beside its other 65
READING = re.compile(r"none|\d(-or-\d)*")  # at the beginning of a file's name


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


def expected_digits(path: Path) -> set[str]:
    """The digits that an example may be, by its file's name; none of what is no digit.

    >>> expected_digits(Path("7-tiny.json")), sorted(expected_digits(Path("4-or-9.json")))
    ({'7'}, ['4', '9'])
    >>> expected_digits(Path("none-letter.json"))
    set()
    """
    named = READING.match(path.stem)
    return set(named[0].split("-or-")) - {"none"} if named else set()


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
        drawing = Drawing.load(path)
        picture = Image.fromarray((255 - ink_from_drawing(drawing, THUMBNAIL * 2) * 255).astype("uint8"))
        data = f"data-drawing='{json.dumps(drawing.to_dict(), separators=(',', ':'))}'"
    else:
        picture = Image.open(path)
        data = f'data-picture="{path.name}"'
    picture.thumbnail((THUMBNAIL, THUMBNAIL))
    packed = io.BytesIO()
    picture.convert("RGB").save(packed, "WEBP", quality=QUALITY, method=6)
    source = f"data:image/webp;base64,{b64encode(packed.getvalue()).decode('ascii')}"
    return f'<button type="button" {data}><img src="{source}" alt="">{name.html()}</button>'
