"""The page around the drawing: dark mode, narrow screens, a reload, a browser that keeps nothing, no connection."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from digit_model.ui.loading import LATE
from tests.browser.visitor import COUNT_JUMPS, FOUR, HEIGHT, SEVEN, TRAINED


def test_drawing_reading_and_explaining_ask_nobody(visit):
    visitor = visit()  # on a page that others used, the answer to what they asked may still be on its way
    page = visitor.page
    visitor.gets(TRAINED)
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


def test_a_part_whose_script_never_comes_does_not_keep_the_others_from_being_seen(app, browser):
    page = browser.new_page(locale="en-US")
    page.route("**/parts/flow/flow.js", lambda route: route.abort())
    page.goto(app.url)
    expect(page.locator("#answer")).to_be_visible()
    page.locator("#examples [data-drawing]").nth(0).click()
    expect(page.locator("#answer")).to_have_text("7")
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


@pytest.mark.parametrize(("width", "alike"), [(320, [360, 390]), (820, []), (1280, [])])
def test_nothing_jumps_while_the_page_comes_and_nothing_sticks_out(visit, width, alike):
    visitor = visit(width, script=COUNT_JUMPS)
    page = visitor.page
    expect(page.locator("html" + "".join(f".has-{part}" for part in LATE))).to_have_count(1)
    visitor.gets(TRAINED)
    visitor.sees()
    assert page.evaluate("jumps") < 0.1
    for wide in (width, *alike):
        page.set_viewport_size({"width": wide, "height": HEIGHT})
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
        pad = page.locator("#pad .paper").bounding_box()
        for tool in ("undo", "redo", "erase", "clear", "width"):
            box = page.locator(f"#{tool}").bounding_box()
            assert box["x"] + box["width"] <= pad["x"] + pad["width"] + 1, (tool, wide)
