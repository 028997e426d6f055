"""One request to the app over plain HTTP, as any program may send it, and what it answers."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.browser.running import App


@dataclass(frozen=True)
class Reply:
    """A status, its headers, and what was said."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def detail(self) -> str:
        """The sentence of a refusal."""
        return json.loads(self.text)["detail"]


def ask(app: App, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
    """One request; "_" in a header's name stands for "-"."""
    connection = http.client.HTTPConnection(urlsplit(app.url).netloc, timeout=60)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): text for name, text in headers.items()})
        response = connection.getresponse()
        is_stream = response.headers.get_content_type() == "text/event-stream"  # which may have no end
        body = response.read1() if is_stream else response.read()
        return Reply(response.status, response.headers, body.decode("utf-8", "replace"))
    finally:
        connection.close()


def call(app: App, path: str, question: Any, **headers: str) -> Reply:
    """Send JSON."""
    return ask(app, "POST", path, json.dumps(question).encode(), **{"Content-Type": "application/json"} | headers)
