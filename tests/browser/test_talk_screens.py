"""Every step of the talk on a projector and on a phone, in both languages, light and dark; and without its server."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.talk_steps import STEPS, go, press, speak
from tests.browser.visitor import FOUR, Visitor

SMALLEST = 0.022  # of the screen's height: what the back row can read
# What does not fit: the page's size at every step, the texts of the tour that are smaller than so many pixels, code
# that is cut off, and Chinese headings that break elsewhere than at punctuation or a <wbr>. What is drawn small on
# purpose, as numbers inside a picture, is marked data-fine.
LOOK = """([steps, smallest, answers]) => {
  const zoom = Number(getComputedStyle(document.documentElement).getPropertyValue("--zoom")) || 1;
  const texts = () => {
    const nodes = document.createTreeWalker(document.querySelector("#tour .tour"), NodeFilter.SHOW_TEXT);
    const small = [];
    while (nodes.nextNode()) {
      const { parentElement: holder, data } = nodes.currentNode;
      const isFine = holder.closest("[data-fine], sub, sup, option, .visually-hidden");
      if (!data.trim() || isFine || !holder.checkVisibility()) continue;
      if (parseFloat(getComputedStyle(holder).fontSize) * zoom < smallest) small.push(data.trim().slice(0, 20));
    }
    return small;
  };
  const torn = () => {
    const heading = document.querySelector("#step h2 [lang=zh]");
    const nodes = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    const [phrases, range] = [[], new Range()];
    while (nodes.nextNode()) {
      for (const { index, 0: phrase } of nodes.currentNode.data.matchAll(/[^，：、 ]+[，：、 ]*/g)) {
        range.setStart(nodes.currentNode, index);
        range.setEnd(nodes.currentNode, index + phrase.trimEnd().length);
        if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) phrases.push(phrase);
      }
    }
    return phrases;
  };
  const looked = {};
  for (const step of steps) {
    const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    if (step === steps[0]) press("Home");
    else press("PageDown");
    if (answers) document.querySelector("#step .answer")?.click();
    const { scrollHeight, scrollWidth } = document.documentElement;
    const code = [...document.querySelectorAll("#step pre")].filter((lines) => lines.scrollWidth > lines.clientWidth);
    const unfit = [...texts(), ...torn(), ...code.map((lines) => lines.textContent)];
    looked[document.querySelector("#step").dataset.step] = [scrollHeight, scrollWidth, unfit];
  }
  return looked;
}"""


def looked(page: Page, smallest: float = 0, answers: bool = False) -> dict[str, tuple[int, int, list[str]]]:
    """{step: (the page's height and width in pixels, texts that do not fit)} of all steps, one after the other.

    ``answers``: give every question its first answer, so that what is revealed is looked at too.
    """
    return page.evaluate(LOOK, [STEPS, smallest, answers])


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_on_a_projector_every_step_fits_the_screen_in_letters_for_the_back_row(
    visit: Callable[..., Visitor], width: int, height: int
):
    visitor = visit(path="/talk?view=stage")
    page = visitor.page
    page.set_viewport_size({"width": width, "height": height})
    visitor.draw(FOUR)
    visitor.rests(2)
    for language in ("en", "zh"):
        page.evaluate("(language) => (document.documentElement.dataset.language = language)", language)
        seen = looked(page, SMALLEST * height, answers=True)
        assert list(seen) == STEPS
        assert {step: tall for step, (tall, _, _) in seen.items() if tall > height} == {}, language
        assert {step: texts for step, (_, _, texts) in seen.items() if texts} == {}, language


def test_on_a_phone_nothing_sticks_out_and_all_is_reached(visit: Callable[..., Visitor]):
    visitor = visit(width=390, touch=True, locale="zh-CN", path="/talk")
    for width in (390, 360):
        visitor.page.set_viewport_size({"width": width, "height": 700})
        seen = looked(visitor.page)
        assert {step: across for step, (_, across, _) in seen.items() if across > width} == {}
        assert {step: texts for step, (_, _, texts) in seen.items() if texts} == {}
    visitor.page.locator("#next").scroll_into_view_if_needed()
    press(visitor.page, "Home")
    expect(visitor.page.locator("#step h2")).to_be_in_viewport()
    visitor.page.locator("#next").tap()
    expect(visitor.page.locator("#step h2")).to_be_in_viewport(ratio=1)
    speak(visitor.page, "en")
    assert {step: across for step, (_, across, _) in looked(visitor.page, answers=True).items() if across > 360} == {}


def test_with_the_server_gone_every_step_goes_on(visit: Callable[..., Visitor]):
    visitor = visit(path="/talk")
    with visitor.without_server():
        visitor.draw(FOUR)
        visitor.rests(2)
        for step in STEPS:
            go(visitor.page, step)
        expect(visitor.page.locator("#step h2")).to_be_visible()
        press(visitor.page, "o")
        expect(visitor.page.locator("dialog.overview .code svg")).to_be_visible()
