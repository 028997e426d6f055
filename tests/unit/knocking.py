"""A request as the front door gets it, without a server, and what a check of the door says to it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request


def request(
    path: str = "/gradio_api/component_server/", method: str = "POST", client: str = "203.0.113.7", **headers: str
) -> Request:
    """A request as uvicorn hands it over; "_" in a header's name stands for "-"."""
    blocks = SimpleNamespace(pages=[("", "Home", True)], fns={}, share_url=None)
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "client": (client, 1),
        "headers": [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()],
        "app": SimpleNamespace(get_blocks=lambda: blocks),
    }
    return Request(scope)


def refused(check: Any, asked: Request) -> tuple[int, str]:
    """The status and the sentence of a check that lets a request not pass; (200, "") of one that does."""
    try:
        check(asked)
    except HTTPException as refusal:
        return refusal.status_code, refusal.detail
    return 200, ""
