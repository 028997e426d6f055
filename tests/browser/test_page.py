"""The page around the drawing: pictures, languages, dark mode, a server that goes away."""

from __future__ import annotations

import pytest
from PIL import Image
from playwright.sync_api import expect

from digit_model import Drawing
from digit_model.ink import ink_from_drawing
from tests.browser.visitor import COUNT_JUMPS, FOUR, HEIGHT, SEVEN, ask


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


def test_drawing_reading_and_explaining_ask_nobody(used):
    visitor = used()
    page = visitor.page
    page.wait_for_load_state("networkidle")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    visitor.draw(FOUR)
    visitor.answer_is("4")
    page.locator("#flow [data-stage=conv2] canvas").hover()
    page.locator("#follow .total").first.wait_for()
    page.locator("#verdict .top button").nth(1).dispatch_event("click")  # the arithmetic may lie over it
    page.locator("#ledger li").first.wait_for()
    page.keyboard.press("Control+z")
    visitor.rests(1)
    # Workers are modules too; the browser has them already, or takes them from its cache.
    assert [url for url in requests if "/code/" not in url] == []


BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
}"""


def test_a_browser_that_keeps_nothing_shows_one_language_and_draws(app, browser):
    page = browser.new_page(locale="zh-CN")
    page.add_init_script(BLOCKED)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    page.goto(app.url)
    expect(page.locator("#undo")).to_have_text("撤销", use_inner_text=True)
    page.locator("[data-language=en]").click()
    expect(page.locator("#undo")).to_have_text("Undo", use_inner_text=True)
    page.locator("#examples [data-drawing]").nth(0).click()
    expect(page.locator("#answer")).to_have_text("7")
    assert [error for error in errors if "blocked" not in error] == []
    page.close()


def test_dark_mode_keeps_light_paper_and_repaints_the_stages(used):
    corner = "document.querySelector('[data-stage=conv1] canvas').getContext('2d').getImageData(0, 0, 1, 1).data[0]"
    corners = []
    for dark in (False, True):
        visitor = used(dark=dark)
        visitor.draw(SEVEN)
        visitor.answer_is("7")
        paper = "getComputedStyle(document.querySelector('#pad .paper')).backgroundColor"
        assert visitor.page.evaluate(paper) == "rgb(255, 255, 255)"
        corners.append(visitor.page.evaluate(corner))
    assert corners[0] > 150 > corners[1]


def test_without_a_connection_a_drawing_is_read_at_once_and_a_picture_when_the_server_is_back(visit):
    visitor = visit()
    page = visitor.page
    page.context.set_offline(True)
    visitor.draw(FOUR)
    visitor.answer_is("4")
    page.locator("[data-picture^='9']").click()
    away = page.get_by_text("Your picture is read once it does")
    away.wait_for()
    expect(page.locator(".toast-body")).to_have_count(0)
    page.context.set_offline(False)
    visitor.answer_is("9")
    expect(away).to_be_hidden()
    page.wait_for_load_state("networkidle")
    visitor.complaints.clear()  # the browser's own, of requests that failed


def test_a_reload_brings_the_drawing_back(used):
    visitor = used()
    page = visitor.page
    visitor.draw(FOUR)
    visitor.answer_is("4")
    page.reload()  # as Gradio does by itself some time after a lost connection is back
    visitor.answer_is("4")
    page.click("#undo")
    visitor.answer_is("")
    visitor.complaints.clear()


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


def test_of_a_picture_and_a_drawing_chosen_in_haste_the_later_one_stays(used):
    visitor = used()
    visitor.draw(FOUR)
    visitor.answer_is("4")
    for _ in range(3):
        visitor.page.locator("[data-picture^='9']").click()
        visitor.page.locator("#examples [data-drawing]").nth(0).click()
        visitor.page.wait_for_timeout(1_500)
        visitor.answer_is("7")
        assert "empty" not in visitor.page.locator("#pad .paper").get_attribute("class")
    visitor.page.locator("[data-picture^='9']").click()
    visitor.answer_is("9")


@pytest.mark.parametrize(("width", "alike"), [(320, [360, 390]), (820, []), (1280, [])])
def test_nothing_jumps_while_the_page_comes_and_nothing_sticks_out(visit, width, alike):
    page = visit(width, script=COUNT_JUMPS).page
    page.wait_for_timeout(800)
    assert page.evaluate("jumps") < 0.1
    for wide in (width, *alike):
        page.set_viewport_size({"width": wide, "height": HEIGHT})
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
        pad = page.locator("#pad .paper").bounding_box()
        for tool in ("undo", "redo", "erase", "clear", "width"):
            box = page.locator(f"#{tool}").bounding_box()
            assert box["x"] + box["width"] <= pad["x"] + pad["width"] + 1, (tool, wide)
