"""The talk's questions: what is shown once one is answered, what is kept and counted."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from digit_model.ui.server.lessons import assets
from tests.browser.chromium import new_context
from tests.browser.running import App
from tests.browser.talk_steps import CHAPTERS, STATE, STEPS, go, press, shown_step
from tests.browser.visitor import Visitor, open_in

ASKING = [
    f"{chapter.number}.{at}" for chapter in CHAPTERS for at, step in enumerate(chapter.steps, start=1) if step.question
]

# What a question shows: its explanation, what is said, how often "yours" is seen, and which answers are marked.
ASKED = """() => {
  const step = document.querySelector("#step");
  const answers = [...step.querySelectorAll(".answer")];
  return {
    isExplained: step.querySelector(".why").checkVisibility(),
    said: step.querySelector(".feedback [lang=en]")?.textContent ?? "",
    yours: [...step.querySelectorAll(".answer .yours")].filter((mark) => mark.checkVisibility()).length,
    live: answers.flatMap((answer, at) => ("live" in answer.dataset ? [at] : [])),
    pressed: answers.flatMap((answer, at) => (answer.ariaPressed === "true" ? [at] : [])),
  };
}"""
ANSWER = "(at) => [...document.querySelectorAll('#step .answer')].at(at).click()"


def test_an_answer_is_given_once_then_what_came_out_stands_beside_it_and_the_card_counts(page: Page):
    right = 0
    for step in ASKING:
        go(page, step)
        assert not page.evaluate(ASKED)["isExplained"], step
        page.evaluate(ANSWER, 0)
        page.locator("#step .why").wait_for()
        page.evaluate(ANSWER, -1)  # too late: the first answer stands
        asked = page.evaluate(ASKED)
        assert re.match("(So it is|It came out)", asked["said"]), step
        assert (asked["yours"], asked["pressed"]) == (1, [0]), step
        assert len(asked["live"]) <= 1, step
        right += asked["live"] == [0]
    go(page, STEPS[-1])
    expect(page.locator("#step .card [lang=en]").nth(1)).to_contain_text(f"answered {right} of")
    page.reload()  # answers are kept in the browser
    page.wait_for_function("document.querySelector('#step .card')")
    expect(page.locator("#step .card [lang=en]").nth(1)).to_contain_text(f"answered {right} of")
    page.locator("#step .card button").click()
    expect(page.locator("#step .card [lang=en]").nth(1)).to_contain_text("answered 0 of 0")
    go(page, ASKING[0])
    expect(page.locator("#step .why")).to_be_hidden()


def test_before_a_room_next_first_shows_the_answer_as_nobodys_and_leaving_undoes_it(page: Page):
    press(page, "f")
    page.wait_for_function("document.documentElement.dataset.view === 'stage'")
    go(page, ASKING[0])
    asked = page.evaluate(STATE)
    press(page, "PageDown")
    expect(page.locator("#step .feedback [lang=en]")).to_have_text("This came out.")
    answered = page.evaluate(ASKED)
    assert (answered["isExplained"], answered["yours"], answered["pressed"]) == (True, 0, [])
    assert len(answered["live"]) == 1
    press(page, "PageDown")
    assert shown_step(page) == STEPS[STEPS.index(ASKING[0]) + 1]
    press(page, "PageUp")
    assert page.evaluate(STATE) == asked
    press(page, "f")
    go(page, STEPS[-1])
    expect(page.locator("#step .card [lang=en]").nth(1)).to_contain_text("answered 0 of 0")


def test_what_came_out_follows_the_drawing_and_the_answer_stays(talk: Visitor, page: Page):
    go(page, "1.1")
    page.evaluate(ANSWER, 0)
    of_four = page.evaluate(ASKED)
    assert of_four["live"] == [1], "80 to 159 pixels of a 4 are inked"
    talk.draw([[(0.3, 0.2 + row / 20), (0.8, 0.2 + row / 20)] for row in range(12)])
    talk.rests(14)
    expect(page.locator("#step .answer[data-live]")).to_have_attribute("data-answer", "2")
    assert page.evaluate(ASKED) == of_four | {"live": [2]}
    for _ in range(12):
        page.locator("#undo").click()
    talk.rests(2)
    expect(page.locator("#step .answer[data-live]")).to_have_attribute("data-answer", "1")
    assert page.evaluate(ASKED) == of_four


def test_once_it_is_answered_the_picture_shows_what_the_answer_speaks_of(page: Page):
    shown_words = page.locator("#tour .scene .sum")
    go(page, "3.2")
    page.evaluate(ANSWER, 0)
    expect(shown_words).to_have_text("⌊(28 + 2 · 0 − 5) / 1⌋ + 1 = 24 × 24")
    go(page, "3.4")
    page.evaluate(ANSWER, 0)
    kernel = re.search(r"switch off kernel (\d+)", page.locator("#step .asked [lang=en]").inner_text())
    says = re.search(r"says (\d), with (.+)\.", page.locator("#step .why [lang=en]").inner_text())
    assert kernel
    assert says
    expect(shown_words).to_contain_text(f"Without kernel {kernel[1]}: {says[1]}, {says[2]}.")


KEPT = "(step) => JSON.parse(localStorage.getItem('digit-x-ray talk answers') ?? '{}')[step]?.live ?? null"


@pytest.mark.parametrize("step", ["8.2", "10.1", "11.2"])  # a scene that trains, the wall, the siblings
def test_an_answer_given_before_the_talks_files_are_here_comes_out_when_they_are(browser: Browser, app: App, step: str):
    context = new_context(browser, "en-GB", touch=False)  # of its own: another's cache has the files
    held: list[Route] = []
    context.route(f"**/{assets()['kept']['digits']['address']}", lambda route: held.append(route))
    page = open_in(context, app, f"/talk#{step}").page
    page.locator("#step .answer").first.click()
    expect(page.locator("#step .feedback [lang=en]")).to_have_text("Being computed …")
    held[0].continue_()
    live = page.locator("#step .answer[data-live]")
    expect(live).to_have_count(1)
    assert page.evaluate(KEPT, step) == int(live.get_attribute("data-answer") or "")
    context.close()
