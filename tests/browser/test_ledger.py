"""The evidence ledger on the real page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from digit_model import load_reader
from digit_model.explain.ledger import ledger
from digit_model.network import to_batch
from tests.browser.visitor import shown


def number(text: str) -> float:
    return shown(text.replace("+", ""))


def test_the_terms_add_up_to_what_parts_the_logits_of_any_pair(drawn):
    visitor, reading = drawn
    page = visitor.page
    page.locator("#ledger").scroll_into_view_if_needed()
    page.locator("#ledger .total").wait_for()
    second = list(reading.top(2))[1]
    assert [select.input_value() for select in page.locator("#ledger select").all()] == ["4", second]
    for other in ("7", "0"):
        page.locator("#ledger select").last.select_option(other)
        page.wait_for_function("b => document.querySelector('#ledger .total').innerText.includes('− ' + b)", arg=other)
        *terms, total = map(number, page.locator("#ledger .number").all_inner_texts())
        expected = ledger(load_reader().network, to_batch([reading.digit]), 4, int(other))
        assert total == pytest.approx(expected.total, abs=6e-4)
        assert sum(terms) == pytest.approx(total, abs=6e-3)  # ten terms, each rounded to three digits


def test_a_guess_leads_to_why_it_is_not_the_answer_and_no_digit_stands_against_itself(drawn):
    visitor, reading = drawn
    page = visitor.page
    selects = page.locator("#ledger select")
    pair = "pair => [...document.querySelectorAll('#ledger select')].map(({ value }) => value).join() === pair"
    third = list(reading.top(3))[2]
    page.locator("#label .confidence-set").nth(2).click()
    page.wait_for_function(pair, arg=f"4,{third}")
    expect(page.locator("#ledger h2")).to_be_in_viewport()
    selects.last.select_option("4")
    page.wait_for_function(pair, arg=f"{third},4")
    page.locator("#label .confidence-set").first.click()
    page.wait_for_function(pair, arg=",".join(list(reading.top(2))))


def test_a_term_leads_to_its_number_in_the_flow(drawn):
    visitor, _ = drawn
    page = visitor.page
    page.locator("#ledger").scroll_into_view_if_needed()
    term = page.locator("#ledger li button").first
    name = term.locator("b").inner_text()
    term.click()
    page.wait_for_function("name => document.querySelector('#follow .where').innerText.startsWith(name)", arg=name)


def test_the_ink_of_a_cleared_page_is_not_weighed(drawn):
    visitor, _ = drawn
    page = visitor.page
    page.locator("#ledger").scroll_into_view_if_needed()
    page.locator("#ledger .total").wait_for()
    page.click("#clear")
    page.locator("#ledger").scroll_into_view_if_needed()
    page.locator("#ledger .nothing").wait_for()
    assert not page.locator("#ledger .evidence").is_visible()
