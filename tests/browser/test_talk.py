"""The tour as a whole: steps and their addresses; every step in both languages."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Request, expect

from digit_model.course import sibling_figures
from tests.browser.talk_steps import STEPS, go, speak, wandered
from tests.browser.visitor import SEVEN, Visitor

FILES = 3 + len(sibling_figures())  # the network, the digits kept aside, the siblings, the states of a run
# What a screen reader says of pictures and controls.
NAMES = "(scene) => [...scene.querySelectorAll('[aria-label]')].map((named) => named.ariaLabel).join()"


def test_every_step_says_everything_in_both_languages_and_asks_the_server_nothing(talk: Visitor, page: Page):
    talk.gets("/weights/", FILES)
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith("data:"):
            asked.append(request.url)

    page.on("request", note)
    for language, other in (("en", "zh"), ("zh", "en")):
        speak(page, language)
        for step in STEPS:
            go(page, step)
            said = page.locator("#step").evaluate(
                "(e) => [...e.querySelectorAll(':scope > :not(figure)')].map((p) => p.textContent).join()"
            )
            assert not re.search(r"{\w+}|…", said), f"{step} waits for a number"
            counts = re.sub(r"(19|20)\d\d(?!\d)", "", page.locator("#tour .tour").inner_text())  # years are none
            assert not re.search(r"(?<![\d.])\d{4}", counts), f"{step} writes a thousand without a comma"
            assert page.locator(f'#step [lang="{other}"]').first.is_hidden(), step
            assert page.locator(f'#step h2 [lang="{language}"]').is_visible(), step
            if language == "en":
                assert not re.search("[\u4e00-\u9fff]", page.locator("#tour .scene").evaluate(NAMES)), step
    speak(page, "en")
    page.remove_listener("request", note)
    assert asked == []


def test_steps_to_and_fro_leave_every_step_as_it_was(page: Page):
    assert wandered(page, 200) == []


def test_an_address_opens_its_step_and_one_that_is_no_more_its_chapter(page: Page):
    last = STEPS[-1].split(".")[0]
    for fragment, step, is_known in (
        (STEPS[-1], STEPS[-1], True),
        (last, f"{last}.1", True),
        (f"{last}.9", f"{last}.1", False),
        ("99.1", STEPS[0], False),
        ("%3Cb%3E", STEPS[0], False),
    ):
        page.evaluate("(fragment) => (location.hash = fragment)", fragment)
        page.wait_for_function("(step) => location.hash === '#' + step", arg=step)
        status = page.locator("#tour .steps .status [lang=en]")
        if is_known:
            expect(status).to_have_count(0)
        else:
            expect(status).to_contain_text("There is no step")
    expect(page.locator("#previous")).to_be_disabled()


def test_words_and_picture_light_up_together(page: Page):
    go(page, "3.1")
    word = page.locator('#step .term[data-kind="weights"]:visible').first
    numbers = page.locator('#tour .scene table[data-kind="weights"]')
    plain = numbers.evaluate("(e) => getComputedStyle(e).boxShadow")
    word.hover()
    assert numbers.evaluate("(e) => getComputedStyle(e).boxShadow") != plain
    numbers.hover()
    assert word.evaluate("(e) => getComputedStyle(e).boxShadow") != "none"
    page.locator("#step h2").hover()
    assert word.evaluate("(e) => getComputedStyle(e).boxShadow") == "none"
    word.focus()
    assert numbers.evaluate("(e) => getComputedStyle(e).boxShadow") != plain


def loaded(page: Page, part: str) -> bool:
    """Whether the page has asked for a part's modules."""
    entries = "performance.getEntriesByType('resource').map(({ name }) => name)"
    return any(f"/parts/{part}/" in name for name in page.evaluate(entries))


def test_the_drawing_goes_along_to_the_talk_and_back_and_no_page_loads_the_others_parts(talk: Visitor, page: Page):
    talk.draw(SEVEN)
    talk.rests(3)
    page.locator("#head nav.pages a").first.click()
    page.wait_for_function("window.rested?.strokes.length === 3")
    assert (loaded(page, "flow"), loaded(page, "tour")) == (True, False)
    page.locator('#head nav.pages a[href$="talk"]').click()
    page.wait_for_function("document.querySelector('#step[data-step]') && window.rested?.strokes.length === 3")
    assert (loaded(page, "flow"), loaded(page, "tour")) == (False, True)


def test_a_real_digit_stands_in_while_nothing_is_drawn(page: Page):
    page.locator("#clear").click()
    page.wait_for_function("window.rested?.verdict === 'blank'")
    go(page, "3.1")
    dark = "(c) => c.getContext('2d').getImageData(0, 0, 28, 28).data.filter((v, i) => i % 4 === 0 && v < 128).length"
    assert page.locator("#tour .scene canvas").first.evaluate(dark) > 30
    page.locator("#undo").click()
    page.wait_for_function("window.rested?.verdict !== 'blank'")
