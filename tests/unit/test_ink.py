"""Pictures of every kind become the same ink, and what is no picture is refused in one sentence."""

from __future__ import annotations

import io
import re
import resource
import struct
import zlib

import numpy as np
import pytest
import scipy.ndimage
from PIL import Image

from digit_model import Drawing, UnreadablePicture
from digit_model.decoding import MAX_PIXELS
from digit_model.ink import ink_from_drawing
from digit_model.paper import marks_on, paper_under, without_noise
from digit_model.picture import open_picture
from tests.unit.ink import ink_from

SEVEN = Drawing.of([[(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)]], 0.07)
SIDE = 280


@pytest.fixture(scope="module")
def ink() -> np.ndarray:
    return ink_from_drawing(SEVEN, SIDE)


@pytest.fixture(scope="module")
def page(ink) -> np.ndarray:
    """Black on white, uint8."""
    return (255 - 255 * ink).astype(np.uint8)


def same(found: np.ndarray, ink: np.ndarray, tolerance: float = 0.02) -> bool:
    return found.shape == ink.shape and float(np.abs(found - ink).mean()) < tolerance


def test_arrays_of_every_layout_give_the_same_ink(page, ink):
    rgb = np.stack([page] * 3, axis=-1)
    opaque = np.dstack([rgb, np.full_like(page, 255)])
    transparent = np.dstack([np.zeros_like(rgb), 255 - page])
    light_on_transparent = np.dstack([np.full_like(rgb, 255), 255 - page])
    framed = np.array(opaque)
    framed[:20, :, 3] = framed[:, -20:, 3] = 0  # as a window's screenshot has it
    for array in (page, rgb, opaque, transparent, light_on_transparent, framed, 255 - page):
        assert same(ink_from(array), ink)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "CMYK", "YCbCr", "I;16", "I", "F"])
def test_images_of_every_mode_give_the_same_ink(page, ink, mode):
    grey = Image.fromarray(page)
    deep = page.astype(np.uint32) * 257
    wide = {"I;16": deep.astype(np.uint16), "I": deep.astype(np.int32), "F": deep.astype(np.float32)}
    image = Image.fromarray(wide[mode]) if mode in wide else grey.convert(mode)
    assert same(ink_from(image), ink)


def test_mode_i_may_hold_eight_bits_too(page, ink):
    assert same(ink_from(Image.fromarray(page.astype(np.int32))), ink)


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "bmp", "tiff", "gif"])
def test_files_of_every_format_give_the_same_ink(page, ink, suffix, tmp_path):
    path = tmp_path / f"seven.{suffix}"
    Image.fromarray(page).save(path)
    assert same(ink_from(path), ink, tolerance=0.03)
    assert same(ink_from(str(path)), ink, tolerance=0.03)


def test_coloured_ink_on_coloured_paper_is_ink(ink):
    def painted(paper, pen):
        return (np.array(paper) + ink[..., None] * (np.array(pen) - np.array(paper))).astype(np.uint8)

    for paper, pen in [
        ((255, 255, 255), (255, 230, 0)),
        ((30, 60, 40), (240, 240, 220)),
        ((200, 180, 140), (20, 20, 120)),
    ]:
        assert same(ink_from(painted(paper, pen)), ink)


def test_a_grey_gradient_under_the_ink_is_paper(ink):
    y, x = np.mgrid[0 : 1 : SIDE * 1j, 0 : 1 : SIDE * 1j]
    paper = 220 - 90 * x - 40 * y * y
    photo = (paper * (1 - 0.8 * ink)).astype(np.uint8)
    assert same(ink_from(photo), ink, tolerance=0.04)
    # An independent reading of the same paper: NumPy's least squares on the unmarked pixels alone.
    basis = np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], axis=-1)
    free = ink == 0
    expected = basis @ np.linalg.lstsq(basis[free], photo[free] / 255.0, rcond=None)[0]
    # Below a mark the paper is taken to be as bright as the brighter of its sides: up to half a stroke of the slope.
    assert np.abs(paper_under((photo / 255).astype(np.float32)) - expected).max() < 0.06


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_an_empty_page_of_any_colour_has_no_ink(grey):
    assert not ink_from(np.full((60, 80), grey, dtype=np.uint8)).any()


def test_a_photo_lies_as_its_camera_says(page, ink, tmp_path):
    path = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # the top row is the picture's right side
    Image.fromarray(np.rot90(page)).save(path, exif=exif, quality=95)
    assert same(ink_from(path), ink, tolerance=0.03)


def test_of_an_animation_the_first_picture_is_read(page, ink, tmp_path):
    path = tmp_path / "moving.gif"
    first, second = Image.fromarray(page), Image.fromarray(np.full_like(page, 255))
    first.save(path, save_all=True, append_images=[second])
    assert same(ink_from(path), ink)


def test_a_large_picture_is_averaged_down(ink):
    large = ink_from_drawing(SEVEN, 4 * SIDE)
    assert max(ink_from((255 - 255 * large).astype(np.uint8)).shape) <= 2 * SIDE


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
def test_a_huge_picture_is_refused_before_it_costs_memory(tmp_path, side):
    path = tmp_path / "huge.png"
    path.write_bytes(png_header(side, side))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadablePicture, match=f"more than {MAX_PIXELS // 1_000_000} million pixels"):
        open_picture(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000, "kilobytes"


def packed(page, kind: str) -> bytes:
    file = io.BytesIO()
    Image.fromarray(page).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP"])
def test_a_file_that_is_cut_off_is_refused(page, tmp_path, kind):
    path = tmp_path / f"cut.{kind.lower()}"
    data = packed(page, kind)
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(UnreadablePicture, match=r"cut off or damaged|cannot be read as a picture|cannot be opened"):
        ink_from(path)


@pytest.mark.parametrize(
    ("picture", "complaint"),
    [
        (np.zeros((4, 4), dtype=np.float32), "must be uint8"),
        (np.zeros((4, 4, 2), dtype=np.uint8), "must be uint8"),
        (np.zeros(4, dtype=np.uint8), "must be uint8"),
        (np.zeros((0, 4), dtype=np.uint8), "has no pixels"),
        (Image.new("L", (0, 5)), "has no pixels"),
        (7, "a int is not a picture"),
        (None, "a NoneType is not a picture"),
        ("no/such/file.png", "cannot be opened: No such file"),
    ],
)
def test_what_is_no_picture_is_refused(picture, complaint):
    with pytest.raises(UnreadablePicture, match=re.escape(complaint)):
        ink_from(picture)


@pytest.mark.parametrize("data", [b"", b"only notes", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"\x00\x00\x01\x00\x01\x00"])
def test_a_file_of_another_kind_is_refused(tmp_path, data):
    path = tmp_path / "notes.png"
    path.write_bytes(data)
    with pytest.raises(UnreadablePicture, match=r"notes\.png cannot be read as a picture; send a PNG"):
        ink_from(path)


def test_a_bold_digit_in_a_tight_picture_is_ink_and_not_paper():
    page = np.full((120, 80), 255, dtype=np.uint8)
    page[3:-3, 3:-3] = 0
    page[25:95, 20:60] = 255  # a bold zero: less paper than ink
    assert np.array_equal(ink_from(page), (page == 0).astype(np.float32))
    assert np.array_equal(ink_from(255 - page), (page == 0).astype(np.float32))


def test_noise_goes_and_a_clean_picture_stays_as_it_is(ink):
    clean = (0.9 - 0.8 * ink).astype(np.float32)
    assert without_noise(clean) is clean
    noisy = np.clip(clean + np.random.default_rng(0).normal(0, 0.3, clean.shape), 0, 1).astype(np.float32)
    inner, cleaned = scipy.ndimage.binary_erosion(ink == 0, iterations=12), without_noise(noisy)
    assert cleaned[inner].std() < 0.25 * noisy[inner].std()
    assert np.corrcoef(cleaned.ravel(), clean.ravel())[0, 1] > 0.9


@pytest.mark.parametrize("negative", [False, True])
def test_a_mark_is_as_strong_in_the_shadow_as_in_the_light(negative):
    page = np.full((200, 200), 0.9, dtype=np.float32)
    page[:, 120:] *= 0.55  # a shadow with a sharp edge
    page[60:66, 20:180] *= 0.3
    marks = marks_on(1 - page if negative else page)
    across = marks[62, 25:175]
    lit, dark = across[:80], across[110:]
    assert lit.mean() == pytest.approx(0.7, abs=0.05)
    assert dark.mean() == pytest.approx(0.7, abs=0.08)
    assert np.median(np.abs(marks[100:])) < 0.02, "no mark, no ink"
