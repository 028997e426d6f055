"""What made the pad fail in people's hands, done to it as the browser itself does: through the DevTools protocol."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import launched
from tests.browser.hand import Hand, assert_are_lines, pixels_of, strokes_of
from tests.browser.visitor import FOUR, open_page

PALM = [(0.8, 0.9), (0.82, 0.92), (0.84, 0.9)]


def test_the_pad_takes_ink_when_all_of_the_page_is_selected(used):
    visitor = used()
    visitor.page.keyboard.press("Control+A")
    assert "Through the network" in visitor.page.evaluate("getSelection().toString()")
    visitor.draw(FOUR)
    assert_are_lines(strokes_of(visitor, 2), FOUR)
    visitor.answer_is("4")


def test_the_pad_takes_ink_when_text_was_selected_across_it(used):
    visitor = used()
    page = visitor.page
    page.locator("#head h1").hover()
    page.mouse.down()
    page.locator("#flow h2").hover()
    page.mouse.up()
    assert "Undo" in page.evaluate("getSelection().toString()")
    visitor.draw(FOUR)
    assert_are_lines(strokes_of(visitor, 2), FOUR)


def test_a_stylus_writes_while_the_palm_rests_on_the_pad(used):
    visitor = used(touch=True)
    hand = Hand(visitor)
    hand.touch("touchStart", PALM[0])
    hand.touch("touchMove", PALM[1], after=1)
    for line in FOUR:
        hand.write(line)
        hand.touch("touchMove", PALM[2])
    hand.touch("touchEnd")
    assert_are_lines(strokes_of(visitor, 2), FOUR)
    visitor.answer_is("4")


def test_a_palm_that_comes_down_after_the_stylus_leaves_nothing(used):
    visitor = used(touch=True)
    hand = Hand(visitor)
    line = FOUR[0]
    hand.stylus("mouseMoved", line[0], pressed=False)
    hand.stylus("mousePressed", line[0])
    hand.touch("touchStart", PALM[0])
    hand.stylus("mouseMoved", line[1])
    hand.touch("touchMove", PALM[1])
    hand.stylus("mouseMoved", line[2])
    hand.stylus("mouseReleased", line[2])
    hand.touch("touchEnd")
    assert_are_lines(strokes_of(visitor, 1), [line])


def test_a_pinch_leaves_no_stroke(visit):
    visitor = visit(touch=True)
    hand = Hand(visitor)
    hand.touch("touchStart", (0.3, 0.3))
    hand.touch("touchMove", (0.35, 0.35), after=0.1)
    hand.touch("touchStart", (0.35, 0.35), (0.7, 0.7), after=0.1)
    hand.touch("touchMove", (0.4, 0.4), (0.6, 0.6))
    hand.touch("touchEnd")
    visitor.page.wait_for_function("window.rested?.isDrawing === false")
    assert strokes_of(visitor, 0) == []
    assert visitor.ink_at(0.3, 0.3) == 0
    assert visitor.page.locator("#undo").is_disabled(), "there is nothing to take back"
    hand.touch("touchStart", (0.5, 0.2))
    hand.touch("touchMove", (0.5, 0.8))
    hand.touch("touchEnd")
    assert_are_lines(strokes_of(visitor, 1), [[(0.5, 0.2), (0.5, 0.8)]])


def test_a_second_finger_in_mid_stroke_changes_nothing(used):
    visitor = used(touch=True)
    hand = Hand(visitor)
    hand.touch("touchStart", (0.3, 0.3))
    hand.touch("touchMove", (0.4, 0.4), after=1)
    hand.touch("touchStart", (0.4, 0.4), (0.9, 0.1))
    hand.touch("touchMove", (0.6, 0.6), (0.9, 0.3))
    hand.touch("touchEnd")
    assert_are_lines(strokes_of(visitor, 1), [[(0.3, 0.3), (0.6, 0.6)]])


def test_a_touch_that_the_browser_takes_away_leaves_no_ink(used):
    visitor = used(touch=True)
    hand = Hand(visitor)
    hand.touch("touchStart", (0.3, 0.3))
    hand.touch("touchMove", (0.6, 0.6))
    expect(visitor.page.locator("#answer")).not_to_have_attribute("data-verdict", "blank")
    hand.touch("touchCancel")
    expect(visitor.page.locator("#answer")).to_have_attribute("data-verdict", "blank")
    assert strokes_of(visitor, 0) == []
    assert visitor.ink_at(0.3, 0.3) == 0


@pytest.fixture(scope="module")
def darkening(browser: Browser) -> Iterator[Browser]:
    """A browser that darkens every page: by a setting of its engine, which builds without a window have too."""
    with launched(browser.browser_type, "--blink-settings=forceDarkModeEnabled=true") as darkening:
        yield darkening


@pytest.mark.parametrize("dark", [False, True])
def test_ink_is_dark_on_white_paper_in_a_browser_that_darkens_every_page(app, darkening, dark):
    visitor = open_page(app, darkening, 1280, dark, locale="en-US", touch=False)
    visitor.draw([[(0.5, 0.2), (0.5, 0.8)]])
    visitor.rests(1)
    paper = pixels_of(visitor.page.locator("#pad canvas").screenshot())
    page = pixels_of(visitor.page.screenshot())
    assert page[2, 2].max() < 64, "the browser does darken the page"
    middle = paper.shape[0] // 2
    assert paper[middle, middle].max() < 64
    assert paper[middle, middle // 2].min() > 240


def test_a_browser_that_darkens_every_page_leaves_bars_and_pressed_buttons_in_sight(app, darkening):
    visitor = open_page(app, darkening, 1280, dark=False, locale="en-US", touch=False)
    page = visitor.page
    invited = pixels_of(page.locator("#pad .invite").screenshot())
    assert invited.max() > 250
    assert invited.min() < 140, "what is written on the white paper"
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    assert pixels_of(page.locator("#verdict .top i").first.screenshot()).mean() > 150
    page.click("#erase")
    page.mouse.move(2, 2)
    pressed = pixels_of(page.locator("#erase").screenshot())
    assert 80 < np.median(pressed) < 130
    assert pressed.max() > 200, "its name"


def test_a_stroke_goes_on_under_the_pen_when_the_window_is_resized(used):
    visitor = used()
    page = visitor.page
    visitor.draw([FOUR[0][:2]], lift=False)
    before = page.locator("#pad canvas").bounding_box()
    page.set_viewport_size({"width": 600, "height": 844})
    visitor.sees()
    box = page.locator("#pad canvas").bounding_box()
    assert box
    assert before
    assert box["width"] > 1.2 * before["width"]
    x, y = FOUR[0][2]
    page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
    page.mouse.up()
    [stroke] = strokes_of(visitor, 1)
    assert_are_lines([stroke], [FOUR[0]])
    assert visitor.ink_at(*FOUR[0][0]) > 0, "what was drawn before is painted at its new size"
    assert visitor.ink_at(x, y) > 0


def test_ink_has_the_screens_pixels_when_the_projectors_view_is_enlarged(used):
    visitor = used(path="/?view=stage")
    page = visitor.page
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_function("innerHeight === 720")
    visitor.draw(FOUR)
    visitor.rests(2)
    small = page.locator("#pad canvas").bounding_box()
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.wait_for_function("innerHeight === 1080")
    page.wait_for_function("before => document.querySelector('#pad canvas').width > before", arg=small["width"] + 1)
    large = page.locator("#pad canvas").bounding_box()
    assert large["width"] == pytest.approx(1.5 * small["width"], abs=1)
    sides = page.locator("#pad canvas").evaluate("({ width, height }) => [width, height]")
    assert sides == pytest.approx([large["width"], large["height"]], abs=1)
    assert visitor.ink_at(*FOUR[0][0]) > 200, "what was drawn before is painted at its new size"


NOTE_VERDICTS = """window.verdicts = [];
document.addEventListener("digit-read", ({ detail }) => verdicts.push(detail.verdict));"""


def test_an_empty_pad_is_read_once(visit):
    visitor = visit(script=NOTE_VERDICTS)
    visitor.draw(FOUR)
    visitor.rests(2)
    assert visitor.page.evaluate("verdicts.filter((verdict) => verdict === 'blank').length") == 1
