"""A visitor's own picture in the place of the drawing: undo, and what cannot be read."""

from __future__ import annotations

import pytest
from PIL import Image
from playwright.sync_api import expect

from digit_model import Drawing
from digit_model.ink import ink_from_drawing
from tests.browser.visitor import FOUR, SEVEN, ask


@pytest.fixture
def photo(tmp_path):
    """A 4 in dark ink on grey paper."""
    ink = ink_from_drawing(Drawing.of(FOUR, 0.05), side=160)
    path = tmp_path / "four.jpg"
    Image.fromarray((200 - 150 * ink).astype("uint8")).save(path)
    return path


def upload(visitor, path) -> None:
    visitor.page.locator("#own").click()
    visitor.page.locator("#picture input[type=file]").set_input_files(path)


def test_an_uploaded_picture_takes_the_pads_place_and_undo_brings_the_drawing_back(used, photo):
    visitor = used()
    visitor.draw(SEVEN)
    visitor.answer_is("7")
    upload(visitor, photo)
    visitor.answer_is("4")
    assert "empty" in visitor.page.locator("#pad .paper").get_attribute("class")
    visitor.page.click("#undo")
    visitor.answer_is("7")
    visitor.page.locator("#picture img").wait_for(state="detached")
    expect(visitor.page.locator("#picture")).to_be_hidden()


def test_undo_brings_a_picture_back_that_was_drawn_over_taken_out_or_cleared(visit, photo):
    visitor = visit()
    page = visitor.page
    upload(visitor, photo)
    visitor.answer_is("4")
    visitor.draw(SEVEN)
    visitor.answer_is("7")
    page.locator("#picture img").wait_for(state="detached")
    page.click("#undo")
    visitor.answer_is("4")
    expect(page.locator("#pad .instead")).to_be_visible()
    page.click("#redo")
    visitor.answer_is("7")
    page.click("#undo")
    visitor.answer_is("4")
    page.click("#clear")
    visitor.answer_is("")
    page.click("#undo")
    visitor.answer_is("4")
    page.click("#undo")
    visitor.answer_is("")
    assert page.locator("#undo").is_disabled()
    expect(page.locator("#first[data-old]")).to_have_count(0)  # Python has heard of the empty page
    upload(visitor, photo)
    visitor.answer_is("4")
    page.get_by_label("Remove Image").click()
    visitor.answer_is("")
    page.click("#undo")
    visitor.answer_is("4")


def test_the_picture_input_opens_in_sight_of_a_phone_and_clear_empties_it(used, photo):
    visitor = used(width=390, touch=True)
    page = visitor.page
    upload(visitor, photo)
    expect(page.locator("#picture")).to_be_in_viewport()
    visitor.answer_is("4")
    page.click("#clear")
    visitor.answer_is("")
    page.locator("#picture img").wait_for(state="detached")
    expect(page.locator("#clear")).to_be_disabled()


def test_a_file_that_is_no_picture_is_complained_of_once_and_nothing_is_lost(used, tmp_path):
    visitor = used()
    visitor.draw(SEVEN)
    visitor.answer_is("7")
    bad = tmp_path / "notes.png"
    bad.write_bytes(b"these are only notes")
    upload(visitor, bad)
    visitor.page.get_by_text("cannot be read as a picture; send a PNG").wait_for()
    assert visitor.page.inner_text("body").count("cannot be read as a picture") == 1
    visitor.answer_is("7")
    visitor.complaints.clear()  # the browser could not show the file either, and says so


def test_a_chinese_visitor_reads_in_chinese_what_was_wrong(used, tmp_path):
    visitor = used(locale="zh-CN")
    page = visitor.page
    bad = tmp_path / "笔记.png"
    bad.write_bytes(b"these are only notes")
    upload(visitor, bad)
    complaint = page.locator("#refused")
    expect(complaint).to_contain_text("不是能识别的图片；请发送 PNG", use_inner_text=True)
    assert "cannot be read as a picture" not in page.inner_text("body")
    visitor.draw(SEVEN)
    visitor.answer_is("7")
    expect(complaint).to_be_empty()  # who draws on has understood
    ask(page, "compare")
    page.locator("#compare .answer b").first.wait_for()
    page.locator("#compare input").fill("runs/gone")
    page.locator("#compare form button").click()
    expect(page.locator("[data-failure=unknown] small")).to_have_text("这里没有 runs/gone", use_inner_text=True)
    visitor.complaints.clear()  # the browser could not show the file either, and says so


def test_a_stroke_after_a_refused_picture_keeps_answer_and_top_three_together(used, tmp_path):
    visitor = used()
    bad = tmp_path / "notes.png"
    bad.write_bytes(b"these are only notes")
    upload(visitor, bad)
    visitor.page.get_by_text("cannot be read as a picture").wait_for()
    visitor.page.locator("#picture img").wait_for(state="detached")
    visitor.draw(SEVEN)
    visitor.answer_is("7")
    visitor.page.wait_for_timeout(1_000)
    visitor.answer_is("7")
    visitor.complaints.clear()
