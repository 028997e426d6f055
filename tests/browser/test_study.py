"""How the page keeps up with the digit: study.js on its own, and the page that it is part of."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.modules import served_modules
from tests.browser.visitor import FOUR

# Has the part answer with ask(reading), and keeps what is shown.
STUDY = """async () => {
  const [{ study }, { send }] = await Promise.all(["explain/study", "events"].map((name) => import(`/lib/${name}.js`)));
  window.element = document.querySelector("#part");
  window.shown = [];
  window.rests = (given, verdict = "digit") => send("digit-rest", { verdict, given, network: { wires: [] } });
  study(element, ASK, SHOW);
}"""
SHOW = "(answer) => shown.push(answer)"


@pytest.fixture(scope="module")
def blank(browser):
    """A blank page; errors in it are for its tests to expect."""
    with served_modules() as address:
        page = browser.new_page()
        page.goto(address)
        yield page
        page.close()


@pytest.fixture
def page(blank):
    """A page with one part, in view, and nothing that studies it yet."""
    blank.reload()
    blank.evaluate("document.body.innerHTML = '<p id=part>here</p>'")
    return blank


def study(page, ask, show=SHOW):
    page.evaluate(STUDY.replace("ASK", ask).replace("SHOW", show))


@pytest.mark.parametrize("thrower", ["ask", "show"])
def test_an_explanation_that_fails_stops_no_later_one(page, thrower):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.evaluate(
        """thrower => {
          window.fail = (name, given) => {
            if (name === thrower && given === "bad") throw new Error("as told");
          };
        }""",
        thrower,
    )
    study(
        page,
        "({ given }) => (fail('ask', given), given)",
        "(answer) => (fail('show', answer), shown.push(answer))",
    )
    with page.expect_event("pageerror"):
        page.evaluate("rests('bad')")
    page.evaluate("rests('good')")
    page.wait_for_function("shown.join() === 'good'")
    assert errors == ["as told"]


def test_after_many_failures_a_new_digit_is_explained_at_once(page):
    page.evaluate(
        """() => {
          window.waits = [];
          const later = window.setTimeout;
          window.setTimeout = (wake, wait) => (waits.push(wait), later(wake, waits.length < 9 ? 0 : wait));
        }"""
    )
    study(page, "async ({ given }) => (given === 'bad' ? null : given)")
    page.evaluate("rests('bad')")
    page.wait_for_function("waits.length === 9")
    assert page.evaluate("waits") == [1500, 3000, 6000, 12_000, 24_000, 30_000, 30_000, 30_000, 30_000]
    page.evaluate("rests('good')")
    page.wait_for_function("shown.join() === 'good'", timeout=20_000)  # sooner than the next try of the old one


def test_a_part_says_that_it_waits_until_it_has_an_answer_or_the_page_is_empty(page):
    page.evaluate("window.known = null")
    study(page, "async ({ given }) => known?.[given]")
    marks = (
        "[...element.attributes].map(({ name }) => name).filter((name) => name.startsWith('data-')).sort().join(' ')"
    )
    assert page.evaluate(marks) == "data-blank data-unanswered"
    page.evaluate("rests(1)")
    page.wait_for_function(f"{marks} === 'data-unanswered data-waiting'")
    page.evaluate("known = { 1: 'one', 2: 'two' }")
    page.wait_for_function(f"{marks} === ''")
    assert page.evaluate("shown") == ["one"]
    page.evaluate("known = null")
    page.evaluate("rests(2)")
    page.wait_for_function(f"{marks} === 'data-waiting'")  # what is shown is about the digit before
    page.evaluate("rests(3, 'blank')")
    assert page.evaluate(marks) == "data-blank data-unanswered"
    page.evaluate("known = { 2: 'two' }")
    page.evaluate("rests(2)")
    page.wait_for_function("shown.join() === 'one,,two'")


def test_an_answer_that_came_too_late_is_not_shown(page):
    page.evaluate("window.asked = []")
    study(page, "({ given }) => new Promise((resolve) => asked.push(() => resolve(given)))")
    page.evaluate("rests('old')")
    page.wait_for_function("asked.length === 1")
    page.evaluate("rests('new')")
    assert page.evaluate("asked.length") == 1, "one question at a time"
    page.evaluate("asked[0]()")
    page.wait_for_function("asked.length === 2")
    page.evaluate("asked[1]()")
    page.wait_for_function("shown.length > 0")
    assert page.evaluate("shown") == ["new"]


@pytest.mark.parametrize("path", ["/", "/network/talk"])
def test_only_an_empty_page_is_said_to_be_empty_in_view_or_not(visit, path):
    visitor = visit(path=path)
    page = visitor.page
    hints = page.locator("#explanations .nothing")
    expect(hints.locator("visible=true")).to_have_count(1)
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    expect(hints.locator("visible=true")).to_have_count(0)  # nothing has been in view yet
    page.click("#clear")
    expect(hints.locator("visible=true")).to_have_count(1)
