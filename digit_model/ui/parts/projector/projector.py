"""The view for a projector: everything on one screen, with keys for a presenter's hands."""

from __future__ import annotations

import html

import gradio as gr

from digit_model.ui.component import component


def projector(variant: str, networks: dict[str, str]) -> gr.HTML:
    """The way into the view and back, and its keys.

    ``variant``, ``networks``: the network of this page, and {name: address} of all: one key goes on to the next.
    """
    names = list(networks)
    following = names[(names.index(variant) + 1) % len(names)]
    return component("projector", {"next": html.escape(networks[following])})
