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
SITE = {"draw": "./"}  # {key of the words: address} of the site's pages


def head(reader: Reader, networks: dict[str, str], notice: str = "", site: dict[str, str] | None = None) -> gr.HTML:
    """The head of the Draw page.

    ``networks``: {variant: address} of all that can be looked through, the reader's own among them.
    ``notice``:   HTML of one line that everybody must see, or nothing.
    ``site``:     the pages of the site; of one alone there is no list.
    """
    words = words_of("head")
    links = "".join(_link(title_of(name).html(), at, name == reader.variant) for name, at in networks.items())
    about = words["about"][reader.variant].html() if reader.variant in words["about"] else ""
    count = f"{parameters(reader.network):,}"
    pages = _pages(site or SITE)
    parts = {"title": TITLE, "pages": pages, "networks": links, "about": about, "count": count, "notice": notice}
    return component("head", parts)


def _pages(site: dict[str, str]) -> str:
    if len(site) < 2:
        return ""
    words = words_of("head")
    links = "".join(_link(words["site"][key].html(), at, key == "draw") for key, at in site.items())
    return f'<nav class="pages" aria-labelledby="site-name">{links}</nav>'


def _link(name: str, address: str, current: bool) -> str:
    """``name``: HTML."""
    return f'<a href="{html.escape(address)}"{" aria-current=page" if current else ""}>{name}</a>'
