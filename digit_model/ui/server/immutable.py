"""Bodies that never change: each is served at an address that holds a hash of it.

They are compressed once, when they are made, and a browser keeps them for a year without asking again.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

YEAR = 31_536_000  # seconds; the longest that caches are asked to keep anything


@dataclass(frozen=True)
class Immutable:
    """A body as it is and as gzip compresses it.

    ``tag``: names this very body; the browser sends it back when somebody reloads the page.
    """

    body: bytes
    gzipped: bytes
    media_type: str
    tag: str

    @classmethod
    def of(cls, body: bytes, media_type: str, tag: str) -> Immutable:
        """Compress a body, once. The hardest, 9, takes two and a half times as long for a thousandth less."""
        return cls(body, gzip.compress(body, compresslevel=6, mtime=0), media_type, tag)

    def answer(self, request: Request) -> Response:
        """The response to a request for this body: 304 without the body if the browser has it, else 200.

        A body that is compressed already says so in its headers, and the compressing middleware leaves it alone.
        """
        headers = {
            "Cache-Control": f"public, max-age={YEAR}, immutable",
            "ETag": f'W/"{self.tag}"',  # weak, because it stands for the body in either encoding
            "Vary": "Accept-Encoding",
        }
        if self.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(self.body, headers=headers, media_type=self.media_type)
        return Response(self.gzipped, headers=headers | {"Content-Encoding": "gzip"}, media_type=self.media_type)


def not_found(detail: str) -> Response:
    """A 404 that says what is missing; no cache keeps it, because the address may be filled later."""
    return JSONResponse({"detail": detail}, status_code=404, headers={"Cache-Control": "no-store"})
