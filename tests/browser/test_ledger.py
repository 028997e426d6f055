"""The evidence ledger on the real page."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import expect

from digit_model import load_reader
from digit_model.network import to_batch
from digit_model.page import FAINT, digit_bytes
from tests.browser.colour_oracle import coloured
from tests.browser.visitor import SEVEN, ask, shown
from tests.oracles.ledger import ledger
from tests.oracles.occlusion import occlusion
from tests.oracles.surgery import Operation, operated


def number(text: str) -> float:
    return shown(text.replace("+", ""))


PIXELS = """() => {
  const canvas = document.querySelector("#ledger .ink");
  return canvas.hasAttribute("data-ahead") ? null : [...canvas.getContext("2d").getImageData(0, 0, 28, 28).data];
}"""


MAPS = """() => [...document.querySelectorAll("#ledger button .map")].flatMap((canvas) => {
  return [...canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data];
})"""
# Negative, zero and positive, as page.css has them.
LIGHT, DARK = ("#2a6fa8", "#f3f1ea", "#c2541f"), ("#6db3e8", "#26241f", "#f2935f")


def colours(page) -> np.ndarray:
    """The ink as it is painted, (784, 4): red, green, blue, alpha."""
    return np.array(page.wait_for_function(PIXELS).json_value()).reshape(-1, 4)


def test_the_terms_add_up_to_what_parts_the_logits_of_any_pair(drawn):
    visitor, reading = drawn
    page = visitor.page
    ask(page, "ledger")
    page.locator("#ledger .total").wait_for()
    second = list(reading.top(2))[1]
    assert [select.input_value() for select in page.locator("#ledger select").all()] == ["4", second]
    for other in ("7", "0"):
        page.locator("#ledger select").last.select_option(other)
        expect(page.locator("#ledger .total")).to_contain_text(f"score of {other}")
        *terms, total = map(number, page.locator("#ledger .number").all_inner_texts())
        expected = ledger(load_reader().network, to_batch([reading.digit]), 4, int(other))
        assert total == pytest.approx(expected.total, abs=6e-4)
        said = page.locator("#ledger .sum b").inner_text()
        assert said == f"4 {'leads' if total > 0 else 'trails'} {other} by {abs(total):.2f} points."
        assert sum(terms) == pytest.approx(total, abs=6e-3)  # eight rows, each rounded to three digits


def test_the_six_largest_terms_are_shown_and_the_others_together(drawn):
    visitor, reading = drawn
    page = visitor.page
    ask(page, "ledger")
    page.locator("#ledger select").first.select_option("9")
    page.locator("#ledger select").last.select_option("4")  # so that the largest terms are negative
    expect(page.locator("#ledger .total")).to_contain_text("of 9 − score of 4")
    expected = ledger(load_reader().network, to_batch([reading.digit]), 9, 4)
    largest = np.argsort(-np.abs(expected.terms), kind="stable")[:6]
    assert (expected.terms[largest] < 0).any()
    names = page.locator("#ledger li button b").all_inner_texts()
    assert names == [f"pool3 · {index}" for index in largest]
    others = page.locator("#ledger li", has_text="90 other numbers").locator(".number").inner_text()
    assert number(others) == pytest.approx(np.delete(expected.terms, largest).sum(), abs=6e-4)
    factors = [text.split(" × ") for text in page.locator("#ledger button .factors").all_inner_texts()]
    assert [shown(value) for value, _ in factors] == pytest.approx(expected.features[largest], abs=6e-3)
    assert [shown(weight) for _, weight in factors] == pytest.approx(expected.weights[largest], abs=6e-3)


def test_each_term_is_said_in_words_whichever_way_it_counts(drawn):
    visitor, reading = drawn
    section = ask(visitor.page, "ledger")
    kinds = set()
    for a, b in ((9, 4), (4, 9)):
        for select, digit in zip(section.locator("select").all(), (a, b), strict=True):
            select.select_option(str(digit))
        expect(section.locator(".total")).to_contain_text(f"of {a} − score of {b}")
        expected = ledger(load_reader().network, to_batch([reading.digit]), a, b)
        largest = np.argsort(-np.abs(expected.terms), kind="stable")[:6]
        facts = list(zip(expected.features[largest] > 0, expected.terms[largest] > 0, strict=True))
        said = section.locator("button .said").all_inner_texts()
        assert said == [words_for(is_high, is_for).format(a=a, b=b) for is_high, is_for in facts]
        kinds |= set(facts)
    assert len(kinds) == 4, "this digit has terms of every kind"


def words_for(is_high: bool, is_for: bool) -> str:
    """What a row says of a number that is above 0 or not, and adds to the lead of a over b or not."""
    if is_high:
        return "high, which speaks for {a}" if is_for else "high, which speaks for {b}"
    return "low, so less for {b}" if is_for else "low, so less for {a}"


def test_beside_a_number_stands_the_map_that_it_sums_up_in_the_colours_of_the_page(drawn):
    visitor, reading = drawn
    page = visitor.page
    ask(page, "ledger")
    page.locator("#ledger .total").wait_for()
    channels = [int(name.split(" · ")[1]) for name in page.locator("#ledger button b").all_inner_texts()]
    for dark, colours_of_the_page in ((False, LIGHT), (True, DARK)):
        page.evaluate("(dark) => document.body.classList.toggle('dark', dark)", dark)
        expected = coloured(reading.trace["conv6"][channels], *colours_of_the_page).reshape(-1, 3)
        page.wait_for_function(f"Math.abs(({MAPS})()[0] - {expected[0, 0]}) < 4")
        painted = np.array(page.evaluate(MAPS)).reshape(-1, 4)
        assert np.abs(painted[:, :3] - expected).max() < 4, "within two colours of the scale"


def test_where_no_maps_are_summed_up_there_are_no_pictures(used):
    visitor = used(path="/network/talk")
    visitor.draw(SEVEN)
    visitor.rests(len(SEVEN))
    section = ask(visitor.page, "ledger")
    section.locator(".total").wait_for()
    expect(section.locator("button b").first).to_contain_text("relu ·")
    expect(section.locator("button .map").first).to_be_hidden()


def test_ink_has_the_colour_of_the_digit_that_it_speaks_for_and_faint_ink_none(drawn):
    visitor, reading = drawn
    page = visitor.page
    ask(page, "ledger")
    falls = occlusion(load_reader().network, to_batch([reading.digit]))
    inked = np.frombuffer(digit_bytes(reading.digit), np.uint8) > FAINT
    for side, digit, other in ((1, 4, 9), (0, 9, 4)):
        page.locator("#ledger select").nth(side).select_option("9")
        expect(page.locator("#ledger .total")).to_contain_text(f"score of {other}")
        apart = (falls[digit] - falls[other]).ravel()
        found = colours(page)
        assert np.array_equal(found[:, 3] == 255, inked)
        red, blue = found[:, 0].astype(int), found[:, 2].astype(int)
        clear = inked & (np.abs(apart) > 0.5)
        assert clear.sum() > 50
        assert np.array_equal((red > blue)[clear], (apart > 0)[clear])
        assert np.corrcoef((red - blue)[inked], np.arcsinh(apart[inked] / 0.5))[0, 1] > 0.99, "on the page's own scale"


def test_another_digit_has_its_own_colours_and_none_has_the_old_ones(drawn):
    visitor, _ = drawn
    page = visitor.page
    ask(page, "ledger")
    four = colours(page)
    page.evaluate("scrollTo(0, 0)")
    page.click("#clear")
    visitor.draw(SEVEN)
    visitor.rests(len(SEVEN))
    ask(page, "ledger")
    expect(page.locator("#ledger select").first).to_have_value("7")
    seven = colours(page)
    inked = np.array(page.evaluate("[...rested.levels]")) > FAINT
    assert np.array_equal(seven[:, 3] == 255, inked)
    assert not np.array_equal(seven, four)


def test_the_ledger_is_that_of_the_network_as_it_is_operated_on(drawn):
    visitor, reading = drawn
    page = visitor.page
    operations = [Operation("conv1", 3), Operation("pool3", 47)]
    visitor.operate(operations)
    ask(page, "ledger")
    page.locator("#ledger .total").wait_for()
    pair = [int(select.input_value()) for select in page.locator("#ledger select").all()]
    changed = operated(load_reader().network, operations)
    expected = ledger(changed, to_batch([reading.digit]), *pair)
    assert number(page.locator("#ledger .total .number").inner_text()) == pytest.approx(expected.total, abs=6e-4)


def test_a_guess_leads_to_why_it_is_not_the_answer_and_no_digit_stands_against_itself(drawn):
    visitor, reading = drawn
    page = visitor.page
    selects = page.locator("#ledger select")
    pair = "pair => [...document.querySelectorAll('#ledger select')].map(({ value }) => value).join() === pair"
    third = list(reading.top(3))[2]
    page.locator("#verdict .top button").nth(2).click()
    page.wait_for_function(pair, arg=f"4,{third}")
    expect(page.locator("#ledger h2")).to_be_in_viewport()
    selects.last.select_option("4")
    page.wait_for_function(pair, arg=f"{third},4")
    page.locator("#verdict .top button").first.click()
    page.wait_for_function(pair, arg=",".join(list(reading.top(2))))


def test_a_term_leads_to_its_number_in_the_flow(drawn):
    visitor, _ = drawn
    page = visitor.page
    ask(page, "ledger")
    term = page.locator("#ledger li button").first
    name = term.locator("b").inner_text()
    term.click()
    expect(page.locator("#follow .where")).to_contain_text(name)


def test_the_ink_of_a_cleared_page_is_not_weighed(drawn):
    visitor, _ = drawn
    page = visitor.page
    ask(page, "ledger")
    page.locator("#ledger .total").wait_for()
    page.click("#clear")
    ask(page, "ledger")
    page.locator("#ledger .nothing").wait_for()
    assert not page.locator("#ledger .evidence").is_visible()
