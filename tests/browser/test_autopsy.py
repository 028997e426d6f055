"""The strip of preparing steps on the real page."""

from __future__ import annotations

import pytest

from tests.browser.visitor import SEVEN

LAST_PICTURE = """() => {
  const packed = (canvas) => [...canvas.getContext("2d").getImageData(0, 0, 28, 28).data].join();
  const last = document.querySelector("#autopsy li:last-child .said canvas");
  return packed(last) === packed(document.querySelector("#seen canvas"));
}"""


@pytest.mark.parametrize("width", [320, 1280])
def test_a_tiny_drawing_is_followed_to_what_the_network_sees(visit, width):
    visitor = visit(width=width)
    page = visitor.page
    page.get_by_text("Draw a digit to see it prepared").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 0)")
    visitor.draw([[(0.05 + x / 5, 0.05 + y / 5) for x, y in line] for line in SEVEN])
    visitor.answer_is("7")
    steps = page.locator("#autopsy li")
    page.locator("#autopsy").scroll_into_view_if_needed()
    steps.first.wait_for()
    assert steps.locator("h3").all_inner_texts()[::5] == ["As drawn", "Centred"]
    assert steps.last.locator("b").inner_text() == "7"
    assert steps.first.locator(".share").inner_text().strip() == "not a digit", "in one language"
    assert "other" in steps.first.get_attribute("class")
    assert page.evaluate(LAST_PICTURE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "only the strip scrolls sideways"
    page.click("#clear")
    page.locator("#autopsy").scroll_into_view_if_needed()
    page.get_by_text("Draw a digit to see it prepared").wait_for()
    assert steps.count() == 0


def test_a_picture_brings_its_own_strip(visit):
    visitor = visit()
    page = visitor.page
    page.locator("#examples [data-picture]").first.click()
    page.locator("#picture img").wait_for()
    page.locator("#autopsy").scroll_into_view_if_needed()
    page.locator("#autopsy li h3", has_text="As sent").wait_for()
    assert page.evaluate(LAST_PICTURE)
