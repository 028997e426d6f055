"""Serves Gradio's own scripts and styles, whose names hold a hash of what is in them.

Gradio would have a browser ask for each of them again at every visit, and the middleware would compress them anew for
every visitor. Here each is compressed once, well, when it is first asked for, and the browser keeps it. One is mended.
"""

from __future__ import annotations

from functools import cache
from mimetypes import MimeTypes
from pathlib import Path

from gradio.routes import BUILD_PATH_LIB
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from digit_model.ui.server.immutable import Immutable, not_found

QUALITY = 10  # of brotli: 6 % smaller than with the 6 of small modules, for a third of a second in all, once
TYPES = MimeTypes()  # Python's own table: a system's may call a script plain text, and no browser would run it
# Gradio's status tracker counts seconds, frame by frame, and goes on when it has left the page. Every page begins with
# one, so that no page would ever rest. Mended, it goes on while its element, U, is in the page; U is null afterwards.
TRACKER = "statustracker-"
COUNTS, COUNTS_WHILE_THERE = b"W&&ze()", b"W&&U&&ze()"


class Frontend:
    """The files that lie in a folder itself when this is made; each is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._paths = {path.name: path for path in folder.iterdir() if path.is_file()}
        self._packed = cache(self._pack)

    def route(self) -> Route:
        """Serves the files at the addresses that Gradio's pages name."""
        return Route("/assets/{name}", self._answer)

    # Starlette runs a plain function in a thread: nobody else waits while a file is compressed.
    def _answer(self, request: Request) -> Response:
        # Looked for among the names that are there, so that no address becomes a path on this machine.
        name = request.path_params["name"]
        if name not in self._paths:
            return not_found("there is no such file in this version of Gradio; reload the page")
        return self._packed(name).answer(request)

    def _pack(self, name: str) -> Immutable:
        kind = TYPES.guess_type(name)[0] or "application/octet-stream"
        body = self._paths[name].read_bytes()
        if name.startswith(TRACKER):
            body = body.replace(COUNTS, COUNTS_WHILE_THERE)
        return Immutable.of(body, kind, tag=name, quality=QUALITY)


FRONTEND = Frontend(Path(BUILD_PATH_LIB))  # the installed Gradio's
