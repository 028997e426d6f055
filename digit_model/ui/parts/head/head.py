"""The page's head: its name, the network that reads, and the switch of languages."""

from __future__ import annotations

import html

import gradio as gr

from digit_model.explain.cost import parameters
from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.text import words_of

TITLE = "Digit X-Ray"


def head(reader: Reader, networks: dict[str, str], notice: str = "") -> gr.HTML:
    """The head of the page.

    ``networks``: {variant: address} of all that can be looked through, the reader's own among them.
    ``notice``:   HTML of one line that everybody must see, or nothing.
    """
    links = "".join(_link(name, address, name == reader.variant) for name, address in networks.items())
    words = words_of("head")
    about = words["about"][reader.variant].html() if reader.variant in words["about"] else ""
    count = f"{parameters(reader.network):,}"
    parts = {"title": TITLE, "networks": links, "about": about, "count": count, "notice": notice}
    return component("head", parts)


def _link(name: str, address: str, current: bool) -> str:
    return f'<a href="{html.escape(address)}"{" aria-current=page" if current else ""}>{html.escape(name)}</a>'
