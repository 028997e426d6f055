"""The picture input: upload, camera or clipboard."""

from __future__ import annotations

from typing import Any

import gradio as gr


class PictureInput(gr.Image):
    """A ``gr.Image`` that hands over the file's path and never opens the file.

    Gradio would decode it first, before any of the checks in ``picture.open_picture``: a small PNG of 12,000 x 12,000
    pixels would cost a gigabyte, and a broken file would end in a stack trace.
    """

    def get_block_name(self) -> str:
        """The browser shows it as an ordinary image."""
        return "image"

    def preprocess(self, payload: Any) -> str | None:
        """The uploaded file's path, None if there is none."""
        return payload.path if payload else None


def picture_input() -> PictureInput:
    """The input without any heading or button of its own."""
    return PictureInput(
        type="filepath",
        sources=["upload", "webcam", "clipboard"],
        buttons=[],
        show_label=False,
        container=False,
        height=240,
    )
