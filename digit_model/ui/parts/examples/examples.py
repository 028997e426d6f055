"""The examples: real drawings and pictures, one click away.

Their expected reading is the first character of the file's name; the tests rely on it.
"""

from __future__ import annotations

import io
import json
from base64 import b64encode
from pathlib import Path

import gradio as gr
from PIL import Image

from digit_model.drawing import Drawing
from digit_model.ink import ink_from_drawing
from digit_model.ui.component import component

FOLDER = Path(__file__).parents[4] / "examples"
THUMBNAIL = 96  # pixels; shown at half of that


def examples() -> gr.HTML:
    """A row of thumbnails.

    A drawing goes to the pad; a picture triggers the Gradio event "choose" with its name.
    """
    return component("examples", {"buttons": "".join(map(_button, example_files()))}, events=("choose",))


def example_files() -> list[Path]:
    """All examples, in the order of their names."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in (".json", ".png", ".jpg"))


def example_picture(event: gr.EventData) -> str:
    """The path of the picture that the event names.  Raises: gr.Error if there is none of that name."""
    for path in example_files():
        if path.name == event.name and path.suffix != ".json":
            return str(path)
    raise gr.Error(f"There is no example named {event.name!r}.", print_exception=False)


def _button(path: Path) -> str:
    if path.suffix == ".json":
        drawing = Drawing.load(path)
        picture = Image.fromarray((255 - ink_from_drawing(drawing, THUMBNAIL * 2) * 255).astype("uint8"))
        data = f"data-drawing='{json.dumps(drawing.to_dict(), separators=(',', ':'))}'"
    else:
        picture = Image.open(path)
        data = f'data-picture="{path.name}"'
    picture.thumbnail((THUMBNAIL, THUMBNAIL))
    packed = io.BytesIO()
    picture.save(packed, "PNG", optimize=True)
    source = f"data:image/png;base64,{b64encode(packed.getvalue()).decode('ascii')}"
    return f'<button type="button" {data}><img src="{source}" alt="{path.stem.replace("-", " ")}"></button>'
