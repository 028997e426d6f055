"""Answers whoever listens to a session that is not there. Gradio does so too, but ends its stream in a stack trace."""

from __future__ import annotations

import re

import orjson
from gradio.queueing import Queue
from gradio.server_messages import UnexpectedErrorMessage
from starlette._utils import get_route_path
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

MESSAGE = UnexpectedErrorMessage(message="there is no such session; it may have ended", session_not_found=True)


class Streams:
    """ASGI middleware: ends such a stream at once, with Gradio's own message, after which a page connects anew."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if its session, or its event, is there."""
        if scope["type"] == "http" and scope["method"] == "GET":
            request = Request(scope)
            queue = request.app.get_blocks()._queue
            path = get_route_path(scope)
            session = request.query_params.get("session_hash")
            if path == "/gradio_api/queue/data" and session and session not in queue.pending_messages_per_session:
                said = b"data: " + orjson.dumps(MESSAGE.model_dump())
                return await _stream(said)(scope, receive, send)
            event = re.fullmatch(r"/gradio_api/call/.+/([\w-]+)", path, re.ASCII)
            if event and not _is_known(event[1], queue):
                return await _stream(b"event: error\ndata: " + orjson.dumps(MESSAGE.message))(scope, receive, send)
        await self.app(scope, receive, send)


def _is_known(event: str, queue: Queue) -> bool:
    """Whether an event is under way, or its answer waits to be fetched."""
    if event in queue.event_ids_to_events or event in queue.pending_messages_per_session:
        return True
    return any(event in events for events in queue.pending_event_ids_session.values())


def _stream(message: bytes) -> Response:
    return Response(message + b"\n\n", media_type="text/event-stream")
