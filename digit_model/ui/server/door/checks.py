"""Asks of every request, before anything else is done for it, whether it may come in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

Check = Callable[[Request], None]  # raises HTTPException to refuse the request; may change its scope


class Checks:
    """ASGI middleware: passes on what all checks let through, and answers the rest, in words."""

    def __init__(self, app: ASGIApp, checks: Sequence[Check]) -> None:
        self.app = app
        self._checks = checks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask one check after the other; the first that refuses is the answer."""
        if scope["type"] == "websocket":  # the app has none
            return await send({"type": "websocket.close", "code": 1008})
        if scope["type"] == "http":
            try:
                for check in self._checks:
                    check(Request(scope))
            except HTTPException as refused:
                return await refusal(refused)(scope, receive, send)
        await self.app(scope, receive, send)


def refusal(refused: HTTPException) -> JSONResponse:
    """The answer that says why, in the form that all errors of the app have."""
    return JSONResponse({"detail": refused.detail}, refused.status_code, refused.headers)


async def failed(_request: Request, _error: Exception) -> JSONResponse:
    """The answer to a request that met a mistake of ours; the log has its trace."""
    return JSONResponse({"detail": "something went wrong on the server; its log says what"}, 500)
