"""A picture that is read stands in the pad, outlined like a drawing; one that cannot be read is complained of there."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from digit_model.page import on_pad
from digit_model.path import page_from
from digit_model.ui.server.door.body_limit import MAX_UPLOAD
from tests.browser.hand import PICTURE, drop, pixels_of
from tests.browser.visitor import FOUR

LIGHT_CELL = "(box) => document.dispatchEvent(new CustomEvent('cells-lit', { detail: { digit: box } }))"
BOXES = """(selector) => {
  const pad = document.querySelector("#pad canvas").getBoundingClientRect();
  const { left, top, width, height } = document.querySelector(selector).getBoundingClientRect();
  return [(left - pad.left) / pad.width, (top - pad.top) / pad.height, width / pad.width, height / pad.height];
}"""


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """A wide picture: a one near its right end, dark on light."""
    picture = Image.new("RGB", (900, 300), (225, 225, 210))
    ImageDraw.Draw(picture).line((700, 60, 700, 240), (30, 30, 60), 30)
    path = tmp_path / "wide.png"
    picture.save(path)
    return path


@pytest.mark.parametrize("dark", [False, True])
def test_the_picture_stands_in_the_pad_with_its_receptive_field_outlined(used, wide, dark):
    visitor = used(dark=dark)
    page = visitor.page
    drop(visitor, wide)
    visitor.answer_is("1")
    expect(page.locator("#pad .instead")).to_have_text(re.compile("Your picture"), use_inner_text=True)
    shown = pixels_of(page.locator("#pad .paper").screenshot())
    height, width = shown.shape[:2]
    assert shown[height // 2, width // 2] == pytest.approx((225, 225, 210), abs=6)
    assert shown[height // 2, round(700 / 900 * width)].max() < 70, "the stroke is where the picture has it"
    assert (shown[height // 10, width // 2] > 250).all(), "above it is paper"
    assert page.evaluate(BOXES, "#pad img") == pytest.approx(on_pad((300, 900)), abs=0.01)
    # Of the outlined pixels of the digit, those that are not cut off at the pad's edge.
    left, top, across, down = page_from(wide).placement
    page.evaluate(LIGHT_CELL, {"left": 10, "top": 8, "right": 15, "bottom": 19})
    expected = (left + 10 / 28 * across, top + 8 / 28 * down, 6 / 28 * across, 12 / 28 * down)
    assert page.evaluate(BOXES, "#pad rect") == pytest.approx(expected, abs=0.012)
    outlined = pixels_of(page.locator("#pad .paper").screenshot())
    changed = np.argwhere(np.abs(outlined.astype(int) - shown).max(axis=2) > 60)
    (first_row, first_column), (last_row, last_column) = changed.min(axis=0), changed.max(axis=0)
    sides = (first_column / width, first_row / height, (last_column + 1) / width, (last_row + 1) / height)
    ends = (expected[0], expected[1], expected[0] + expected[2], expected[1] + expected[3])
    assert sides == pytest.approx(ends, abs=0.02), "and it is seen on the picture"


def test_drawing_over_a_picture_replaces_it_and_undo_brings_it_back(used, wide):
    visitor = used()
    page = visitor.page
    drop(visitor, wide)
    visitor.answer_is("1")
    image = page.locator("#pad img")
    address = image.get_attribute("src")
    visitor.draw(FOUR, lift=False)
    expect(image).to_be_hidden()
    expect(page.locator("#pad .instead")).to_be_hidden()
    page.mouse.up()
    visitor.draw(FOUR[1:])
    page.click("#undo")
    page.click("#undo")
    visitor.answer_is("1")
    expect(image).to_be_visible()
    assert image.get_attribute("src") == address
    expect(page.locator("#picture")).to_be_hidden()


def test_a_picture_chosen_or_dropped_in_the_picture_input_stands_in_the_pad_too(used, wide):
    visitor = used()
    page = visitor.page
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.click("#own")
    page.locator("#picture input[type=file]").set_input_files(wide)
    visitor.answer_is("1")
    expect(page.locator("#picture img")).to_be_visible()
    expect(page.locator("#pad img")).to_be_visible()
    page.get_by_label("Remove Image").click()
    visitor.answer_is("")
    page.locator("#picture input[type=file]").set_input_files(PICTURE)
    visitor.answer_is("9")
    assert [text for text in said if "not implemented" in text] == []


# Where the tools, the room below them and the complaint begin and end, from the paper's upper edge, all at one moment.
BESIDE_THE_PAPER = """() => {
  const { top } = document.querySelector("#pad .paper").getBoundingClientRect();
  const placeOf = (name) => {
    const box = document.querySelector(name).getBoundingClientRect();
    return [box.top - top, box.bottom - top];
  };
  return { tools: placeOf("#pad .tools"), notes: placeOf("#pad .notes"), refused: placeOf("#refused") };
}"""


@pytest.mark.parametrize("before", ["drawing", "picture"])
def test_a_file_that_cannot_be_read_is_complained_of_at_the_pad_and_nothing_is_lost(used, tmp_path, before):
    visitor = used()
    page = visitor.page
    if before == "drawing":
        visitor.draw(FOUR)
    else:
        drop(visitor, PICTURE)
    digit = "4" if before == "drawing" else "9"
    visitor.answer_is(digit)
    tools = page.evaluate(BESIDE_THE_PAPER)["tools"]
    (tmp_path / "notes.png").write_bytes(b"these are only notes")
    (tmp_path / "notes.txt").write_text("seven", encoding="utf-8")
    (tmp_path / "large.png").write_bytes(bytes(MAX_UPLOAD + 1))
    for name, english, chinese in (
        ("notes.png", "notes.png cannot be read as a picture", "notes.png 不是能识别的图片；请发送"),
        ("notes.txt", "“notes.txt” is not a picture.", "“notes.txt”不是图片"),
        ("large.png", "has 13 MB; the most is 12 MB", "有 13 MB，最多 12 MB"),
    ):
        drop(visitor, tmp_path / name)
        complaint = page.locator("#refused")
        for language, said in (("zh", chinese), ("en", english)):
            page.locator(f"button[data-language={language}]").click()
            expect(complaint).to_contain_text(said, use_inner_text=True)
            now = page.evaluate(BESIDE_THE_PAPER)
            (top, bottom), (room, _) = now["refused"], now["notes"]
            assert 0 <= room - now["tools"][1] < 4, "right below the pad's tools"
            assert room <= top <= bottom <= room + 36, "in the room kept for it"
            assert now["tools"] == tools, "nothing has moved"
        expect(page.locator(".toast-body")).to_have_count(0)
        visitor.answer_is(digit)
    expect(page.locator("#pad img")).to_be_visible(visible=before == "picture")
    visitor.draw([[(0.1, 0.1), (0.1, 0.12)]])
    expect(page.locator("#refused")).to_be_empty()
    visitor.complaints.clear()  # the browser could not show the file either, and says so


def test_a_growing_stroke_looks_as_when_all_is_painted_at_once(used):
    visitor = used()
    page = visitor.page
    ink = page.locator("#pad canvas")
    shot = "canvas => canvas.toDataURL()"
    visitor.draw([[(0.3, 0.2), (0.71, 0.33), (0.3, 0.6), (0.72, 0.77), (0.25, 0.41)]], steps=23, lift=False)
    visitor.sees()
    growing = ink.evaluate(shot)
    page.mouse.up()
    visitor.rests(1)
    page.click("#undo")
    visitor.rests(0)
    page.click("#redo")
    visitor.rests(1)
    visitor.sees()
    assert np.array_equal(grey(ink.evaluate(shot)), grey(growing))
    assert (grey(growing) < 60).sum() > 1_000


def grey(address: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(b64decode(address.split(",")[1]))).convert("L"))


def test_the_keys_hint_hides_no_ink(used):
    page = used(width=390).page
    page.locator("#pad canvas").focus()
    page.keyboard.press("Shift+ArrowUp")
    hint = page.locator("#pad .hint")
    expect(hint).to_be_visible()
    paper, room, tools = (page.locator(f"#pad {name}").bounding_box() for name in (".paper", ".notes", ".tools"))
    box = hint.bounding_box()
    assert box["y"] >= paper["y"] + paper["height"]
    assert room["y"] <= box["y"]
    assert box["y"] + box["height"] <= room["y"] + room["height"]
    page.keyboard.press("Tab")
    expect(hint).to_be_hidden()
    assert page.locator("#pad .tools").bounding_box() == tools


def test_the_outline_of_the_seen_digit_stays_on_it(used):
    page = used().page
    page.evaluate(LIGHT_CELL, {"left": 0, "top": 0, "right": 27, "bottom": 27})
    expect(page.locator("#seen rect")).to_be_visible()
    canvas = page.locator("#seen canvas").bounding_box()
    clip = {"x": canvas["x"] - 4, "y": canvas["y"] - 4, "width": canvas["width"] + 8, "height": canvas["height"] + 8}
    before = pixels_of(page.screenshot(clip=clip)).astype(int)
    page.evaluate(LIGHT_CELL, None)
    expect(page.locator("#seen rect")).to_be_hidden()
    after = pixels_of(page.screenshot(clip=clip)).astype(int)
    changed = np.argwhere(np.abs(before - after).max(axis=2) > 8)
    assert changed.min() >= 4
    assert changed.max(axis=0) == pytest.approx(np.array(before.shape[:2]) - 5, abs=3)
    assert (changed.max(axis=0) <= np.array(before.shape[:2]) - 5).all()
