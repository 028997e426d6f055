"""The picture input: upload, camera or clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr
from gradio.utils import is_in_or_equal
from gradio_client.utils import is_http_url_like


class PictureInput(gr.Image):
    """A ``gr.Image`` that hands over the file's path and never opens the file.

    Gradio would decode it first, before any of the checks in ``picture.open_picture``: a small PNG of 12,000 x 12,000
    pixels would cost a gigabyte, and a broken file would end in a stack trace.
    """

    def get_block_name(self) -> str:
        """The browser shows it as an ordinary image."""
        return "image"

    async def async_move_resource_to_block_cache(self, url_or_file_path: str | Path | None) -> str | None:
        """A file that is here already, for the browser; Gradio would fetch any address, whatever its size."""
        if is_http_url_like(str(url_or_file_path)):
            raise gr.Error("send the picture itself, not its address", print_exception=False)
        return await super().async_move_resource_to_block_cache(url_or_file_path)

    def preprocess(self, payload: Any) -> str | None:
        """The uploaded file's path, None if there is none.

        Raises: gr.Error for a file that was not uploaded: Gradio lets through any path that does not say it is a file.
        """
        if not payload:
            return None
        if not payload.path or not is_in_or_equal(payload.path, self.GRADIO_CACHE):
            raise gr.Error("send the picture itself: upload it first", print_exception=False)
        return payload.path


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
