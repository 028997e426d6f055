"""The nearest real digits on the real page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import FOUR, SEVEN, SILENT, ask, percentage
from tests.oracles.surgery import Operation


def test_five_real_digits_are_shown_for_what_is_drawn_and_none_for_a_blank_page(used):
    visitor = used()
    page, section = visitor.page, visitor.page.locator("#neighbours")
    ask(page, "neighbours")
    section.get_by_text("draw a digit").wait_for()
    for lines, digit in ((FOUR, "4"), (SEVEN, "7")):
        page.evaluate("scrollTo(0, 0)")
        if digit == "7":
            page.click("#clear")
        visitor.draw(lines)
        visitor.answer_is(digit)
        ask(page, "neighbours")
        section.get_by_text(f"of these 5 are labelled {digit}.").wait_for(timeout=60_000)
        labels = section.locator("li b").all_inner_texts()
        assert labels.count(digit) == int(section.locator(".shared").inner_text().split()[0]) >= 3
        shares = list(map(percentage, section.locator("li span").all_inner_texts()))
        assert shares == sorted(shares, reverse=True)
        assert 100 >= shares[0] > 50
        inked = (
            "(canvas) => canvas.getContext('2d').getImageData(0, 0, 28, 28).data.some((v, i) => i % 4 < 3 && v > 99)"
        )
        assert all(section.locator("canvas").nth(place).evaluate(inked) for place in range(5))
    trained = section.get_by_text("as it was trained")
    expect(trained).to_be_hidden()
    page.evaluate("document.querySelector('#surgery [type=submit]').click()")  # conv1, channel 0, off
    expect(trained).to_be_visible()
    page.evaluate("document.querySelector('#put-all-back').click()")
    expect(trained).to_be_hidden()
    page.evaluate("scrollTo(0, 0)")
    page.click("#clear")
    ask(page, "neighbours")
    section.get_by_text("draw a digit").wait_for()
    assert not section.locator("ol").is_visible()


def test_a_server_that_does_not_answer_is_said_so_and_asked_again_until_it_does(used):
    visitor = used()
    page, section = visitor.page, visitor.page.locator("#neighbours")
    silent, shared = section.get_by_text(SILENT), section.locator(".shared")
    with visitor.without_server():
        visitor.draw(FOUR)
        visitor.rests(len(FOUR))
        ask(page, "neighbours")
        expect(silent).to_be_visible()
        expect(section.locator(".preparing")).to_be_hidden()
        height = section.bounding_box()["height"]
    shared.get_by_text("are labelled 4.").wait_for(timeout=60_000)
    expect(silent).to_be_hidden()
    assert section.bounding_box()["height"] == pytest.approx(height, abs=1), "nothing on the page moves"
    with visitor.without_server():
        page.evaluate("scrollTo(0, 0)")
        page.click("#clear")
        visitor.draw(SEVEN)
        visitor.rests(len(SEVEN))
        ask(page, "neighbours")
        expect(silent).to_be_visible()
        expect(shared).to_be_hidden()  # it is about the digit before
        assert section.bounding_box()["height"] == pytest.approx(height, abs=1)
    shared.get_by_text("are labelled 7.").wait_for()
    expect(silent).to_be_hidden()


def test_what_the_digit_is_taken_for_is_what_the_trained_network_says(drawn):
    visitor, _ = drawn
    operations = [Operation("conv1", channel) for channel in range(16)]
    visitor.operate(operations)
    assert visitor.page.evaluate("rested.candidates") != ["4"]
    section = ask(visitor.page, "neighbours")
    section.locator(".shared").get_by_text("are labelled 4.").wait_for(timeout=60_000)
    expect(section.get_by_text("as it was trained")).to_be_visible()
    assert visitor.page.evaluate("rested.candidates") != ["4"], "the page still reads with the operated one"
