"""Refuses request bodies that are too large, before they cost memory, or that never end.

Gradio bounds uploaded files (``max_file_size``) but no other body: 20 MB of JSON would reach a function.
"""

from __future__ import annotations

from anyio import fail_after
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digit_model.ui.server.door.checks import refusal
from digit_model.ui.server.door.routes import is_upload

MAX_UPLOAD = 12_000_000  # bytes: a phone's photo
MAX_JSON = 1_000_000  # bytes: a drawing at its bounds is a third of that
SILENCE = 20.0  # seconds without a byte of a body that is not complete


class BodyLimit:
    """ASGI middleware that answers 413 to a body that is, or claims to be, too large, and 408 to one that stops."""

    def __init__(self, app: ASGIApp, silence: float = SILENCE) -> None:
        self.app = app
        self._silence = silence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what it sends: a chunked body does not say its length beforehand."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        request = Request(scope)
        limit = MAX_UPLOAD if is_upload(request) else MAX_JSON
        too_large = HTTPException(413, f"the request is larger than {limit // 1_000_000} MB")
        if int(request.headers.get("content-length", 0)) > limit:
            return await refusal(too_large)(scope, receive, send)
        received = 0
        is_complete = False
        refused: HTTPException | None = None

        async def counted() -> Message:
            nonlocal received, is_complete, refused
            if is_complete:  # what is waited for now is that the client leaves
                return await receive()
            try:
                with fail_after(self._silence):
                    message = await receive()
            except TimeoutError:
                refused = HTTPException(408, f"nothing of the request has come for {self._silence:g} seconds")
                raise refused from None  # ends the reading; what the app makes of it is not sent
            received += len(message.get("body", b""))
            is_complete = not message.get("more_body", False)
            if received > limit:
                refused = too_large
                raise refused
            return message

        async def unless_refused(message: Message) -> None:
            if not refused:
                await send(message)

        try:
            await self.app(scope, counted, unless_refused)
        except ClientDisconnect:
            return  # nobody is left to be answered
        except HTTPException as error:
            if error is not refused:
                raise
        if refused:
            await refusal(refused)(scope, receive, send)
