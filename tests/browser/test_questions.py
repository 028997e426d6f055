"""The questions below the flow, and the view for a projector: each has an address."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import COUNT_JUMPS, FOUR, ask

QUESTIONS = ("ledger", "autopsy", "sureness", "neighbours", "surgery", "compare", "share")
OPEN = "#explanations > :visible"


def test_each_question_opens_alone_and_the_address_names_it(used):
    visitor = used()
    page = visitor.page
    names = page.locator("#questions a").evaluate_all("(links) => links.map((link) => link.dataset.question)")
    assert names == list(QUESTIONS)
    for name in reversed(QUESTIONS):
        ask(page, name)
        expect(page.locator(OPEN)).to_have_count(1)
        assert page.locator(OPEN).get_attribute("id") == name
        assert page.url.endswith(f"/?question={name}")
        expect(page.locator("#questions [aria-current]")).to_have_attribute("data-question", name)
    page.set_viewport_size({"width": 390, "height": 844})
    for name in (QUESTIONS[-1], QUESTIONS[0]):
        page.evaluate("(asked) => document.dispatchEvent(new CustomEvent('question-asked', { detail: asked }))", name)
        expect(page.locator(f"#questions [data-question={name}]")).to_be_in_viewport(ratio=0.9)
    page.goto(page.url.replace("ledger", "surgery"))
    expect(page.locator("#surgery h2")).to_be_visible()
    expect(page.locator(OPEN)).to_have_count(1)
    visitor.complaints.clear()  # Gradio's own stream complains of being left


def test_an_address_of_what_does_not_exist_opens_the_page_and_says_so(visit):
    page = visit(path="/?question=gone&view=cinema&kept=1").page
    for language, question, view in (
        ("en", "no question “gone”", "no view “cinema”"),
        ("zh", "“gone”的问题", "“cinema”的视图"),
    ):
        page.locator(f"button[data-language={language}]").click()
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
    visitor.rests(len(FOUR))
    page.keyboard.press("ArrowRight")  # though the pad was clicked last
    expect(page.locator("#path [aria-current]")).to_contain_text("score of 4")
    page.keyboard.press("Escape")
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


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("width", "longest", "locale"), [(1280, 1500, "en-US"), (390, 2600, "zh-CN")])
def test_the_page_is_short_whatever_question_is_open_and_no_answer_moves_another(
    used, width, longest, locale, language
):
    visitor = used(width, locale=locale, touch=width < 500)
    page = visitor.page
    page.locator(f"button[data-language={language}]").click()
    expect(page.locator("#explanations .explained:visible")).to_have_count(0)
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    visitor.sees()  # the drawing itself gives every part its room
    page.evaluate(f"() => {{ {COUNT_JUMPS} }}")
    for name in QUESTIONS:
        expect(ask(page, name).locator("[data-unanswered]")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollHeight") <= longest, name
    assert page.evaluate("jumps") < 0.1


def test_a_small_phone_shows_pad_answer_and_top_three_together(used):
    visitor = used(width=390, locale="zh-CN", touch=True)
    visitor.page.locator("[data-language=en]").click()
    visitor.page.set_viewport_size({"width": 360, "height": 640})
    visitor.draw(FOUR)
    visitor.answer_is("4")
    visitor.page.evaluate("scrollTo(0, 0)")
    for part in ("#pad canvas", "#answer", "#verdict .top"):
        box = visitor.page.locator(part).bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= 640, part
    assert visitor.page.evaluate(CUT) == []


# The shares of the top three that are cut off; what stands in a row of them is not seen beyond it.
CUT = """[...document.querySelectorAll("#verdict .top span")].filter((share) => share.scrollWidth > share.clientWidth)
  .map((share) => share.textContent)"""

# What can be read on the page, and how large, in CSS pixels as the screen has them.
SIZES = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const text = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  return text && !element.closest(".visually-hidden") && element.checkVisibility({ visibilityProperty: true });
}).map((element) => [parseFloat(getComputedStyle(element).fontSize), element.outerHTML.slice(0, 80)])"""


@pytest.mark.parametrize(
    ("network", "width", "height"),
    [("", 1280, 720), ("network/talk", 1280, 720), ("", 1024, 768), ("", 1366, 650), ("network/talk", 1920, 1080)],
)
def test_the_projectors_view_is_one_screen_in_type_for_the_back_row(used, network, width, height):
    visitor = used(path=f"/{network}?view=stage")
    page = visitor.page
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("([w, h]) => innerWidth === w && innerHeight === h", arg=[width, height])
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    page.locator("#flow canvas").first.click(position={"x": 20, "y": 20})
    expect(page.locator("#follow .total")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for part in ("#pad canvas", "#answer", "#verdict .top", "#follow .workings", "#path", "#projector .keys"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= height, part
    for stage in page.locator("#flow section").all():
        assert stage.bounding_box()["y"] + stage.bounding_box()["height"] <= page.locator("#path").bounding_box()["y"]
    tops = {tool.bounding_box()["y"] for tool in page.locator("#pad .tools button:visible").all()}
    assert len(tops) == 1, "the pad's column keeps its width"
    zoom = float(page.evaluate("document.documentElement.style.getPropertyValue('--zoom')"))
    assert page.locator("#seen canvas").first.bounding_box()["width"] >= 80 * zoom, "and what the network gets its own"
    assert page.evaluate(CUT) == []
    small = [text for size, text in page.evaluate(SIZES) if 0 < size < 0.022 * 720]  # all is zoomed alike
    assert not small
