"""What it costs to decode a picture: looked at before anything is decoded, bounded, and paid by few pictures at once.

A picture of two kilobytes may have fifty million pixels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from io import BytesIO
from itertools import count
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import Condition

from PIL import Image

from digit_model.errors import UnreadablePicture

MAX_PIXELS = 50_000_000  # the largest ordinary phone photo
MAX_BYTES = 200_000_000  # of memory, for one picture
# Bytes of memory for each pixel, as measured at the decoder's peak. WebP's decoder keeps the picture three times beside
# Pillow's own; a TIFF may come in one strip, which is kept whole.
BYTES_PER_PIXEL = {"WEBP": 16, "TIFF": 8}
PLAIN = 4  # bytes for each pixel of all other formats: Pillow's own picture
# A progressive JPEG keeps its coefficients until it has been gone over for the last time, whatever it is shrunk to.
COEFFICIENT = 2  # bytes
# Times that a progressive JPEG may go over its pixels. Ten are usual; each further one costs as little as 75 bytes of
# the file and up to 0.04 s, so a file of a few MB could keep a core busy for an hour. libtiff has the first bound.
MAX_SCANS = 100
MAX_SCANNED = 600_000_000  # pixels, all scans together: about a second
RUN_LENGTHS = (1, 2)  # BMP's numbers for its compressed kinds; Pillow unpacks these in Python, a second for 1 MP

SMALL = 30_000_000  # bytes; a phone's photo, since a JPEG is decoded at a fraction of its size, or a screenshot


class Lane:
    """One picture is decoded at a time; of those that wait, the smallest is next."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: list[tuple[int, int]] = []  # (bytes, number), a heap
        self._numbers = count()
        self._is_taken = False

    @contextmanager
    def turn(self, needed: int) -> Iterator[None]:
        """Wait for one's turn with a picture that takes so many bytes."""
        mine = needed, next(self._numbers)
        with self._changed:
            heappush(self._waiting, mine)
            self._changed.wait_for(lambda: not self._is_taken and self._waiting[0] == mine)
            heappop(self._waiting)
            self._is_taken = True
        try:
            yield
        finally:
            with self._changed:
                self._is_taken = False
                self._changed.notify_all()


_small, _large = Lane(), Lane()


def check_pixels(picture: Image.Image) -> None:
    """Refuse a picture by its size alone.

    Raises: UnreadablePicture if it has no pixels, or more than ``MAX_PIXELS``.
    """
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise UnreadablePicture(
            "the picture has {width} x {height}, more than {most} million pixels; send a smaller one",
            width=width,
            height=height,
            most=MAX_PIXELS // 1_000_000,
        )
    if not width or not height:
        raise UnreadablePicture("the picture is empty: it has no pixels")


def check_time(file: Image.Image, source: Path | BytesIO) -> None:
    """Refuse a file whose pixels take far more time than others' do.

    ``source``: what ``file`` was opened from.
    Raises: UnreadablePicture if it is a JPEG with too many scans or a run-length coded BMP.
    """
    if file.format == "BMP" and file.info.get("compression") in RUN_LENGTHS:
        raise UnreadablePicture("the picture is a compressed BMP, which takes long to read; save it as a PNG")
    if file.format not in ("JPEG", "MPO"):
        return
    scans = _scans(source)
    most = min(MAX_SCANS, MAX_SCANNED // (file.width * file.height))
    if scans > most:
        raise UnreadablePicture(
            "the picture is stored in {scans} passes, more than {most}; save it anew", scans=scans, most=most
        )


def _scans(source: Path | BytesIO) -> int:
    begin = b"\xff\xda"  # these two bytes cannot occur within a scan
    if isinstance(source, BytesIO):
        return source.getvalue().count(begin)
    with source.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return len(re.findall(begin, data))


def decoding_bytes(picture: Image.Image, stored_pixels: int) -> int:
    """Estimate the memory, in bytes, that decoding takes at its peak.

    ``stored_pixels``: those of the file, where ``draft`` has made ``picture`` smaller.
    """
    decoded = picture.width * picture.height * BYTES_PER_PIXEL.get(picture.format or "", PLAIN)
    coefficients = stored_pixels * len(picture.getbands()) if "progressive" in picture.info else 0
    return decoded + COEFFICIENT * coefficients


@contextmanager
def turn_to_decode(needed: int) -> Iterator[None]:
    """Wait for one's turn to decode a picture that takes ``needed`` bytes.

    Two are decoded at once in this process: one small picture and one large. So memory is bounded, and whoever sends a
    usual photo waits for no large one, and for no more than one of the others that are larger.
    Raises: UnreadablePicture if it takes more than ``MAX_BYTES``, or than this machine has.
    """
    if needed > MAX_BYTES:
        raise UnreadablePicture(
            "the picture takes {needed} MB of memory to decode, more than {most}; send a smaller one, or a JPEG",
            needed=needed // 1_000_000,
            most=MAX_BYTES // 1_000_000,
        )
    try:
        with (_small if needed <= SMALL else _large).turn(needed):
            yield
    except MemoryError:
        raise UnreadablePicture("the picture takes more memory than is free here; send a smaller one") from None
