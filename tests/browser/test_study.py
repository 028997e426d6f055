"""How the page keeps up with the digit: study.js, ask.js and pause.js on their own, and the page they are part of."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import FOUR

UI = Path(__file__).parent.parent.parent / "digit_model/ui"
RESTS = 'document.dispatchEvent(new CustomEvent("digit-rest", { detail: { verdict: "digit", digit: given } }))'


@pytest.fixture
def page(browser):
    page = browser.new_page()
    page.set_content('<p id="part">here</p>')
    yield page
    page.close()


@pytest.mark.parametrize("thrower", ["ask", "show"])
def test_an_explanation_that_fails_stops_no_later_one(page, thrower):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.evaluate(
        f"""thrower => {{
          const element = document.querySelector("#part");
          const fail = (name, digit) => {{ if (name === thrower && digit === "bad") throw new Error("as told"); }};
          window.shown = [];
          {(UI / "study.js").read_text()}
          study(
            async ({{ digit }}) => (fail("ask", digit), digit),
            (answer) => (fail("show", answer), shown.push(answer)),
          );
        }}""",
        thrower,
    )
    with page.expect_event("pageerror"):
        page.evaluate(f"given => {RESTS}", "bad")
    page.evaluate(f"given => {RESTS}", "good")
    page.wait_for_function("shown.join() === 'good'")
    assert errors == ["as told"]


def test_after_many_failures_a_new_digit_is_explained_at_once(page):
    page.evaluate(
        f"""() => {{
          const element = document.querySelector("#part");
          window.shown = [];
          window.waits = [];
          const later = window.setTimeout;
          window.setTimeout = (wake, wait) => (waits.push(wait), later(wake, waits.length < 9 ? 0 : wait));
          {(UI / "study.js").read_text()}
          study(async ({{ digit }}) => (digit === "bad" ? null : digit), (answer) => shown.push(answer));
        }}"""
    )
    page.evaluate(f"given => {RESTS}", "bad")
    page.wait_for_function("waits.length === 9")
    assert page.evaluate("waits") == [1500, 3000, 6000, 12_000, 24_000, 30_000, 30_000, 30_000, 30_000]
    page.evaluate(f"given => {RESTS}", "good")
    page.wait_for_function("shown.join() === 'good'", timeout=20_000)  # sooner than the next try of the old one


def test_a_reading_that_fails_stops_no_later_one(page):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.evaluate(
        f"""() => {{
          let asked = 0;
          const live = async () => {{ if (++asked === 1) throw new Error("as told"); return {{ asked }}; }};
          const server = {{ live }};
          window.rested = [];
          {(UI / "ask.js").read_text()}
          window.ask = asker(() => ({{}}), () => false, () => {{}}, (reply) => rested.push(reply.asked));
        }}"""
    )
    with page.expect_event("pageerror"):
        page.evaluate("ask(1)")
    page.evaluate("ask(2)")
    page.wait_for_function("rested.join() === '2'")
    assert errors == ["as told"]


def test_a_pause_whose_answer_is_lost_is_told_again_and_one_that_is_answered_is_not(page):
    page.clock.install()
    page.evaluate(
        f"""() => {{
          window.told = [];
          let asked = 0;
          const trigger = (_, {{ question, edited }}) => told.push([question, edited]);
          {(UI / "pause.js").read_text()}
          window.pause = pauser(() => ++asked, (old) => (window.old = old));
        }}"""
    )
    page.evaluate("pause(true)")
    page.evaluate("pause(false)")
    page.clock.run_for(1_000)
    assert page.evaluate("told") == [[1, True]]
    page.evaluate("pause(false)")
    page.clock.run_for(1_000)
    assert page.evaluate("told") == [[1, True]], "one at a time"
    assert page.evaluate("old")
    page.clock.run_for(10_000)
    assert page.evaluate("told") == [[1, True], [2, True]], "the drawing had been changed by the one that was lost"
    page.evaluate("document.dispatchEvent(new Event('pause-told'))")
    page.clock.run_for(60_000)
    assert len(page.evaluate("told")) == 2
    assert not page.evaluate("old")


@pytest.mark.parametrize("network", ["", "talk"])
def test_only_an_empty_page_is_said_to_be_empty_in_view_or_not(visit, network):
    visitor = visit()
    page = visitor.page
    if network:
        page.goto(page.url + network)
        page.wait_for_function("window.rested?.verdict === 'blank'")
        visitor.complaints.clear()  # Gradio's own stream complains of being left
    hints = page.locator("#explanations .nothing")
    expect(hints.locator("visible=true")).to_have_count(5)
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    expect(hints.locator("visible=true")).to_have_count(0)  # nothing has been in view yet
    page.click("#clear")
    expect(hints.locator("visible=true")).to_have_count(5)
