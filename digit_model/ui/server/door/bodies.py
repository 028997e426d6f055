"""Looks into the JSON that calls a function before Gradio does, which takes its form for granted."""

from __future__ import annotations

import inspect
from collections.abc import Collection
from typing import Any

import orjson
from gradio.blocks import BlockFunction
from gradio.routes import App
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digit_model.ui.server.door.checks import refusal
from digit_model.ui.server.door.routes import check_session, named_function, takes_json


class JsonBodies:
    """ASGI middleware: answers 422, in words, to what calls none of the app's functions."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the whole body, which ``BodyLimit`` bounds, and pass it on if it is right."""
        if scope["type"] != "http" or not takes_json(Request(scope)):
            return await self.app(scope, receive, send)
        request = Request(scope, receive)
        body = await request.body()
        try:
            check_call(body, named_function(request), request.app)
        except HTTPException as refused:
            return await refusal(refused)(scope, receive, send)
        message: Message | None = {"type": "http.request", "body": body, "more_body": False}

        async def replayed() -> Message:
            nonlocal message
            first, message = message, None
            return first or await receive()

        await self.app(scope, replayed, send)


def check_call(body: bytes, called: BlockFunction | None, app: App) -> None:
    """Raises: HTTPException (422) if the body names a session, a function or a component that cannot be.

    ``called``: the function whose arguments the body names, if it does.
    """
    try:
        call = orjson.loads(body)  # stricter than Python's own: a lone surrogate in a text can never be written again
    except orjson.JSONDecodeError as error:
        raise HTTPException(422, f"the body is no JSON: {error}") from None
    if not isinstance(call, dict):
        raise HTTPException(422, "the body must be a JSON object")
    if called:
        return _check_arguments(call, called)
    if call.get("session_hash") is not None:
        check_session(call["session_hash"])
    blocks = app.get_blocks()
    _check_number(call, "fn_index", {number for number, event in blocks.fns.items() if event.fn})
    _check_number(call, "component_id", blocks.blocks)
    _check_number(call, "trigger_id", blocks.blocks)
    if not isinstance(call.get("fn_name", ""), str):
        raise HTTPException(422, '"fn_name" must be a text')
    if not isinstance(call.get("event_data"), dict | None):
        raise HTTPException(422, '"event_data" must be an object')


def _check_number(call: dict[str, Any], key: str, known: Collection[int]) -> None:
    number = call.get(key)
    if number is not None and (type(number) is not int or number not in known):
        raise HTTPException(422, f'"{key}" must be one of the numbers in /config')


def _check_arguments(call: dict[str, Any], called: BlockFunction) -> None:
    parameters = inspect.signature(called.fn).parameters
    required = {name for name, parameter in parameters.items() if parameter.default is parameter.empty}
    if not required <= set(call) <= set(parameters):
        raise HTTPException(422, f"{called.api_name} takes {', '.join(parameters)}")
