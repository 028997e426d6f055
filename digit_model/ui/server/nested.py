"""Pages with a slash in their address, which Gradio serves but whose files it then looks for in the wrong folder."""

from __future__ import annotations

import gradio as gr
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NETWORKS = "network"  # the folder of addresses: /network/talk
# Gradio's pages look for everything from here. Replaced by as many bytes, so that the length holds.
BASE, PARENT = b'<base href="./" />', b'<base href="../"/>'


def begin_page(blocks: gr.Blocks, address: str, name: str, in_menu: bool) -> None:
    """What is built in ``blocks`` from now on is the page /ADDRESS.

    ``Blocks.route`` allows no slash in an address, and has Gradio make its whole app anew for every page.
    """
    blocks.pages.append((address, name, in_menu))
    blocks.current_page = address


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
