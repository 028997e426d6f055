"""Refuses large request bodies before they cost memory.

Gradio bounds uploaded files (``max_file_size``) but no other body: 20 MB of JSON would reach the pad's function.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_UPLOAD = 12_000_000  # bytes: a phone's photo
MAX_JSON = 1_000_000  # bytes: a drawing at its bounds is a third of that


class BodyLimit:
    """ASGI middleware that answers 413 to a body that is, or claims to be, too large."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what it sends: a chunked body does not say its length beforehand."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        limit = MAX_UPLOAD if scope["path"].rstrip("/").endswith("/upload") else MAX_JSON
        detail = f"the request is larger than {limit // 1_000_000} MB"
        refusal = JSONResponse({"detail": detail}, status_code=413)
        if int(Headers(scope=scope).get("content-length", 0)) > limit:
            return await refusal(scope, receive, send)
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise HTTPException(413, detail)  # ends the reading; what the app makes of it is not sent
            return message

        async def unless_refused(message: Message) -> None:
            if received <= limit:
                await send(message)

        await self.app(scope, counted, unless_refused)
        if received > limit:
            await refusal(scope, receive, send)
