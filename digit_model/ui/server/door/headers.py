"""Tells browsers what the app's answers may do: even a script that got into one could talk to nobody else.

Any page may show the app in a frame: it has no accounts, and does nothing in a visitor's name that a click could start.
So there is no ``frame-ancestors``.
"""

from __future__ import annotations

from contextlib import suppress

from h11 import LocalProtocolError
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SHARED = "https://gradio.s3-us-west-2.amazonaws.com"  # Gradio's own code comes from here on a share link's page
POLICY = {
    "default-src": "'self'",
    # Gradio writes its settings into the page, and makes functions from the scripts of its components.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",  # the latter allows WebAssembly too
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",  # a photo before and after it is sent
    "media-src": "'self' blob: mediastream:",  # the camera
    "connect-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
# What a browser fetches for a page, which has its policies already: there others would say nothing, and be half of what
# comes with each of a hundred small modules. A worker is not such a part: it obeys its own.
PARTS = {"script", "style", "font", "image"}


class SecurityHeaders:
    """ASGI middleware: adds them to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        policy = policy_of(is_shared=bool(scope["app"].get_blocks().share))
        is_part = Headers(scope=scope).get("sec-fetch-dest") in PARTS

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if not is_part:
                    headers["Content-Security-Policy"] = policy
                    # The page's address may hold a drawing, or a private Space's token.
                    headers["Referrer-Policy"] = "same-origin"
                headers["X-Content-Type-Options"] = "nosniff"
            with suppress(LocalProtocolError):  # the client has sent rubbish since; uvicorn has answered that instead
                await send(message)

        await self.app(scope, receive, with_headers)


def policy_of(is_shared: bool) -> str:
    """The header; where the page is a share link's, Gradio's files may come from where they then are."""
    shared = ("default-src", "script-src", "style-src", "connect-src")
    return "; ".join(
        f"{kind} {sources} {SHARED}" if is_shared and kind in shared else f"{kind} {sources}"
        for kind, sources in POLICY.items()
    )
