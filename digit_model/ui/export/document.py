"""The pages of the app as HTML: of what Gradio's frontend is told of them, the documents that it would make."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any

import gradio as gr
import orjson

from digit_model.ui.export.answers import Answers
from digit_model.ui.export.elements import Component, element, name_of, nested, relinked, script_of
from digit_model.ui.export.errors import CannotExport
from digit_model.ui.loading import preloads
from digit_model.ui.page import LANGUAGE, STYLE
from digit_model.ui.server.modules import MODULES
from digit_model.ui.text import words_of

FOLDER = Path(__file__).parent
RUNTIME = "export/edition.js"
# What edition.js answers; "change" is the picture input's, which is left out.
EVENTS = {"drawn", "taken", "choose", "change"}


class Documents:
    """The documents of an app's pages."""

    def __init__(self, page: gr.Blocks, answers: Answers) -> None:
        self._config = page.get_config_file()
        self._blocks = page.blocks
        self._answers = answers
        self._components: dict[int, Component] = {one["id"]: one for one in self._config["components"]}
        self._files = {route: f"{route or 'index'}.html" for route, *_ in self._config["pages"]}

    def written(self) -> Iterator[tuple[str, str]]:
        """Each page's file, and its HTML.  Raises: CannotExport for what has no place in a static edition."""
        first = [one for one in self._config["dependencies"] if one["trigger_after"] is None]
        if unknown := {event for one in first for _, event in one["targets"]} - EVENTS:
            raise CannotExport(f"nothing says what happens at the event {min(unknown)}")
        for route, file in self._files.items():
            yield file, self._document(route)

    def _document(self, route: str) -> str:
        tree = self._config["page"][route]["layout"]
        parts = [part for part in self._beneath(tree) if part["type"] == "html"]
        modules = preloads(map(name_of, parts), also=[RUNTIME])
        own = {"./": self._files[""], "": self._files[route]} | self._files
        return Template((FOLDER / "page.html").read_text("utf-8")).substitute(
            base="../" * route.count("/") or "./",
            title=html.escape(self._config["title"]),
            head=LANGUAGE.read_text("utf-8"),
            preloads="\n".join(_preloads(parts, modules["now"])),
            style="\n".join(_sheets(parts)),
            parts=relinked("".join(element(child, self._components) for child in tree["children"]), own),
            footer=words_of("picture")["page"]["edition"].html(),
            data=orjson.dumps(self._data(parts)).decode().replace("</", r"<\/"),
            runtime=MODULES.address(RUNTIME),
            scripts="\n".join(map(script_of, parts)),
            later=json.dumps(modules["later"]),
        )

    def _beneath(self, node: dict[str, Any]) -> Iterator[Component]:
        for child in node.get("children", []):
            yield self._components[child["id"]]
            yield from self._beneath(child)

    def _data(self, parts: list[Component]) -> dict[str, Any]:
        """What edition.js is told of the parts."""
        names = [name_of(part) for part in parts]
        return {
            "parts": {name: self._told(part) for name, part in zip(names, parts, strict=True)},
            "pictures": self._answers.of_pictures() if "examples" in names else None,
        }

    def _told(self, part: Component) -> dict[str, Any]:
        for wire in _network_of(part).get("wires", []):
            if wire["kind"] == "unknown":
                raise CannotExport(f"only Python computes the stage {wire['name']}; export another network")
        return {"props": part["props"]["props"], "server": self._answers.of(self._blocks[part["id"]].server_fns)}


def _network_of(part: Component) -> dict[str, Any]:
    """As ``server/networks.py`` describes it; nothing where a part reads with none."""
    return part["props"]["props"].get("facts", {}).get("network", {})


def _preloads(parts: list[Component], modules: list[str]) -> Iterator[str]:
    """Links to what a page needs before it reads, all fetched at once: its network's weights, and its modules."""
    for part in parts:
        if network := _network_of(part):
            yield f'<link rel="preload" as="fetch" crossorigin href="{network["weights"]["address"]}">'
    for address in modules:
        yield f'<link rel="modulepreload" href="{address}">'


def _sheets(parts: list[Component]) -> Iterator[str]:
    yield (FOLDER / "frame.css").read_text("utf-8")
    style = STYLE.read_text("utf-8")
    yield style
    # Gradio writes the page's rules a second time below its own classes, where they weigh more.
    yield nested(".gradio-container.gradio-container .contain", style)
    for part in parts:
        yield nested(f"#html-{name_of(part)}", part["props"]["css_template"])
