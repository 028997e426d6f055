"""Pages with a slash in their address, which Gradio serves but whose files it then looks for in the wrong folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import gradio as gr
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NETWORKS = "network"  # the folder of addresses: /network/talk
# Gradio's pages look for everything from here. Replaced by as many bytes, so that the length holds.
BASE, PARENT = b'<base href="./" />', b'<base href="../"/>'


@contextmanager
def network_page(blocks: gr.Blocks, name: str) -> Iterator[None]:
    """What is built inside is the page /network/NAME. ``Blocks.route`` itself allows no slash in an address."""
    blocks.pages.append((f"{NETWORKS}/{name}", name, False))
    blocks.current_page = f"{NETWORKS}/{name}"
    with blocks:
        yield


class NestedPages:
    """ASGI middleware: tells pages in a folder that everything else lies one folder up."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and mend the answer if it is such a page."""
        folder = scope.get("path", "").rstrip("/").split("/")[-2:-1]
        if scope["type"] != "http" or folder != [NETWORKS]:
            return await self.app(scope, receive, send)

        async def mended(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = message | {"body": message["body"].replace(BASE, PARENT)}
            await send(message)

        return await self.app(scope, receive, mended)
