"""The page's head: its language, and what goes along to another network's page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from digit_model import load_reader
from tests.browser.visitor import FOUR

TALK = ["conv1", "pool1", "conv2", "pool2", "flatten", "fc1", "relu", "fc2", "softmax"]


def test_the_language_is_the_browsers_until_it_is_chosen_and_the_page_is_marked_with_it(visit):
    visitor = visit(locale="zh-CN")
    page = visitor.page
    html, undo = page.locator("html"), page.locator("#undo")
    page.evaluate("localStorage.setItem('language', 'en')")
    page.reload()
    expect(undo).to_have_text("撤销", use_inner_text=True)  # another page's language is not ours
    expect(html).to_have_attribute("lang", "zh-CN")
    page.locator("[data-language=en]").click()
    expect(undo).to_have_text("Undo", use_inner_text=True)
    expect(html).to_have_attribute("lang", "en")
    page.reload()
    expect(undo).to_have_text("Undo", use_inner_text=True)  # the choice is remembered
    expect(html).to_have_attribute("lang", "en")
    page.evaluate("document.documentElement.setAttribute('lang', 'zh-CN')")  # as Gradio does once it has its own words
    expect(html).to_have_attribute("lang", "en")
    visitor.complaints.clear()  # Gradio's own stream complains of being left


def test_drawing_language_view_and_question_go_along_to_another_network(visit):
    visitor = visit(path="/?question=autopsy&__theme=light")
    page = visitor.page
    visitor.draw(FOUR)
    visitor.answer_is("4")
    page.locator("[data-language=zh]").click()
    page.locator("#questions a[data-question=surgery]").click()
    page.locator("#head .network a", has_text="简单").click()
    page.wait_for_url("**/network/talk?question=surgery")
    visitor.answer_is("4")
    expect(page.locator("#surgery h2")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert page.locator("#head .network [aria-current]").inner_text() == "简单"
    assert page.locator("#flow h4").all_inner_texts() == TALK
    digit = visitor.digit()
    page.locator("#flow [data-stage=fc2] li").nth(4).click()
    page.locator("#follow .total").wait_for()
    expected = load_reader("talk").read_digits([digit])[0].trace["fc2"][4]
    assert float(page.locator("#follow .where b").inner_text()) == pytest.approx(float(expected), abs=1e-4)
    page.locator("#head .network a", has_text="笔迹").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?question=surgery")
    visitor.answer_is("4")
    assert page.locator("#head .network [aria-current]").inner_text() == "笔迹"
    visitor.complaints.clear()  # Gradio's own stream complains of being left


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_on_the_narrowest_phone_the_networks_and_their_size_take_one_line(used, locale):
    parts = used(width=360, locale=locale, touch=True).page.locator("#head .network > *:visible")
    boxes = parts.evaluate_all("parts => parts.map((part) => part.getBoundingClientRect().toJSON())")
    middles = [(box["top"] + box["bottom"]) / 2 for box in boxes]
    assert len(middles) >= 3
    assert max(middles) - min(middles) < 10
