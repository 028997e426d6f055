"""Compresses what is sent: quickly what a moving pen waits for, thoroughly what is sent once."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send


class Compression:
    """ASGI middleware: gzip, at a level that fits the request."""

    def __init__(self, app: ASGIApp) -> None:
        # A reply of ``pen`` shrinks from 80 kB to 31 in a millisecond; harder, it would take longer than it saves. The
        # page and its scripts weigh an eighth less for a few milliseconds once.
        self.quick = GZipMiddleware(app, compresslevel=1)
        self.thorough = GZipMiddleware(app, compresslevel=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        live = scope["type"] == "http" and scope["path"].rstrip("/").endswith("/component_server")
        await (self.quick if live else self.thorough)(scope, receive, send)
