"""Picture files that strangers send: far too large, of other formats, damaged anywhere. They are refused in words."""

from __future__ import annotations

import io
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from digit_model import UnreadablePicture
from tests.unit.ink import ink_from
from tests.unit.pages import PAGE, difference


def test_a_jpeg_that_goes_over_its_pixels_without_end_is_refused_at_once(tmp_path):
    path = tmp_path / "photo.jpg"
    PAGE.save(path, progressive=True)
    data = path.read_bytes()
    last_scan = data[data.rindex(b"\xff\xda") : -2]
    path.write_bytes(data[:-2] + 90 * last_scan + data[-2:])
    assert difference(path) < 0.02
    path.write_bytes(data[:-2] + 100 * last_scan + data[-2:])
    with pytest.raises(UnreadablePicture, match=r"stored in \d+ passes, more than 100; save it anew"):
        ink_from(path)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_twelve_thousand_squared_real_pixels_are_refused_at_once(tmp_path):
    path = tmp_path / "huge.png"
    Image.new("1", (12_000, 12_000)).save(path, compress_level=1)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(UnreadablePicture, match=r"12000 x 12000, more than 50 million pixels; send a smaller one"):
        ink_from(path)


@pytest.mark.parametrize("suffix", ["ico", "icns", "eps", "ppm", "pcx", "tga"])
def test_formats_that_are_not_promised_stay_closed(tmp_path, suffix):
    path = tmp_path / f"page.{suffix}"
    PAGE.convert("RGB").save(path)
    with pytest.raises(
        UnreadablePicture,
        match="cannot be read as a picture; send a PNG, JPEG, WebP, BMP, TIFF or GIF",
    ):
        ink_from(path)


def test_a_path_that_cannot_be_is_refused():
    with pytest.raises(UnreadablePicture, match="cannot be opened: embedded null"):
        ink_from("a\0b.png")


def _packed(kind: str, **settings: object) -> bytes:
    file = io.BytesIO()
    PAGE.resize((56, 56)).convert("RGB").save(file, kind, **settings)
    return file.getvalue()


EXIF = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"  # turned by 90 degrees
PACKED = [
    _packed("PNG"),
    _packed("PNG", exif=EXIF),
    _packed("JPEG"),
    _packed("JPEG", progressive=True, exif=EXIF),
    _packed("WEBP"),
    _packed("WEBP", exif=EXIF),
    _packed("GIF"),
    _packed("BMP"),
    _packed("TIFF"),
    _packed("TIFF", compression="tiff_lzw"),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.sampled_from(PACKED),
    damage=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6),
    kept=st.floats(0, 1),
)
def test_a_damaged_file_gives_ink_or_the_one_error(tmp_path, data, damage, kept):
    bent = bytearray(data)
    for place, value in damage:
        bent[int(len(bent) * place**3)] = value  # the third power: mostly in the header
    path = tmp_path / "bent"
    path.write_bytes(bent[: max(1, int(len(bent) * min(1.0, kept * 1.5)))])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's complaints about the file, which a server's log may have
        try:
            ink = ink_from(path)
        except UnreadablePicture:
            return
    assert ink.min() >= 0
    assert ink.max() <= 1
