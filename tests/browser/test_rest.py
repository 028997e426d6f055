"""The page at rest: it asks for no frame, so that a phone's processor may sleep."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.visitor import FOUR

COUNT_FRAMES = """window.framesAsked = 0;
const frame = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (callback) => { framesAsked++; return frame(callback); };"""
RESTS = """() => new Promise((rests) => {
  const look = (before) => (framesAsked === before ? rests(true) : setTimeout(look, 500, framesAsked));
  look(null);
})"""


def _rests(page: Page) -> None:
    page.wait_for_function(RESTS)  # within its 30 seconds; else some script asks for one frame after the other


def test_a_page_at_rest_asks_for_no_frame(visit):
    visitor = visit(script=COUNT_FRAMES)
    _rests(visitor.page)
    visitor.draw(FOUR)
    visitor.answer_is("4")
    _rests(visitor.page)
    visitor.page.locator("[data-picture^='9']").click()
    visitor.answer_is("9")
    expect(visitor.page.locator("#picture img")).to_have_count(1)
    _rests(visitor.page)


def test_the_talk_at_rest_asks_for_no_frame(visit):
    _rests(visit(path="/talk", script=COUNT_FRAMES).page)
