"""Two networks side by side on the real page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from digit_model import load_reader
from digit_model.ui.server.networks import Networks
from tests.browser.visitor import FOUR, SEVEN, SILENT, TRAINED, ask, percentage
from tests.oracles.surgery import Operation


def test_the_drawing_is_read_by_both_and_a_wrong_name_leaves_the_comparison(used):
    visitor = used()
    page, section = visitor.page, visitor.page.locator("#compare")
    ask(page, "compare").get_by_text("draw a digit").wait_for()
    page.evaluate("scrollTo(0, 0)")
    visitor.draw(FOUR)
    visitor.answer_is("4")
    ask(page, "compare")
    section.get_by_text("Both say 4").wait_for()
    assert section.locator("h3").all_inner_texts() == ["pen", "simple"]
    assert section.locator(".answer b").all_inner_texts() == ["4", "4"]
    assert section.locator(".facts").nth(1).inner_text() == "30,074 parameters, 1,041,312 multiplications per digit"
    stages = section.locator(".stages").nth(1).inner_text()
    assert stages == "conv1 → pool1 → conv2 → pool2 → flatten → fc1 → relu → fc2"

    section.get_by_role("textbox").fill("runs/gone")
    section.get_by_role("button").click()
    section.get_by_text("There is no such network").wait_for()
    assert section.locator("h3").all_inner_texts() == ["pen", "simple"]
    assert section.locator("select").input_value() == "talk"

    assert section.locator("option").all_inner_texts()[:2] == ["simple", "pen"]
    page.evaluate("document.documentElement.dataset.language = 'zh'")
    expect(section.locator("option").first).to_have_text("简单")
    assert section.locator("h3").all_inner_texts() == ["笔迹", "简单"]
    page.evaluate("document.documentElement.dataset.language = 'en'")
    section.locator("select").select_option("pen")
    section.get_by_text("and just as surely").wait_for()
    assert not section.get_by_text("There is no such network").is_visible()
    page.evaluate("scrollTo(0, 0)")
    page.click("#clear")
    visitor.draw(SEVEN)
    visitor.answer_is("7")
    ask(page, "compare")
    expect(page.locator("#compare .answer b").first).to_have_text("7")
    bars = section.locator("section").nth(1).locator("li span").all_inner_texts()
    assert max(bars, key=percentage) == bars[7]


def test_a_wrong_name_given_before_anything_is_drawn_leaves_the_comparison_too(visit):
    visitor = visit()
    page, section = visitor.page, visitor.page.locator("#compare")
    ask(page, "compare").get_by_role("textbox").fill("runs/gone")
    section.get_by_role("button").click()
    page.evaluate("scrollTo(0, 0)")
    visitor.draw(FOUR)
    visitor.answer_is("4")
    ask(page, "compare")
    section.get_by_text("Both say 4").wait_for()
    assert section.get_by_text("There is no such network").is_visible()
    assert section.locator("h3").all_inner_texts() == ["pen", "simple"]


def test_nothing_sticks_out_on_the_narrowest_phone(used):
    visitor = used(width=320, touch=True)
    visitor.draw(FOUR)
    visitor.answer_is("4")
    for name in ("compare", "neighbours"):
        ask(visitor.page, name)
        visitor.page.locator(f"#{name} .answer b, #{name} .shared span").first.wait_for(timeout=60_000)
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320
    for control in ask(visitor.page, "compare").locator(":is(select, input, button)").all():
        box = control.bounding_box()
        assert box["height"] >= 32
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_both_columns_say_what_python_says_and_only_the_pages_own_network_is_operated_on(drawn):
    visitor, reading = drawn
    page, section = visitor.page, visitor.page.locator("#compare")
    ask(page, "compare")
    section.get_by_text("Both say 4").wait_for()
    own, other = (load_reader(name).read_digits([reading.digit])[0].probabilities for name in ("pen", "talk"))
    assert percents(page, 0) == pytest.approx(100 * own, abs=0.06)
    assert percents(page, 1) == pytest.approx(100 * other, abs=0.06)
    visitor.operate([Operation("conv1", channel) for channel in range(16)])
    section.get_by_text("They disagree").wait_for()
    assert percents(page, 0) == pytest.approx([100 * p for p in page.evaluate("[...rested.probabilities]")], abs=0.06)
    assert percents(page, 1) == pytest.approx(100 * other, abs=0.06)
    digit = int((abs(100 * other - percents(page, 0))).argmax())
    assert f"most of all on {digit}:" in section.locator(".sentence").inner_text()


def percents(page: Page, column: int) -> list[float]:
    texts = page.locator("#compare section").nth(column).locator("li span").all_inner_texts()
    return list(map(percentage, texts))


def test_a_bundled_network_costs_one_file_and_that_only_in_view(visit):
    visitor = visit()
    page, asked = visitor.page, []
    visitor.gets(TRAINED)
    page.on("request", lambda request: asked.append(request.url))
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    ask(page, "ledger")
    page.locator("#ledger .total").wait_for()
    assert [url for url in asked if "/code/" not in url] == [], "the first screen and the ledger need no answer"
    ask(page, "compare")
    page.locator("#compare").get_by_text("Both say 4").wait_for()
    assert len([url for url in asked if "/weights/" in url]) == 1
    assert not any("component_server" in url for url in asked)


def test_while_the_server_does_not_answer_the_comparison_goes_on_with_the_network_before(drawn):
    visitor, _ = drawn
    page, section = visitor.page, visitor.page.locator("#compare")
    ask(page, "compare")
    section.get_by_text("Both say 4").wait_for()
    silent = section.get_by_text(SILENT)
    with visitor.without_server():
        section.get_by_role("textbox").fill("runs/gone")
        section.get_by_role("button").click()
        expect(silent).to_be_visible()
        page.evaluate("scrollTo(0, 0)")
        page.click("#clear")
        visitor.draw(SEVEN)
        visitor.rests(len(SEVEN))
        ask(page, "compare")
        expect(section.locator(".answer b")).to_have_text(["7", "7"])
        assert section.locator("h3").all_inner_texts() == ["pen", "simple"]
        expect(silent).to_be_visible()
    section.get_by_text("There is no such network").wait_for(timeout=60_000)
    expect(silent).to_be_hidden()
    assert section.locator("select").input_value() == "talk"


def odd_network(change: dict[str, Any]) -> dict[str, Any]:
    """talk, described as the server would, under another name and with a change."""
    return Networks().described(load_reader("talk"), "runs/odd") | change


def test_a_network_that_the_page_cannot_compute_is_said_so_and_leaves_the_comparison(drawn):
    visitor, _ = drawn
    page, section = visitor.page, visitor.page.locator("#compare")
    ask(page, "compare")
    section.get_by_text("Both say 4").wait_for()
    first, *others = odd_network({})["wires"]
    odd = odd_network({"wires": [first | {"kind": "unknown"}, *others]})

    def answer(route: Route) -> None:
        asked = json.loads(route.request.post_data or "")["fn_name"]
        if asked == "other_network":
            route.fulfill(json=odd)
        else:
            route.continue_()

    page.route("**/component_server/**", answer)
    section.get_by_role("textbox").fill("runs/odd")
    section.get_by_role("button").click()
    section.get_by_text("This page cannot compute that network").wait_for()
    assert section.locator("select").input_value() == "talk"
    assert section.locator("h3").all_inner_texts() == ["pen", "simple"]


def test_any_other_network_of_the_server_is_read_in_the_page(drawn):
    visitor, reading = drawn
    page, section = visitor.page, visitor.page.locator("#compare")
    ask(page, "compare")
    section.get_by_text("Both say 4").wait_for()
    odd = odd_network({"name": "someone/digits", "thresholds": {"evidence": 1e6, "probability": 0.5}})
    page.route("**/component_server/**", lambda route: route.fulfill(json=odd))
    section.get_by_role("textbox").fill("someone/digits")
    section.get_by_role("button").click()
    section.get_by_text("They disagree").wait_for()
    assert section.locator("h3").all_inner_texts() == ["pen", "someone/digits (simple)"]
    assert section.locator(".answer").nth(1).inner_text().startswith("–"), "with its own thresholds, it is no digit"
    expected = 100 * load_reader("talk").read_digits([reading.digit])[0].probabilities
    assert percents(page, 1) == pytest.approx(expected, abs=0.06)
