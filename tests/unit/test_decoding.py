"""What decoding a picture may cost, and that few are decoded at once."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFile

from digit_model import UnreadablePicture, decoding
from digit_model.decoding import MAX_BYTES, SMALL, decoding_bytes
from digit_model.picture import open_picture

ROOT = Path(__file__).parent.parent.parent
SIDE = 3000  # pixels: enough that what a decoder takes stands out against all else
PEAK = """import sys
from pathlib import Path
from digit_model.picture import open_picture

def highest(what):
    return next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith(what)) * 1024

open_picture("examples/9-grey-paper.png")
Path("/proc/self/clear_refs").write_text("5")
before = highest("VmRSS")
open_picture(sys.argv[1])
print(highest("VmHWM") - before)
"""


def stored(folder: Path, kind: str, mode: str, **settings: object) -> Path:
    """A file with an empty picture."""
    path = folder / f"page.{kind}"
    Image.new(mode, (SIDE, SIDE)).save(path, kind, **settings)
    return path


COSTLY = {
    "webp": ("webp", "RGB", {"lossless": True}),
    "webp with transparency": ("webp", "RGBA", {"lossless": True}),
    "tiff in one strip": ("tiff", "RGBA", {"compression": "tiff_lzw", "strip_size": 10**9}),
    "progressive jpeg": ("jpeg", "RGB", {"progressive": True, "subsampling": 0}),
    "progressive jpeg for print": ("jpeg", "CMYK", {"progressive": True}),
    "png": ("png", "RGBA", {}),
}


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="only Linux tells the highest memory")
@pytest.mark.parametrize("costly", COSTLY)
def test_the_estimate_is_not_below_what_decoding_really_takes(tmp_path, costly):
    kind, mode, settings = COSTLY[costly]
    path = stored(tmp_path, kind, mode, **settings)
    with Image.open(path) as file:
        pixels = file.width * file.height
        file.draft(None, (1120, 1120))
        estimate = decoding_bytes(file, pixels)
    took = subprocess.run([sys.executable, "-c", PEAK, path], capture_output=True, text=True, check=True, cwd=ROOT)
    bands = 30_000_000  # bytes for shrinking, whatever the picture's size
    assert 0.7 * estimate < int(took.stdout) < estimate + bands


def test_two_kilobytes_that_would_take_740_megabytes_are_refused(tmp_path):
    path = tmp_path / "page.webp"
    Image.new("RGB", (7000, 7000)).save(path, lossless=True)
    assert path.stat().st_size < 2000
    with pytest.raises(UnreadablePicture, match="takes 784 MB of memory to decode, more than 200; send a smaller one"):
        open_picture(path)


@pytest.mark.parametrize("form", ["file", "object"])
def test_memory_that_is_not_there_makes_a_picture_unreadable(tmp_path, monkeypatch, form):
    def load(picture: Image.Image) -> None:
        raise MemoryError

    path = stored(tmp_path, "png", "L")
    monkeypatch.setattr(ImageFile.ImageFile, "load", load)
    with pytest.raises(UnreadablePicture, match="more memory than is free here"), Image.open(path) as opened:
        open_picture(path if form == "file" else opened)


def test_a_large_photo_is_a_small_picture_when_it_is_decoded_at_a_fraction(tmp_path):
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (4080, 3072)).save(path)
    with Image.open(path) as photo:
        assert decoding_bytes(photo, 4080 * 3072) > SMALL
        photo.draft(None, (1120, 1120))
        assert decoding_bytes(photo, 4080 * 3072) < SMALL


def test_no_more_than_two_are_decoded_at_once_and_a_small_one_waits_for_no_large_one():
    entered, leave, together = threading.Semaphore(0), threading.Event(), []

    def decode(needed: int) -> None:
        with decoding.turn_to_decode(needed):
            together.append(needed)
            entered.release()
            leave.wait(30)

    with ThreadPoolExecutor(12) as pool:
        try:
            large = [pool.submit(decode, MAX_BYTES) for _ in range(6)]
            assert entered.acquire(timeout=30)
            small = [pool.submit(decode, SMALL) for _ in range(6)]
            assert entered.acquire(timeout=30), "it waits for a large one"
            assert not entered.acquire(timeout=0.1)
            assert sorted(together) == [SMALL, MAX_BYTES]
        finally:
            leave.set()
        for done in large + small:
            done.result(timeout=30)
    assert len(together) == 12


def test_of_those_that_wait_the_smallest_is_next():
    lane, done = decoding.Lane(), []

    def decode(needed: int) -> None:
        with lane.turn(needed):
            done.append(needed)

    with ThreadPoolExecutor(8) as pool:
        with lane.turn(0):
            waiting = [pool.submit(decode, needed) for needed in (5, 3, 8, 1, 3)]
            while len(lane._waiting) < len(waiting):
                time.sleep(0.001)
        for one in waiting:
            one.result(timeout=30)
    assert done == [1, 3, 3, 5, 8]


def test_the_longer_the_jpeg_the_fewer_scans_it_may_have(tmp_path, monkeypatch):
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (1000, 1000)).save(path, progressive=True)
    open_picture(path)
    monkeypatch.setattr(decoding, "MAX_SCANNED", 4_999_999)
    with pytest.raises(UnreadablePicture, match=r"stored in \d+ passes, more than 4; save it anew"):
        open_picture(path)


def test_a_run_length_coded_bmp_which_pillow_unpacks_in_python_is_refused():
    file = io.BytesIO()
    Image.fromarray(np.zeros((8, 8), np.uint8)).save(file, "bmp")
    data = bytearray(file.getvalue())
    data[30] = 1  # RLE8
    path = Path(os.devnull)
    with Image.open(io.BytesIO(data)) as opened, pytest.raises(UnreadablePicture, match="save it as a PNG"):
        decoding.check_time(opened, path)
