"""The page where the system forces its own few colours on all pages, as Windows does for contrast."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.hand import pixels_of
from tests.browser.visitor import FOUR, Visitor, ask, ranked

FAR = 60  # levels, 0 to 255, of one colour's red, green or blue, by which two colours are told apart


@pytest.fixture(params=[True, False], ids=["dark", "light"])
def visitor(visit, request) -> Visitor:
    """Somebody who drew a 4 on the page in the system's colours."""
    visitor = visit(dark=request.param)
    page = visitor.page
    page.emulate_media(forced_colors="active", color_scheme="dark" if request.param else "light")
    page.reload()
    page.wait_for_function("window.painted?.length > 0")
    page.locator("#pad canvas").wait_for()
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    visitor.answer_is("4")
    return visitor


def seen(element: Locator) -> float:
    """How much of an element has another colour than the page, 0 to 1."""
    element.scroll_into_view_if_needed()
    page = pixels_of(element.page.screenshot())[2, 2].astype(int)
    return float((np.abs(pixels_of(element.screenshot()) - page).max(axis=2) > FAR).mean())


def test_ink_is_dark_on_white_paper(visitor):
    paper = pixels_of(visitor.page.locator("#pad canvas").screenshot())
    row, column = (round(share * side) for share, side in zip((0.62, 0.61), paper.shape, strict=False))
    assert paper[row, column].max() < FAR
    assert paper[row, column // 3].min() > 255 - FAR


def test_bars_and_the_scale_of_colours_are_seen(visitor):
    page = visitor.page
    for bar in ("#verdict .bar", "#verdict .top i", "#probabilities li:nth-child(5) i", "#flow .colours"):
        assert seen(page.locator(bar).first) > 0.2, bar
    ask(page, "ledger")
    bar = page.locator("#ledger li button i").first
    expect(bar).to_be_visible()
    assert seen(bar) > 0.2
    assert seen(ranked(page).locator("ol li i").first) > 0.2


def test_a_pressed_button_is_told_from_the_others(visitor):
    page = visitor.page
    page.click("#erase")
    page.mouse.move(2, 2)
    expect(page.locator("#erase")).to_have_attribute("aria-pressed", "true")
    assert seen(page.locator("#erase")) > 0.5 > seen(page.locator("#clear"))
    name = pixels_of(page.locator("#erase").screenshot()).astype(int)
    assert np.ptp(name, axis=(0, 1)).min() > 2 * FAR, "its name is read"
