"""The strip of preparing steps on the real page."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import expect

from digit_model import Reader, load_reader
from digit_model.ui.text import percent
from tests.browser.visitor import FOUR, HEIGHT, SEVEN, ask
from tests.oracles.surgery import Operation, operated

LAST_PICTURE = """() => {
  const packed = (canvas) => [...canvas.getContext("2d").getImageData(0, 0, 28, 28).data].join();
  const last = document.querySelector("#autopsy li:last-child .said canvas");
  return packed(last) === packed(document.querySelector("#seen canvas"));
}"""


@pytest.mark.parametrize("width", [320, 1280])
def test_a_tiny_drawing_is_followed_to_what_the_network_sees(used, width):
    visitor = used()
    page = visitor.page
    page.set_viewport_size({"width": width, "height": HEIGHT})
    ask(page, "autopsy").get_by_text("Draw a digit to see it prepared").wait_for()
    page.evaluate("scrollTo(0, 0)")
    visitor.draw([[(0.05 + x / 5, 0.05 + y / 5) for x, y in line] for line in SEVEN])
    visitor.answer_is("7")
    steps = page.locator("#autopsy li")
    ask(page, "autopsy")
    steps.first.wait_for()
    assert steps.locator("h3").all_inner_texts()[::5] == ["As drawn", "Centred"]
    assert steps.last.locator("b").inner_text() == "7"
    assert steps.first.locator(".share").inner_text().strip() == "not a digit", "in one language"
    assert "other" in steps.first.get_attribute("class")
    assert page.evaluate(LAST_PICTURE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "only the strip scrolls sideways"
    page.click("#clear")
    ask(page, "autopsy").get_by_text("Draw a digit to see it prepared").wait_for()
    assert steps.count() == 0


def test_a_picture_brings_its_own_strip(used):
    visitor = used()
    page = visitor.page
    page.locator("#examples [data-picture]").first.click()
    page.locator("#picture img").wait_for(state="attached")
    ask(page, "autopsy")
    page.locator("#autopsy li h3", has_text="As sent").wait_for()
    assert page.evaluate(LAST_PICTURE)
    assert said(page) == expected(page, load_reader())


# Each step's digit, as the network would have been given it.
DIGITS = """() => [...document.querySelectorAll("#autopsy .said canvas")].map((canvas) => {
  return [...canvas.getContext("2d").getImageData(0, 0, 28, 28).data].filter((_, at) => at % 4 === 0);
})"""


def said(page) -> list[str]:
    """What the strip says of each step."""
    return [" ".join(text.split()) for text in page.locator("#autopsy .said p").all_inner_texts()]


def expected(page, reader: Reader) -> list[str]:
    """What Python's network says to the digits that the strip shows."""
    digits = [np.array(digit, dtype=np.float32).reshape(28, 28) / 255 for digit in page.evaluate(DIGITS)]
    words = {"digit": "", "unsure": " unsure", "not a digit": "not a digit", "blank": "an empty page"}
    found = []
    for reading in reader.read_digits(digits):
        shares = [f"{digit} {percent(reading.probabilities[int(digit)])}" for digit in reading.candidates[:1]]
        found.append("Stopped here: " + "".join(shares).replace("\xa0", " ") + words[reading.verdict])
    return found


def test_each_step_is_answered_by_the_network_as_it_is_operated_on(used):
    visitor = used()
    page = visitor.page
    visitor.draw([[(0.05 + x / 4, 0.05 + y / 4) for x, y in line] for line in FOUR])
    visitor.rests(len(FOUR))
    ask(page, "autopsy")
    page.locator("#autopsy li").first.wait_for()
    trained, shown = said(page), page.locator("#autopsy ol").inner_text()
    assert trained == expected(page, load_reader())
    operations = [Operation("conv1", channel) for channel in range(8)]
    visitor.operate(operations)
    expect(page.locator("#autopsy ol")).not_to_have_text(shown, use_inner_text=True)
    reader = load_reader()
    assert said(page) == expected(page, Reader(operated(reader.network, operations), reader.config))
    assert said(page) != trained


def test_reading_the_steps_leaves_the_numbers_of_the_page_alone(used):
    visitor = used()
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    page.evaluate("window.before = JSON.stringify(Object.values(rested.stages).map((values) => [...values]))")
    ask(page, "autopsy")
    page.locator("#autopsy li").first.wait_for()
    assert page.evaluate("before === JSON.stringify(Object.values(rested.stages).map((values) => [...values]))")
