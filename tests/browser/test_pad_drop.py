"""Pictures that are dropped on the pad or pasted into the page."""

from __future__ import annotations

import re

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Route, expect

from tests.browser.hand import PICTURE, assert_are_lines, copy, drop, strokes_of
from tests.browser.visitor import FOUR


def test_a_picture_that_is_dropped_on_the_pad_is_read(used):
    visitor = used()
    visitor.draw([[(0.5, 0.2), (0.5, 0.8)]])
    visitor.rests(1)
    address = visitor.page.url
    drop(visitor, PICTURE)
    visitor.answer_is("9")
    expect(visitor.page.locator("#pad .instead")).to_be_visible()
    assert visitor.page.url == address
    visitor.page.click("#undo")
    assert_are_lines(strokes_of(visitor, 1), [[(0.5, 0.2), (0.5, 0.8)]])


def test_what_is_dropped_and_no_picture_changes_nothing(used, tmp_path):
    visitor = used()
    visitor.draw(FOUR)
    visitor.rests(2)
    address = visitor.page.url
    (tmp_path / "note.txt").write_text("seven", encoding="utf-8")
    drop(visitor, tmp_path / "note.txt")
    visitor.draw([[(0.1, 0.1), (0.1, 0.12)]])
    assert_are_lines(strokes_of(visitor, 3)[:2], FOUR)
    assert visitor.page.url == address


def test_the_talks_pad_says_where_pictures_are_read(used):
    visitor = used(path="/talk")
    visitor.draw(FOUR)
    visitor.rests(2)
    drop(visitor, PICTURE)
    expect(visitor.page.get_by_text("Pictures are read on the Draw page. Draw here.")).to_be_visible()
    assert_are_lines(strokes_of(visitor, 2), FOUR)


def test_a_picture_that_is_pasted_is_read(used):
    visitor = used()
    page = visitor.page
    copy(visitor, PICTURE)
    page.keyboard.press("Control+V")
    visitor.answer_is("9")
    expect(page.locator("#pad .instead")).to_be_visible()


def test_a_picture_that_does_not_reach_the_server_is_complained_of(used):
    visitor = used()
    visitor.draw(FOUR)
    visitor.rests(2)
    visitor.page.route("**/upload**", lambda route: route.abort())
    drop(visitor, PICTURE)
    complaint = visitor.page.get_by_text("The picture did not reach the server. Try again.")
    expect(complaint).to_be_visible()
    visitor.answer_is("4")
    visitor.draw([[(0.1, 0.1), (0.1, 0.12)]])
    expect(complaint).to_be_hidden()
    visitor.complaints.clear()  # the browser's, of the upload


@pytest.mark.parametrize("newer", ["file", "example"])
def test_a_picture_that_is_slow_to_reach_the_server_does_not_replace_a_newer_one(used, tmp_path, newer):
    visitor = used()
    page = visitor.page
    picture = Image.new("L", (300, 300), 230)
    ImageDraw.Draw(picture).line((150, 50, 150, 250), 30, 30)
    picture.save(tmp_path / "one.png")
    held: list[Route] = []
    page.route("**/upload**", lambda route: held.append(route), times=1)
    with page.expect_request("**/upload**"):
        drop(visitor, tmp_path / "one.png")
    if newer == "file":
        drop(visitor, PICTURE)
    else:
        page.locator("[data-picture^='9']").click()
    visitor.answer_is("9")
    with page.expect_response("**/upload**"):
        held[0].continue_()
    visitor.sees()
    expect(page.locator("#picture img")).to_have_attribute("src", re.compile("9-grey-paper"))
    visitor.answer_is("9")
    page.click("#undo")
    visitor.answer_is("")
    page.click("#redo")
    visitor.answer_is("9")
    expect(page.locator("#redo")).to_be_disabled()
