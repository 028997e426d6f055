"""One JavaScript module alone, in a blank page that can ``await import("/lib/digit.js")``: no app, no Gradio."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from playwright.sync_api import Browser, Page

from tests.browser.running import PROJECT

UI = PROJECT / "digit_model" / "ui"
BLANK = b"<!doctype html><title>blank</title><link rel=icon href=data:,>"  # its own icon: Chromium asks for none
# Bytes leave a page as text: a JavaScript function, Uint8Array -> base64.
BASE64 = """(bytes) => {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(""));
}"""


class _Files(SimpleHTTPRequestHandler):
    """The files of a folder, and a blank page as its "/": of the same origin, so that it may import them."""

    extensions_map: ClassVar = {".js": "text/javascript", "": "application/octet-stream"}  # whatever the system says

    def do_GET(self) -> None:
        if self.path != "/":
            return super().do_GET()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(BLANK)))
        self.end_headers()
        self.wfile.write(BLANK)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a missing module fails the test by itself."""


@contextmanager
def served_modules(folder: Path = UI) -> Iterator[str]:
    """Serve a folder's files on 127.0.0.1 from a thread of its own, until the block ends; gives the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield "http://{}:{}".format(*server.server_address)
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def blank_page(browser: Browser, folder: Path = UI) -> Iterator[Page]:
    """A blank page that can import a folder's modules by their paths from "/" on; nothing may fail in it."""
    with served_modules(folder) as address:
        page = browser.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        try:
            yield page
        finally:
            page.close()
        assert not complaints, "a module threw an error that nobody caught"
