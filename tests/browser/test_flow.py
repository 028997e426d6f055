"""The flow of stages: which maps are shown, for which network, and how large."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.visitor import FOUR, SEVEN


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


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_what_stands_below_a_stage_is_no_wider_than_its_place(used, locale):
    page = used(locale=locale).page
    too_wide = page.locator("#flow section .more").evaluate_all(
        """(links) => links.filter((link) => {
          const next = link.closest("section").nextElementSibling?.getBoundingClientRect().left ?? Infinity;
          return link.getBoundingClientRect().right > next;
        }).map((link) => link.innerText)"""
    )
    assert too_wide == []


def test_the_keys_go_on_when_the_map_that_they_were_on_is_no_longer_shown(visit):
    visitor = visit()  # the keys have been on no map yet
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
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


def test_an_update_changes_nothing_but_lengths_and_numbers(used):
    visitor = used()
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


def test_a_term_opens_its_sentence_by_mouse_and_by_keyboard_and_moves_nothing(drawn):
    page = drawn[0].page
    assert page.locator("#flow").bounding_box()["height"] <= 400
    term, told = page.locator("#flow .hint .term:visible", has_text="kernel"), page.locator("#term-kernel")
    canvas = page.locator("#flow [data-stage=conv1] canvas")
    term.click()
    expect(told).to_be_visible()
    box = canvas.bounding_box()
    expect(told).to_contain_text("learned from the training digits, not written by hand")
    near, opened = term.bounding_box(), told.bounding_box()
    assert opened["y"] == pytest.approx(near["y"] + near["height"], abs=12)
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    assert canvas.bounding_box() == box
    name = page.locator("#flow [data-stage=conv2] h4 button")
    name.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#stage-conv2")).to_contain_text("each over all 16 maps; looks at 5\u00a0×\u00a05 pixels")
    page.keyboard.press("Escape")
    expect(page.locator("#stage-conv2")).to_be_hidden()
    expect(name).to_be_focused()
