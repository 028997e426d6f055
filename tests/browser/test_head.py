"""The page's head: its language, and what goes along to another network's page."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.visitor import FOUR


def test_the_page_is_marked_with_the_language_it_is_read_in_whatever_gradio_writes(visit):
    visitor = visit()
    page = visitor.page
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "en")
    page.locator("[data-language=zh]").click()
    expect(html).to_have_attribute("lang", "zh-CN")
    page.reload()
    page.locator("#undo").wait_for()
    expect(html).to_have_attribute("lang", "zh-CN")
    page.evaluate("document.documentElement.setAttribute('lang', 'en')")  # as Gradio does once its own words are there
    expect(html).to_have_attribute("lang", "zh-CN")
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
    assert page.locator("#head [aria-current]").inner_text() == "简单"
    page.locator("#head .network a", has_text="pen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?question=surgery")
    visitor.answer_is("4")
    visitor.complaints.clear()  # Gradio's own stream complains of being left
