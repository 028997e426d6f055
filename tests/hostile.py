"""Hostile requests: every route that Gradio or the app has, with what does not belong there."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gradio.routes

DECORATOR = re.compile(r'@(?:router|app)\.(?:get|post|head)\(\s*f?"([^"]*)"')
OURS = ["/", "/talk", "/network/talk", "/code/0/lib/ink.js", "/weights/0", "/gradio_api/mcp", "/gradio_api/mcp/sse"]
METHODS = ["GET"] * 4 + ["POST"] * 4 + ["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X" * 40]
PIECES = [
    "", "..", "../" * 8 + "etc/passwd", "%2e%2e%2f" * 6 + "etc/passwd", "%00", "%ff%fe", "a" * 300, "x/" * 200, "-1",
    "https://example.com/", "http:/example.com", "//example.com", "%F0%9F%94%A2", "%ED%A0%80", "C:\\x",
    "/proc/self/environ", "app.py", "nul", "predict", "a%20b", "__class__", "{}", "%25", "~root",
]  # fmt: skip
VALUES: list[Any] = [
    None, True, -1, 0, 1.5, 2**53, 10**30, float("nan"), "", "x", "\ud800", "\0", "a" * 5000, "𝟜", [], [[]], {}, [None],
    {"path": "/etc/passwd"}, {"path": None}, {"url": "https://example.com/"},
    {"path": "x", "meta": {"_type": "gradio.FileData"}},
    {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}, "data:image/png;base64,AAAA", ["x"] * 500,
    {"__type__": "update", "value": 1}, {"digit": "AAAA"}, {"model": "a/b/c"}, {"model": "runs/../x"}, {"picture": 1},
    {"address": "https://" + "x" * 400}, {"constructor": {"prototype": {}}},
]  # fmt: skip
HEADERS = {
    "Host": ["evil.example", "127.0.0.1:1", "", "[::1", "a" * 300, "x@127.0.0.1", "127.0.0.1 x"],
    "Origin": ["https://evil.example", "null", "http://[", "", "http://127.0.0.1"],
    "Content-Type": ["text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=x", ""],
    "Content-Length": ["-1", "99999999999", "x", "0"],
    "Transfer-Encoding": ["chunked", "gzip"],
    "X-Forwarded-Host": ["evil.example", "a, b", ""],
    "X-Forwarded-For": ["203.0.113.9", "x, y", "::1", "a" * 300],
    "X-Forwarded-Proto": ["https", "gopher"],
    "X-Gradio-Server": ["http://evil.example", "http://["],
    "Range": ["bytes=0-0", "bytes=9-1", "bytes=" + "0-1," * 500, "lines=1"],
    "Cookie": ["a=b", "access-token=" + "x" * 2000],
    "Accept-Encoding": ["gzip", "br", "*;q=0"],
    "If-None-Match": ["*", '"x"'],
    "Accept": ["text/event-stream", "application/json, text/event-stream"],
}  # fmt: skip


@dataclass
class Hostile:
    """A request, as it is written on the wire."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    version: str = "HTTP/1.1"

    @property
    def is_whole(self) -> bool:
        """Whether nothing more of it is to come, whatever its headers say."""
        length = self.headers.get("Content-Length", "0")
        return "Transfer-Encoding" not in self.headers and not (length.isdigit() and int(length) > len(self.body))

    def written(self, host: str) -> bytes:
        """All bytes; ``host`` is what the Host header names if nothing else was chosen."""
        headers = {"Host": host, "Content-Length": str(len(self.body)), "Connection": "close"} | self.headers
        lines = [f"{self.method} {self.target} {self.version}", *(f"{name}: {text}" for name, text in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogatepass") + self.body


class Adversary:
    """Makes hostile requests; the same ones for the same seed.

    ``functions``:  numbers of the app's functions.
    ``components``: {number: names of its server functions}.
    """

    def __init__(self, seed: int, functions: list[int], components: dict[int, list[str]]) -> None:
        self._random = random.Random(seed)
        self._functions = functions
        self._components = components
        source = Path(gradio.routes.__file__).read_text("utf-8")
        self._routes = sorted({*DECORATOR.findall(source), *OURS})

    def request(self) -> Hostile:
        """The next one."""
        kind = self._random.choice([self._anywhere, self._anywhere, self._call, self._call, self._upload])
        made = kind()
        for name, texts in HEADERS.items():
            if self._random.random() < 0.06:
                made.headers[name] = self._random.choice(texts)
        if self._random.random() < 0.02:
            made.version = "HTTP/1.0"
            made.headers.setdefault("Connection", "close")
        return made

    def _anywhere(self) -> Hostile:
        path = re.sub(r"{[^}]*}", lambda _: self._piece(), self._random.choice(self._routes))
        prefix = self._random.choice(["", "/gradio_api", "/gradio_api"])
        query = self._random.choice(["", "", f"?session_hash={self._piece()}", f"?page={self._piece()}&deep_link=x"])
        if self._random.random() < 0.1:
            path += "/" + self._piece()
        body = self._random.choice([b"", b"{}", b"[" * 2000, self._random.randbytes(50), b'{"data": [1]}'])
        headers = {"Content-Type": "application/json"} if self._random.random() < 0.5 else {}
        return Hostile(self._random.choice(METHODS), re.sub(r"\s", "", prefix + path + query) or "/", headers, body)

    def _call(self) -> Hostile:
        """One of the app's own functions, with the right form and then some of it exchanged."""
        session = self._random.choice(["stranger", f"s{self._random.randrange(500)}"])
        if self._random.random() < 0.4:
            component = self._random.choice(list(self._components))
            name = self._random.choice(self._components[component])
            path, call = "component_server/", {"component_id": component, "fn_name": name, "data": self._value()}
        else:
            path = self._random.choice(["queue/join", "queue/join", "run/predict", "call/predict", "call/v2/predict"])
            data = [self._value() for _ in range(self._random.choice([0, 1, 1, 1, 2]))]
            call = {"data": data, "fn_index": self._random.choice(self._functions), "event_data": self._value()}
        call["session_hash"] = session
        for key in list(call):
            if self._random.random() < 0.1:
                call[key] = self._value()
            if self._random.random() < 0.03:
                del call[key]
        return Hostile("POST", f"/gradio_api/{path}", {"Content-Type": "application/json"}, json.dumps(call).encode())

    def _upload(self) -> Hostile:
        name = self._random.choice(["a.png", "../../x", "a" * 300, "\\..\\x", "", "x\0y", "数.png"])
        part = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
        body = part + self._random.randbytes(self._random.choice([0, 20, 5000])) + b"\r\n--x--\r\n"
        if self._random.random() < 0.3:
            body = body[: self._random.randrange(len(body))]
        return Hostile("POST", "/gradio_api/upload", {"Content-Type": "multipart/form-data; boundary=x"}, body)

    def _value(self) -> Any:
        return self._random.choice(VALUES)

    def _piece(self) -> str:
        return self._random.choice(PIECES)
