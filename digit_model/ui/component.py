"""A part of a page: its HTML, CSS and JavaScript lie beside its Python, in ``parts/NAME/``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import wraps
from string import Template
from typing import Any

import gradio as gr
import orjson
from fastapi import Response

from digit_model.ui.lessons import LESSONS, lesson_link
from digit_model.ui.server.door.budget import charged
from digit_model.ui.server.modules import MODULES
from digit_model.ui.text import PARTS, templates, words_of

# Gradio runs a script as a plain function, which has no ``import`` statement; it listens to the events quoted in it.
START = """const events = $events;
import(new URL("$address", document.baseURI)).then(({ start }) =>
  start("$name", $late, { element, trigger, props, server, watch, upload }));"""
STARTER = "lib/start.js"
# Parts that explain a reading: a visitor can draw and see it read without them, so they come after the first reading.
LATE = frozenset({"autopsy", "compare", "follow", "ledger", "neighbours", "path", "sureness", "surgery"})


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
    start = {"address": MODULES.address(STARTER), "name": name, "late": json.dumps(name in LATE)}
    return gr.HTML(
        elem_id=name,
        html_template=html + templates(words.get("script", {})),
        css_template="".join(path.read_text("utf-8") for path in sorted(folder.glob("**/*.css"))),
        js_on_load=Template(START).substitute(start, events=json.dumps(events)),
        server_functions=[_plain(function) for function in server_functions or []] or None,
        apply_default_css=False,
        facts=facts or {},
    )


def script(module: str, function: str) -> str:
    """A script for an event of Gradio's: it passes the event's value through a function that a module exports."""
    return f'async (value) => (await import(new URL("{MODULES.address(module)}", document.baseURI))).{function}(value)'


def preloads(parts: Iterable[str], also: Iterable[str] = ()) -> dict[str, list[str]]:
    """Addresses of all modules that these parts of a page need: "now", and "later", once the first reading is painted.

    ``also``: modules needed now besides, by their names.
    """
    mains = {part: f"parts/{part}/{part}.js" for part in sorted(parts)}
    now = [STARTER, *also, *(main for part, main in mains.items() if part not in LATE)]
    later = [main for part, main in mains.items() if part in LATE] + MODULES.imported_later(now)
    first = MODULES.preloads(now)
    return {"now": first, "later": [address for address in MODULES.preloads(later) if address not in first]}


def _plain(function: Callable[[Any], Any]) -> Callable[[Any], Response]:
    """The same as a plain function: Gradio marks its server functions, and a bound method takes no marks.

    The answer is JSON already: FastAPI would copy it, value by value, before writing it.
    """

    @charged
    @wraps(function)
    def plain(question: Any) -> Response:
        return Response(orjson.dumps(function(question)), media_type="application/json")

    return plain
