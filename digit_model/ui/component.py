"""A part of a page: its HTML, CSS and JavaScript lie beside its Python, in ``parts/NAME/``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from string import Template
from typing import Any

import gradio as gr
import orjson
from fastapi import Response

from digit_model.ui.lessons import LESSONS, lesson_link
from digit_model.ui.loading import starter
from digit_model.ui.server.door.budget import charged
from digit_model.ui.server.modules import MODULES
from digit_model.ui.text import PARTS, templates, words_of


def component(
    name: str,
    parts: dict[str, str] | None = None,
    server_functions: list[Callable[..., Any]] | None = None,
    events: tuple[str, ...] = (),
    facts: dict[str, Any] | None = None,
) -> gr.HTML:
    """Build a ``gr.HTML`` with the id ``name`` from the files of its folder.

    All stylesheets beneath it are its own. NAME.js exports
    ``mount({ element, trigger, props, server, watch, upload })``.

    ``parts``:            fill the $placeholders of the HTML, beside the words of the section [page].
    ``server_functions``: each f becomes ``server.f`` in the script.
    ``events``:           names that the script triggers and Python, or a script of Gradio's, listens to.
    ``facts``:            what the script needs to know, as ``props.facts``: numbers and names that Python owns.
    """
    folder = PARTS / name
    words = words_of(name)
    lesson = {"lesson": lesson_link(name)} if name in LESSONS else {}
    filled = {key: text.html() for key, text in words.get("page", {}).items()} | lesson | (parts or {})
    html = Template((folder / f"{name}.html").read_text("utf-8")).substitute(filled)
    return gr.HTML(
        elem_id=name,
        html_template=html + templates(words.get("script", {})),
        css_template="".join(path.read_text("utf-8") for path in sorted(folder.glob("**/*.css"))),
        js_on_load=starter(name, events),
        server_functions=[_plain(function) for function in server_functions or []] or None,
        apply_default_css=False,
        facts=facts or {},
    )


def script(module: str, function: str) -> str:
    """A script for an event of Gradio's: it passes the event's value through a function that a module exports."""
    return f'async (value) => (await import(new URL("{MODULES.address(module)}", document.baseURI))).{function}(value)'


def _plain(function: Callable[[Any], Any]) -> Callable[[Any], Response]:
    """The same as a plain function: Gradio marks its server functions, and a bound method takes no marks.

    The answer is JSON already: FastAPI would copy it, value by value, before writing it.
    """

    @charged
    @wraps(function)
    def plain(question: Any) -> Response:
        return Response(orjson.dumps(function(question)), media_type="application/json")

    return plain
