"""What Gradio's frontend makes of rows, columns and parts: the same elements, as text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from digit_model.ui.export.errors import CannotExport
from digit_model.ui.text import words_of

Component = dict[str, Any]  # as Gradio's configuration has it: "type", "props"

SPECIAL = ("{{", "${", "`", "\\")  # what Gradio's templates would evaluate, and nothing does here
LINK = re.compile(r'href="([^"#?]*)([^"]*)"')


def element(node: dict[str, Any], components: dict[int, Component]) -> str:
    """HTML of a node of the layout, {"id", "children"}, and all beneath it.

    Raises: CannotExport for a kind of component that has no place in a static edition.
    """
    component = components[node["id"]]
    if component["props"].get("visible") is False:
        return ""
    if component["type"] not in KINDS:
        raise CannotExport(f"nothing says what stands for a component {component['type']}")
    children = "".join(element(child, components) for child in node.get("children", []))
    return KINDS[component["type"]](component, children)


def name_of(part: Component) -> str:
    """A part's own name, which is its element's id."""
    return part["props"]["elem_id"]


def nested(selector: str, style: str) -> str:
    """A stylesheet that holds for what is inside ``selector``, as Gradio scopes a part's own."""
    return f"{selector} {{ {_plain(style)} }}"


def script_of(part: Component) -> str:
    """A part's script with what it expects around it, inside a module."""
    names = "element, trigger, props, server, watch, upload"
    return f"{{ const {{ {names} }} = edition.{name_of(part)};\n{part['props']['js_on_load']} }}"


def relinked(text: str, files: dict[str, str]) -> str:
    """HTML whose links to pages, {address: file}, lead to their files: a host of files knows no other addresses."""

    def link(found: re.Match[str]) -> str:
        address, rest = found.groups()
        return f'href="{files.get(address, address)}{rest}"'

    return LINK.sub(link, text)


def _row(component: Component, children: str) -> str:
    return f'<div{_id(component)} class="row framed">{children}</div>'


def _column(component: Component, children: str) -> str:
    width, scale = component["props"]["min_width"], component["props"]["scale"]
    style = f"flex-grow: {scale}; min-width: min({width}px, 100%)"
    return f'<div{_id(component)} class="column framed" style="{style}">{children}</div>'


def _part(component: Component, children: str) -> str:
    inside = _plain(component["props"]["html_template"]) + children
    template = f'<div class="html-container"><div id="html-{name_of(component)}">{inside}</div></div>'
    return f'<div{_id(component)} class="block framed" style="min-width: min(0px, 100%)">{template}</div>'


def _picture_input(component: Component, children: str) -> str:
    """Pictures of one's own take Python: a sentence in their place."""
    return f'<div class="block framed"><p>{words_of("picture")["page"]["left_out"].html()}</p></div>'


def _nothing(component: Component, children: str) -> str:
    """A function of the API, which is only for callers of a server."""
    return ""


KINDS: dict[str, Callable[[Component, str], str]] = {
    "api": _nothing,
    "row": _row,
    "column": _column,
    "html": _part,
    "image": _picture_input,
}


def _id(component: Component) -> str:
    name = component["props"].get("elem_id")
    return f' id="{html.escape(name)}"' if name else ""


def _plain(template: str) -> str:
    """A template that holds nothing but what it shows.  Raises: CannotExport if Gradio would evaluate any of it."""
    for mark in SPECIAL:
        if mark in template:
            raise CannotExport(f"a template holds {mark}, which only Gradio evaluates")
    return template
