"""The page's head: the pages of the site, the network that reads, and the switch of languages."""

from __future__ import annotations

import html

import gradio as gr

from digit_model.explain.cost import parameters
from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.names import title_of
from digit_model.ui.text import words_of

TITLE = "Digit X-Ray"
SITE = {"draw": "./", "talk": "talk"}  # {key of the words: address} of the site's pages


def head(reader: Reader, networks: dict[str, str], notice: str = "", current: str = "draw") -> gr.HTML:
    """The head of a page.

    ``networks``: {variant: address} of all that can be looked through here, the reader's own among them, or none.
    ``notice``:   HTML of one line that everybody must see, or nothing.
    ``current``:  the page's own key in ``SITE``.
    """
    words = words_of("head")
    parts = {"title": TITLE, "networks": _networks(reader, networks), "notice": notice}
    parts["pages"] = "".join(_link(words["site"][key].html(), at, key == current) for key, at in SITE.items())
    return component("head", parts)


def _networks(reader: Reader, networks: dict[str, str]) -> str:
    """The networks to choose from, and what sets this one apart."""
    if not networks:
        return ""
    words = words_of("head")
    name = f'<span id="network-name">{words["networks"]["network"].html()}</span>'
    links = "".join(_link(title_of(name).html(), at, name == reader.variant) for name, at in networks.items())
    about = words["about"][reader.variant].html() if reader.variant in words["about"] else ""
    count = f"{parameters(reader.network):,} {words['networks']['parameters'].html()}"
    return f"""<nav class="network" aria-labelledby="network-name">{name}{links}
<span><span class="about">{about}</span>{count}</span></nav>"""


def _link(name: str, address: str, current: bool) -> str:
    """``name``: HTML."""
    return f'<a href="{html.escape(address)}"{" aria-current=page" if current else ""}>{name}</a>'
