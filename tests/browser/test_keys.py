"""Drawing without a pointer."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

SEVEN = ["Space", "ArrowRight*12", "ArrowDown*2", "ArrowLeft,ArrowDown,ArrowDown*8"]


def press(page, *keys: str) -> None:
    """Press keys in turn; "ArrowUp*3" is three times, "ArrowLeft,ArrowDown*2" the two in turn, twice."""
    for key in keys:
        names, _, times = key.partition("*")
        for _ in range(int(times or 1)):
            for name in names.split(","):
                page.keyboard.press(name)


@pytest.fixture
def pad(used):
    """A visitor whose keys go to the pad, and draw from its middle on."""
    visitor = used()
    visitor.page.locator("#pad canvas").focus()
    press(visitor.page, "Home")
    return visitor


def test_a_seven_drawn_with_the_keys_is_read_live_and_undone_as_one_stroke(visit):
    pad = visit()
    page = pad.page
    page.locator("#pad canvas").focus()
    press(page, "Home", "Shift+ArrowUp*2", "Shift+ArrowLeft", "ArrowLeft*2")
    press(page, *SEVEN)
    expect(page.locator("#answer")).to_have_text("7")  # while the pen is still down
    press(page, "Space")
    pad.answer_is("7")
    press(page, "Control+z")
    pad.answer_is("")
    assert page.locator("#undo").is_disabled()


def test_the_keys_erase_what_they_have_drawn(pad):
    line = ("Home", "Space", "ArrowRight*8", "Space")
    press(pad.page, *line)
    pad.rests(1)
    pad.page.click("#erase")
    pad.page.locator("#pad canvas").focus()
    press(pad.page, *line)
    pad.rests(0)
    press(pad.page, "Control+z")
    pad.rests(1)


def test_the_cursor_shows_and_is_told_and_stays_within_the_pad(visit):
    page = visit().page
    page.locator("#pad canvas").focus()
    status = page.locator("#pen-status")
    expect(status).to_have_text("pen up, column 17, row 17", use_inner_text=True)
    press(page, "Shift+ArrowRight", "ArrowUp")
    expect(status).to_have_text("pen up, column 21, row 16", use_inner_text=True)
    press(page, "Shift+ArrowLeft*9", "Shift+ArrowDown*9", "Space")
    expect(status).to_have_text("pen down, column 1, row 32", use_inner_text=True)
    expect(page.locator("#pad .cursor")).to_have_css("opacity", "1")
    expect(page.locator("#pad .hint")).to_be_visible()
    assert page.evaluate("scrollY") == 0, "the keys draw, they do not scroll"
    press(page, "Escape")
    expect(status).to_have_text("pen up, column 1, row 32", use_inner_text=True)


@pytest.mark.parametrize("away", ["document.activeElement.blur()", "document.querySelector('#width').focus()"])
def test_leaving_the_pad_lifts_the_pen_and_hides_the_cursor(pad, away):
    page = pad.page
    page.evaluate("document.addEventListener('digit-rest', ({ detail }) => (window.rest = detail.strokes))")
    press(page, "Space", "ArrowDown*8")
    page.evaluate(away)
    page.wait_for_function("window.rest?.[0]?.points.length === 9")
    expect(page.locator("#pad .cursor")).to_have_css("opacity", "0")


def test_the_pointer_takes_the_pen_from_the_keys(pad):
    page = pad.page
    page.evaluate("document.addEventListener('digit-rest', ({ detail }) => (window.rest = detail.strokes))")
    press(page, "Space", "ArrowDown*3")
    pad.draw([[(0.2, 0.2), (0.2, 0.8)]])
    page.wait_for_function("window.rest?.length === 2")
    assert page.evaluate("rest[0].points.length") == 4, "the pointer adds nothing to the keys' stroke"
    expect(page.locator("#pad .cursor")).to_have_css("opacity", "0")
