"""What a visitor takes away in files: every number, and a picture of it all."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.sharing import link_of, note_what_is_written, operate
from tests.browser.visitor import FOUR, Visitor, ask


def test_a_picture_has_files_but_no_link(used):
    visitor = used()
    page = visitor.page
    ask(page, "share")
    assert page.locator("#copy").is_disabled()
    expect(page.get_by_text("nothing to share yet")).to_be_visible()
    page.locator("[data-picture^='9']").click()
    visitor.answer_is("9")
    expect(page.get_by_text("A link can hold a drawing, but not a picture.")).to_be_visible()
    assert page.locator("#copy").is_disabled()
    assert page.locator("#link").input_value() == ""
    expect(page.locator("[data-file=png]")).to_be_enabled()


def test_the_picture_says_of_which_stages_it_shows_only_the_most_active_maps(drawn):
    visitor, _ = drawn
    page = visitor.page
    note_what_is_written(visitor)
    ask(page, "share")
    with page.expect_download():
        page.click("[data-file=png]")
    written = page.evaluate("written")
    assert written[written.index("conv1") + 1] == "16 × 28 × 28", "all 16 are shown"
    assert written[written.index("conv3") + 1] == "16 most active of 48"
    assert written[written.index("conv5") + 1] == "16 most active of 96"


def taken(visitor: Visitor, kind: str) -> bytes:
    """The file that a button offers."""
    with visitor.page.expect_download() as download:
        visitor.page.click(f"[data-file={kind}]")
    assert download.value.suggested_filename == f"digit-4-pen.{kind}"
    return Path(download.value.path()).read_bytes()


def test_the_files_hold_every_number_that_python_reads_too(drawn):
    visitor, reading = drawn
    link_of(visitor)
    visitor.page.route("**/*", lambda route: route.abort())  # the server is gone
    archive, table = taken(visitor, "npz"), taken(visitor, "csv").decode()
    wanted = {"digit": reading.digit, **reading.trace, "probabilities": reading.probabilities}
    with np.load(io.BytesIO(archive), allow_pickle=False) as arrays:
        assert arrays.files == list(wanted)
        assert np.array_equal(arrays["digit"], reading.digit)
        for name, values in wanted.items():
            assert arrays[name].dtype == values.dtype
            assert arrays[name] == pytest.approx(values, abs=2e-5), name
        rows = csv.DictReader(io.StringIO(table, newline=""))
        written = [(row["stage"], np.float32(row["value"])) for row in rows]
        assert written == [(name, value) for name in arrays.files for value in arrays[name].ravel()]
    visitor.complaints.clear()  # other parts have asked it


LOOKS = pytest.mark.parametrize(("locale", "dark"), [("en-US", False), ("zh-CN", True)])


@LOOKS
def test_the_picture_shows_digit_and_maps_in_the_page_s_colours(used, locale, dark):
    visitor = used(locale=locale, dark=dark)
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    link_of(visitor)
    pixels = np.asarray(Image.open(io.BytesIO(taken(visitor, "png"))).convert("RGB"))
    width = pixels.shape[1]
    assert width == 2_592
    page_colour = [0x17, 0x16, 0x14] if dark else [0xF7, 0xF6, 0xF2]
    for corner in (pixels[0, 0], pixels[0, -1], pixels[-1, 0], pixels[-1, -1]):
        assert corner.tolist() == page_colour
    seen = pixels[224 : 224 + 336 : 12, width - 96 - 336 : width - 96 : 12, 0]
    assert seen.tobytes() == bytes(page.evaluate("[...rested.levels]")), "the digit, twelve pixels for each of its own"
    # The first stage's maps: 84 pixels wide and 8 apart, three pixels for each number; in the flow 28 and 3 apart.
    flow = page.evaluate(
        """() => {
          const canvas = document.querySelector("#flow [data-stage=conv1] canvas");
          return [...canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data];
        }"""
    )
    on_page = np.array(flow, dtype=np.uint8).reshape(4 * 31 - 3, 4 * 31 - 3, 4)[..., :3]
    for row, column in np.ndindex(4, 4):
        there = on_page[row * 31 : row * 31 + 28, column * 31 : column * 31 + 28]
        top, left = 2 * (372 + 32) + row * 92, 96 + column * 92
        assert np.array_equal(pixels[top : top + 84 : 3, left : left + 84 : 3], there)


@LOOKS
def test_the_picture_is_written_in_the_page_s_language(used, locale, dark):
    visitor = used(locale=locale, dark=dark)
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    operate(visitor, 3, "Off" if locale == "en-US" else "关掉")
    visitor.page.wait_for_function("rested.surgery.length === 1")
    link = link_of(visitor)
    note_what_is_written(visitor)
    ask(visitor.page, "share")
    with visitor.page.expect_download():
        visitor.page.click("[data-file=png]")
    written = visitor.page.evaluate("written")
    english = {"Digit X-Ray", "pen, 160,602 parameters", "changed: conv1 · 3", "as it was drawn"}
    chinese = {"Digit X-Ray", "笔迹，160,602 个参数", "已改动：conv1 · 3", "你画的样子"}
    assert (english if locale == "en-US" else chinese) <= set(written)
    assert link in "".join(written), "the address, broken into lines"
