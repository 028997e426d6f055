"""The flow of stages: which maps are shown, for which network, and how large."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from digit_model import load_reader
from tests.browser.visitor import FOUR, SEVEN

TALK = ["conv1", "pool1", "conv2", "pool2", "flatten", "fc1", "relu", "fc2", "softmax"]


def test_the_most_active_maps_come_first_and_all_are_one_tap_away(drawn):
    visitor, reading = drawn
    page = visitor.page
    section = page.locator("#flow [data-stage=conv3]")
    size = "document.querySelector('[data-stage=conv3] canvas').height"
    few = page.evaluate(size)
    section.locator(".more").click()
    assert page.evaluate(size) == pytest.approx(3 * few, abs=6), "48 maps instead of 16, and two gaps more"
    section.locator("canvas").click(position={"x": 3, "y": 3})
    most_active = int(np.argmax(reading.trace["conv3"].std(axis=(1, 2))))
    expect(page.locator("#follow .where")).to_contain_text(f"conv3 · map {most_active} ·")
    section.locator(".more").click()
    assert page.evaluate(size) == few


def test_the_keys_go_on_when_the_map_that_they_were_on_is_no_longer_shown(drawn):
    page = drawn[0].page
    section, where = page.locator("#flow [data-stage=conv3]"), page.locator("#follow .where")
    section.locator(".more").press("Enter")
    section.locator("canvas").focus()
    for _ in range(4 * 14 + 3):
        page.keyboard.press("ArrowDown")
    expect(where).to_contain_text("row 10, column 7")  # of a map in the fifth row
    section.locator(".more").press("Enter")
    section.locator("canvas").focus()
    page.keyboard.press("ArrowLeft")
    expect(where).to_contain_text("row 7, column 7")
    page.keyboard.press("ArrowLeft")
    expect(where).to_contain_text("row 7, column 6")


def test_the_arrow_keys_move_what_a_click_has_pinned(drawn):
    page = drawn[0].page
    where = page.locator("#follow .where")
    canvas = page.locator("#flow [data-stage=conv1] canvas")
    canvas.click(position={"x": 15, "y": 15})
    expect(where).to_contain_text("conv1 · map")
    before = re.search(r"row (\d+), column (\d+)", where.inner_text())
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(where).to_contain_text(f"row {int(before[1]) + 1}, column {int(before[2]) + 1}")
    expect(page.locator("#follow .let-go")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#follow .let-go")).to_be_hidden()


def test_an_empty_page_has_no_numbers_and_no_bars(drawn):
    visitor, _ = drawn
    page = visitor.page
    numbers = page.locator("#flow .bars span")
    assert "–" not in numbers.all_inner_texts()
    page.click("#clear")
    visitor.answer_is("")
    assert set(numbers.all_inner_texts()) == {"–"}
    bars = page.locator("#flow .bars i")
    lengths = bars.evaluate_all("bars => bars.map((bar) => bar.style.getPropertyValue('--length'))")
    assert set(map(float, lengths)) == {0}


def test_a_probability_fills_as_much_of_its_bar_as_of_a_hundred_percent(drawn):
    visitor, _ = drawn
    visitor.page.evaluate(
        """document.dispatchEvent(new CustomEvent("digit-read", {
          detail: { ...rested, probabilities: rested.probabilities.map((_, digit) => [0.5, 0.3, 0.2][digit] ?? 0) },
        }))"""
    )
    bars = visitor.page.locator("#probabilities .bars i")
    lengths = bars.evaluate_all("bars => bars.map((bar) => Number(bar.style.getPropertyValue('--length')))")
    assert lengths == [0.5, 0.3, 0.2, *[0] * 7]


def test_while_the_pen_moves_every_map_keeps_its_place(visit):
    visitor = visit()
    page = visitor.page
    page.wait_for_function("window.rested")  # what the first stroke finds
    page.evaluate(
        """window.orders = new Set();
        document.addEventListener("cell-pointed", ({ detail }) => orders.add(detail.address));
        const canvas = document.querySelector("[data-stage=conv3] canvas");
        document.addEventListener("digit-painted", () => {
          const { left, top } = canvas.getBoundingClientRect();
          canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: left + 2, clientY: top + 2 }));
        });"""
    )
    visitor.draw(SEVEN, steps=12, lift=False)
    expect(page.locator("#answer")).to_have_text("7")
    channels = {address.split(".")[1] for address in page.evaluate("[...orders]") if address}
    assert len(channels) == 1
    page.mouse.up()


def test_an_update_changes_nothing_but_lengths_and_numbers(visit):
    visitor = visit()
    visitor.draw(SEVEN)
    visitor.rests(1)
    visitor.page.evaluate(
        """window.changes = [];
        const note = (records) => changes.push(...records.map(({ type, attributeName }) => attributeName ?? type));
        const watched = { subtree: true, childList: true, attributes: true, characterData: true };
        const observer = new MutationObserver(note);
        for (const part of document.querySelectorAll("#flow, #operated")) observer.observe(part, watched);"""
    )
    visitor.draw(FOUR[:1])
    visitor.rests(2)
    changes = set(visitor.page.evaluate("changes"))
    # Anything else, a new node or what was written already, makes the browser work out the whole page's style again.
    assert changes >= {"style", "characterData"}
    assert changes <= {"style", "characterData", "class"}


def test_the_head_leads_to_the_talks_network_and_the_drawing_goes_along(visit):
    visitor = visit()
    page = visitor.page
    visitor.draw(FOUR)
    visitor.answer_is("4")
    page.locator("#head nav a", has_text="talk").click()
    page.wait_for_url("**/talk")
    visitor.answer_is("4")
    assert page.locator("#flow h3").all_inner_texts() == TALK
    assert page.locator("#head [aria-current]").inner_text() == "talk"
    digit = visitor.digit()
    page.locator("#flow [data-stage=fc2] li").nth(4).click()
    page.locator("#follow .total").wait_for()
    expected = load_reader("talk").read_digits([digit])[0].trace["fc2"][4]
    assert float(page.locator("#follow .where b").inner_text()) == pytest.approx(float(expected), abs=1e-4)
    page.locator("#head nav a", has_text="pen").click()
    page.wait_for_url(lambda url: not url.endswith("talk"))
    visitor.answer_is("4")
    assert page.locator("#head [aria-current]").inner_text() == "pen"
    visitor.complaints.clear()  # Gradio's own stream complains of being left


def test_the_view_for_a_projector_is_larger_and_points_as_well(drawn):
    visitor, _ = drawn
    page = visitor.page
    heading = page.locator("#flow h3").first
    before = heading.bounding_box()["height"]
    page.locator(".stage-view").click()
    assert heading.bounding_box()["height"] > 1.3 * before
    canvas = page.locator("#flow [data-stage=conv1] canvas")
    box = canvas.bounding_box()
    canvas.click(position={"x": box["width"] / 8, "y": box["height"] / 8})  # the middle of the first map
    expect(page.locator("#follow .where")).to_contain_text(re.compile("row 1[34], column 1[34]"))
    page.locator(".stage-view").click()
    assert heading.bounding_box()["height"] == pytest.approx(before)
