"""A component of ours: NAME.html, NAME.css and NAME.js lie beside NAME.py."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from string import Template
from typing import Any

import gradio as gr
import orjson
from fastapi import Response

from digit_model.ui.text import Text

FOLDER = Path(__file__).parent


def component(
    name: str,
    parts: dict[str, str | Text] | None = None,
    server_functions: list[Callable[..., Any]] | None = None,
    scripts: tuple[str, ...] = (),
) -> gr.HTML:
    """Build a ``gr.HTML`` with the id ``name`` from its three files.

    ``parts`` fill the $placeholders of the HTML. Each ``server_functions`` f becomes ``server.f`` in the script.
    ``scripts``: names of scripts that NAME.js builds on; they run before it, in one scope with it.
    """
    filled = {key: part.html() if isinstance(part, Text) else part for key, part in (parts or {}).items()}
    return gr.HTML(
        elem_id=name,
        html_template=Template((FOLDER / f"{name}.html").read_text("utf-8")).substitute(filled),
        css_template=(FOLDER / f"{name}.css").read_text("utf-8"),
        js_on_load="\n".join((FOLDER / f"{script}.js").read_text("utf-8") for script in (*scripts, name)),
        server_functions=[_plain(function) for function in server_functions or []] or None,
        apply_default_css=False,
    )


def _plain(function: Callable[[Any], Any]) -> Callable[[Any], Response]:
    """The same as a plain function: Gradio marks its server functions, and a bound method takes no marks.

    The answer is JSON already: FastAPI would copy it, value by value, before writing it.
    """

    @wraps(function)
    def plain(question: Any) -> Response:
        return Response(orjson.dumps(function(question)), media_type="application/json")

    return plain
