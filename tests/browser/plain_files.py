"""A plain file server: what any host of static files does, and no more."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar


@dataclass
class PlainFiles:
    """A running server: its address, and every request with the status of its answer."""

    url: str
    asked: list[tuple[str, int]] = field(default_factory=list)


class _Files(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open
    extensions_map: ClassVar = {  # whatever the system says
        ".html": "text/html",
        ".js": "text/javascript",
        ".json": "application/json",
        "": "application/octet-stream",
    }

    def __init__(self, *arguments: Any, asked: list[tuple[str, int]], **named: Any) -> None:
        self._asked = asked
        super().__init__(*arguments, **named)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        self._asked.append((self.path, int(code)))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what was asked is counted."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # a browser keeps its connections open

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves breaks its connections off; anything else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def plain_files(folder: Path) -> Iterator[PlainFiles]:
    """Serve a folder's files on 127.0.0.1 from a thread of its own, until the block ends."""
    asked: list[tuple[str, int]] = []
    handler = partial(_Files, directory=str(folder), asked=asked)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield PlainFiles("http://{}:{}".format(*server.server_address), asked)
        finally:
            server.shutdown()
            thread.join()
