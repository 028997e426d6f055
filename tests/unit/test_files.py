"""Picture files as cameras, scanners and phones make them: upright, with all their ink, and left as they were."""

from __future__ import annotations

import os
import tracemalloc

import numpy as np
import pytest
from PIL import Image

from digit_model import UnreadablePicture, picture
from tests.unit.ink import ink_from
from tests.unit.pages import INK, PAGE, difference

ORIENTATION = 0x0112  # EXIF's tag
# What brings the stored picture upright, by EXIF's orientation; here inverted, to store a page that will come upright.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("orientation", STORED)
def test_a_photo_comes_upright_from_every_way_of_holding_the_camera(tmp_path, orientation, mode):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    turn = STORED[orientation]
    photo = (PAGE if turn is None else PAGE.transpose(turn)).convert(mode)
    photo.save(tmp_path / "photo.jpg", exif=exif, quality=95)
    assert difference(tmp_path / "photo.jpg") < 0.02


def test_an_odd_tag_in_the_exif_does_not_spoil_a_sound_photo(tmp_path):
    exif = Image.Exif()
    exif[ORIENTATION], exif[0x010F] = 6, "Camera"
    path = tmp_path / "photo.jpg"
    PAGE.transpose(STORED[6]).save(path, exif=exif, quality=95)
    maker, planes = b"\x01\x0f\x00\x02", b"\x01\x1c\x00\x02"  # tag and type: a text where a number belongs
    assert path.read_bytes().count(maker) == 1
    path.write_bytes(path.read_bytes().replace(maker, planes))
    assert difference(path) < 0.02


def test_sixteen_bit_scans_keep_their_ink_and_come_upright(tmp_path):
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    deep = np.asarray(PAGE.transpose(STORED[6])).astype(np.uint16) * 257
    Image.fromarray(deep).save(tmp_path / "scan.png", exif=exif)
    with Image.open(tmp_path / "scan.png") as scan:
        assert scan.mode == "I;16"
    assert difference(tmp_path / "scan.png") < 0.001


@pytest.mark.parametrize("exif", [b"Exif\0\0II*\0", b"Exif\0\0II+\0\x08\0\0\0", b"Exif\0\0II", b"\0"])
@pytest.mark.parametrize("suffix", ["png", "webp", "jpg"])
def test_exif_that_cannot_be_read_does_not_spoil_a_sound_picture(tmp_path, suffix, exif):
    PAGE.save(tmp_path / f"photo.{suffix}", exif=exif)
    assert difference(tmp_path / f"photo.{suffix}") < 0.02


@pytest.mark.parametrize("bits", [8, 10, 12, 16])
@pytest.mark.parametrize("deep", [np.uint16, np.int32])
def test_white_is_white_however_many_bits_of_a_deep_picture_are_used(tmp_path, deep, bits):
    Image.fromarray((np.asarray(PAGE) * ((2**bits - 1) / 255)).astype(deep)).save(tmp_path / "scan.tiff")
    assert difference(tmp_path / "scan.tiff") < 0.005


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_a_large_picture_is_shrunk_band_by_band_to_the_same_ink(tmp_path, mode, monkeypatch):
    page = PAGE.resize((1_203, 1_203), Image.Resampling.NEAREST)
    page = page.convert(mode) if mode != "I;16" else Image.fromarray(np.asarray(page).astype(np.uint16) * 257)
    page.save(tmp_path / "page.tiff")
    whole = ink_from(tmp_path / "page.tiff")
    monkeypatch.setattr(picture, "BAND", 1_203 * 100)
    assert np.array_equal(ink_from(tmp_path / "page.tiff"), whole)


def test_a_deep_picture_costs_little_more_than_its_pixels(tmp_path):
    Image.fromarray(np.asarray(PAGE.resize((4_000, 4_000))).astype(np.uint16) * 257).save(tmp_path / "scan.png")
    tracemalloc.start()  # counts what numpy takes
    ink_from(tmp_path / "scan.png")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40_000_000, "as float32 alone it would have 64 MB"


def test_a_palette_with_a_transparent_colour_is_laid_on_paper(tmp_path):
    palette = Image.fromarray((INK > 0.5).astype(np.uint8)).convert("P")
    palette.putpalette([255, 0, 0, 0, 0, 0])  # red, which is transparent below, and black
    palette.save(tmp_path / "logo.png", transparency=0)
    with Image.open(tmp_path / "logo.png") as logo:
        assert logo.mode == "P"
        assert "transparency" in logo.info
    assert difference(tmp_path / "logo.png") < 0.01


def test_transparent_paper_is_white_paper():
    ink = (255 * INK).astype(np.uint8)
    transparent = Image.fromarray(np.dstack([np.zeros((280, 280, 3), np.uint8), ink]))
    assert np.array_equal(ink_from(transparent), ink_from(PAGE))


def test_reading_a_callers_picture_leaves_it_as_it_was(tmp_path):
    large = PAGE.resize((4_000, 3_000)).convert("RGB")
    large.save(tmp_path / "large.jpg")
    with Image.open(tmp_path / "large.jpg") as photo:
        ink_from(photo)
        assert (photo.size, photo.mode) == ((4_000, 3_000), "RGB")


@pytest.mark.parametrize("name", ["moving.gif", "cut.png"])
def test_no_file_stays_open(tmp_path, name):
    def opened() -> int:
        return len(os.listdir("/dev/fd"))  # noqa: PTH208 - pathlib would hold one open itself

    path = tmp_path / name
    PAGE.save(path, save_all=True, append_images=[PAGE.rotate(90)])
    if name.startswith("cut"):
        path.write_bytes(path.read_bytes()[:-200])
    before, kept = opened(), []
    for _ in range(3):
        try:
            ink_from(path)
        except UnreadablePicture as error:
            kept.append(error)  # a traceback keeps everything in it alive, as a server's log does
    assert opened() == before


def test_numbers_that_are_none_are_no_ink(tmp_path):
    values = np.where(INK > 0.5, 0.0, 255.0).astype(np.float32)
    values[0, :3] = np.nan, -np.inf, 0
    Image.fromarray(values).save(tmp_path / "measured.tiff")
    ink = ink_from(tmp_path / "measured.tiff")
    assert np.isfinite(ink).all()
    assert np.abs(ink - INK).mean() < 0.01
