"""One path: from the winning score back to a spot of the visitor's ink, a step at a time."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.visitor import FOUR, SEVEN, shown

STEPS = {"/": 11, "/network/talk": 7}  # stages that sum or choose, and the ink
PINNED = "document.addEventListener('pinned', ({ detail }) => (window.pinned = detail.address))"


@pytest.mark.parametrize("path", STEPS)
def test_a_path_leads_step_by_step_from_the_score_to_the_ink(used, path):
    visitor = used(path=path)
    page, count = visitor.page, STEPS[path]
    page.evaluate(PINNED)
    start, chips = page.locator("#path .start"), page.locator("#path li > button")
    expect(start).to_be_disabled()
    row = page.locator("#path .row").bounding_box()
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    start.click()
    expect(chips).to_have_count(count)
    current, step, on = page.locator("#path [aria-current]"), page.locator("#path .step"), page.locator("#path .on")
    number = page.locator("#follow .where b")
    score = shown(re.match(r"score of 4 = ([−\d.]+)$", current.inner_text())[1])
    assert score == pytest.approx(shown(number.inner_text()), abs=0.005)
    assert page.locator("#path .back").is_disabled()
    for at in range(1, count + 1):
        expect(step).to_have_text(f"step {at} of {count}", use_inner_text=True)
        expect(current).to_be_in_viewport(ratio=0.99)
        stage = page.evaluate("pinned").split(".")[0]
        name = "this spot of your 4" if at == count else stage if at > 1 else "score of 4"
        expect(current).to_contain_text(name)
        expect(page.locator("#follow .where")).to_contain_text("your digit" if at == count else stage)
        if at < count:
            on.click()
    assert on.is_disabled()
    spot = [int(n) for n in page.evaluate("pinned").split(".")[2:]]
    assert visitor.digit()[tuple(spot)] > 0
    seen = [float(page.locator("#seen rect").get_attribute(name)) for name in ("y", "x", "height", "width")]
    assert seen == [*spot, 1, 1]
    now = page.locator("#path .row").bounding_box()
    assert (now["width"], now["height"]) == (row["width"], row["height"]), "its room is of one height"


def test_a_path_ends_with_its_digit_and_with_its_pin_and_is_walked_with_the_keys(drawn):
    visitor, _ = drawn
    page = visitor.page
    page.evaluate(PINNED)
    start, chips, current = (page.locator(f"#path {name}") for name in (".start", "li > button", "[aria-current]"))
    by = "by => document.dispatchEvent(new CustomEvent('path-step', { detail: by }))"
    page.evaluate(by, 1)  # the projector's arrow key begins it
    expect(chips).to_have_count(11)
    page.evaluate(by, 1)
    page.evaluate(by, 1)
    page.evaluate(by, -1)
    expect(chips.nth(1)).to_have_attribute("aria-current", "step")
    chips.nth(4).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    expect(chips.nth(5)).to_be_focused()
    expect(current).to_have_text(chips.nth(5).inner_text(), use_inner_text=True)
    page.keyboard.press("Escape")  # let go
    expect(chips).to_have_count(0)
    assert page.evaluate("pinned") is None
    start.click()
    expect(chips).to_have_count(11)
    page.evaluate("document.dispatchEvent(new CustomEvent('cell-pinned', { detail: { address: 'conv1.0.3.3' } }))")
    expect(chips).to_have_count(0)  # somebody follows another number
    start.click()
    page.evaluate("scrollTo(0, 0)")
    visitor.draw(SEVEN)
    visitor.rests(len(FOUR) + len(SEVEN))
    expect(chips).to_have_count(0)
    expect(page.locator("#follow .let-go")).to_be_visible()  # its number stays pinned
    page.evaluate("document.querySelector('#clear').click()")
    expect(start).to_be_disabled()
    page.evaluate(by, 1)
    expect(chips).to_have_count(0)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_on_a_phone_the_chips_scroll_in_their_own_row_and_the_ways_on_stay_where_they_are(used, locale):
    visitor = used(width=360, touch=True, locale=locale)
    page = visitor.page
    page.set_viewport_size({"width": 360, "height": 640})
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    height = page.locator("#path .row").bounding_box()["height"]
    page.locator("#path .start").tap()
    on, current, chips = (page.locator(f"#path {name}") for name in (".on", "[aria-current]", ".chips"))
    side, step = on.bounding_box()["x"], page.locator("#path .step")
    for at in range(9):
        on.tap()
        assert on.bounding_box()["x"] == side, at
        assert step.evaluate("(step) => step.scrollWidth <= step.clientWidth"), at
        page.wait_for_function(
            """() => {
              const [one, row] = ["[aria-current]", ".chips"].map((name) => document.querySelector(`#path ${name}`));
              const [inner, outer] = [one, row].map((part) => part?.getBoundingClientRect());
              return inner && outer.left - 1 <= inner.left && inner.right <= outer.right + 1;
            }"""
        )
        box, sheet = current.bounding_box(), page.locator("#follow .workings").bounding_box()
        assert box["y"] + box["height"] <= sheet["y"], "the sheet does not cover it"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert np.isclose(page.locator("#path .row").bounding_box()["height"], height)
    expect(chips).to_have_attribute("data-more", "before after")
