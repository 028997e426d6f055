"""The questions below the flow, and the view for a projector: each has an address."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import FOUR, ask

QUESTIONS = ("ledger", "autopsy", "sureness", "neighbours", "surgery", "compare", "share")
OPEN = "#explanations > :visible"


def test_each_question_opens_alone_and_the_address_names_it(visit):
    visitor = visit()
    page = visitor.page
    names = page.locator("#questions a").evaluate_all("(links) => links.map((link) => link.dataset.question)")
    assert names == list(QUESTIONS)
    for name in reversed(QUESTIONS):
        ask(page, name)
        expect(page.locator(OPEN)).to_have_count(1)
        assert page.locator(OPEN).get_attribute("id") == name
        assert page.url.endswith(f"/?question={name}")
        expect(page.locator("#questions [aria-current]")).to_have_attribute("data-question", name)
    page.goto(page.url.replace("ledger", "surgery"))
    expect(page.locator("#surgery h2")).to_be_visible()
    expect(page.locator(OPEN)).to_have_count(1)
    visitor.complaints.clear()  # Gradio's own stream complains of being left


@pytest.mark.parametrize(
    ("locale", "question", "view"),
    [("en-US", "no question “gone”", "no view “cinema”"), ("zh-CN", "“gone”的问题", "“cinema”的视图")],
)
def test_an_address_of_what_does_not_exist_opens_the_page_and_says_so(visit, locale, question, view):
    page = visit(locale=locale, path="/?question=gone&view=cinema&kept=1").page
    expect(page.locator("#questions [role=status]")).to_contain_text(question, use_inner_text=True)
    expect(page.locator("#projector [role=status]")).to_contain_text(view, use_inner_text=True)
    assert page.locator(OPEN).get_attribute("id") == "ledger"
    assert page.url.endswith("/?kept=1")


def test_a_presenters_keys(visit):
    visitor = visit(path="/?view=stage")
    page = visitor.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.wait_for_function("document.documentElement.style.getPropertyValue('--zoom') === '1.500'")
    page.keyboard.press("e")
    expect(page.locator("#answer")).not_to_have_text("")
    page.keyboard.press("d")
    expect(page.locator("#answer")).to_have_text("")
    page.keyboard.press("Control+z")
    expect(page.locator("#answer")).not_to_have_text("")
    page.keyboard.press("d")
    visitor.draw(FOUR)
    visitor.answer_is("4")
    page.keyboard.press("n")
    page.wait_for_url("**/network/talk?view=stage")
    expect(page.locator("#answer")).to_have_text("4")  # the drawing came along
    page.locator("#flow canvas").first.click()
    page.keyboard.press("Escape")  # lets go of the number first
    assert page.url.endswith("?view=stage")
    page.keyboard.press("Escape")
    assert page.url.endswith("/network/talk")
    expect(page.locator("#questions")).to_be_visible()
    page.keyboard.press("d")  # outside the view the keys are nobody's
    expect(page.locator("#answer")).to_have_text("4")
    visitor.complaints.clear()  # Gradio's own stream complains of being left
