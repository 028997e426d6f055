"""Bodies that never change: each is served at an address that holds a hash of it.

They are compressed once, when they are made, and a browser keeps them for a year without asking again.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass

import brotli
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

YEAR = 31_536_000  # seconds; the longest that caches are asked to keep anything
QUALITY = 6  # of brotli, 0 to 11: 11 takes twenty-five times as long for another 8 %


@dataclass(frozen=True)
class Immutable:
    """A body as it is and compressed.

    ``packed``: {encoding, as browsers name it: the body so compressed}, the smallest first.
    ``tag``:    names this very body; the browser sends it back when somebody reloads the page.
    """

    body: bytes
    packed: dict[str, bytes]
    media_type: str
    tag: str

    @classmethod
    def of(cls, body: bytes, media_type: str, tag: str, quality: int = QUALITY) -> Immutable:
        """Compress a body, once. Browsers take brotli over HTTPS and from localhost alone; gzip is for the rest."""
        packed = {"br": brotli.compress(body, quality=quality), "gzip": gzip.compress(body, compresslevel=6, mtime=0)}
        return cls(body, packed, media_type, tag)

    def answer(self, request: Request) -> Response:
        """The response to a request for this body: 304 without the body if the browser has it, else 200.

        A body that is compressed already says so in its headers, and the compressing middleware leaves it alone.
        """
        headers = {
            "Cache-Control": f"public, max-age={YEAR}, immutable",
            "ETag": f'W/"{self.tag}"',  # weak, because it stands for the body in every encoding
            "Vary": "Accept-Encoding",
        }
        if self.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        known = request.headers.get("accept-encoding", "")
        for encoding, body in self.packed.items():
            if encoding in known:
                return Response(body, headers=headers | {"Content-Encoding": encoding}, media_type=self.media_type)
        return Response(self.body, headers=headers, media_type=self.media_type)


def not_found(detail: str) -> Response:
    """A 404 that says what is missing; no cache keeps it, because the address may be filled later."""
    return JSONResponse({"detail": detail}, status_code=404, headers={"Cache-Control": "no-store"})
