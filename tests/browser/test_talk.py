"""The tour as a whole: steps and their addresses, questions, a presenter's keys; every step in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.talk_steps import CHAPTERS, STATE, STEPS, go, press, speak, wandered
from tests.browser.visitor import SEVEN, Visitor

ASKING = [
    f"{chapter.number}.{at}" for chapter in CHAPTERS for at, step in enumerate(chapter.steps, start=1) if step.question
]
# What a screen reader says of pictures and controls.
NAMES = "(scene) => [...scene.querySelectorAll('[aria-label]')].map((named) => named.ariaLabel).join()"


@pytest.fixture
def page(talk: Visitor) -> Iterator[Page]:
    """The page of the talk at its first step, nothing answered; afterwards it must be so again."""
    go(talk.page, STEPS[0])
    yield talk.page
    talk.page.evaluate("localStorage.clear()")


def shown(page: Page) -> str | None:
    """The step that is shown."""
    return page.locator("#step").get_attribute("data-step")


def test_every_step_says_everything_in_both_languages_and_asks_the_server_nothing(talk: Visitor, page: Page):
    page.wait_for_load_state("networkidle")
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


def test_a_presenters_keys_move_through_the_talk(page: Page):
    second = next(step for step in STEPS if step.split(".")[0] != STEPS[0].split(".")[0]) if len(CHAPTERS) > 1 else ""
    for key, shift, step in (
        ("PageDown", False, STEPS[1]), ("PageUp", False, STEPS[0]),
        ("ArrowRight", False, STEPS[1]), ("ArrowLeft", False, STEPS[0]),
        (" ", False, STEPS[1]), (" ", True, STEPS[0]), ("n", False, STEPS[1]), ("P", False, STEPS[0]),
        ("End", False, STEPS[-1]), ("ArrowRight", False, STEPS[-1]), ("Home", False, STEPS[0]),
        ("ArrowRight", True, second or STEPS[0]), ("ArrowLeft", True, STEPS[0]),
    ):  # fmt: skip
        press(page, key, shiftKey=shift)
        assert shown(page) == step, (key, shift)
    press(page, "ArrowRight", ctrlKey=True)
    assert shown(page) == STEPS[0], "a key with Ctrl is the browser's"


def test_a_black_screen_takes_no_key_but_the_one_that_ends_it(page: Page):
    black = page.locator("#tour .black")
    for key in (".", "b"):
        press(page, key)
        expect(black).to_be_visible()
        press(page, "PageDown")
        press(page, "o")
        assert shown(page) == STEPS[0]
        press(page, key)
        expect(black).to_be_hidden()
    expect(page.locator("dialog.overview")).to_be_hidden()


def test_the_last_step_leads_on_to_the_draw_page_in_the_same_view(page: Page):
    press(page, "End")
    press(page, "f")
    page.wait_for_function("document.documentElement.dataset.view === 'stage'")
    way_on = page.locator("#step .card a:visible").last
    expect(page.locator("#step .card .score")).to_be_hidden()
    way_on.click()
    page.wait_for_function("location.pathname === '/' && document.querySelector('#flow [data-stage]')")
    assert "view=stage" in page.url
    page.goto(page.url.replace("/?view=stage", "/talk"))
    page.wait_for_function("document.querySelector('#step[data-step]')")


def test_f5_fills_the_screen_instead_of_reloading_and_escape_leaves(page: Page):
    page.evaluate("window.stays = true")
    page.keyboard.press("F5")
    page.wait_for_function("document.documentElement.dataset.view === 'stage'")
    assert page.evaluate("window.stays"), "the page was reloaded"
    assert "view=stage" in page.url
    for key in ("o", "?"):
        press(page, key)
        expect(page.locator("#tour dialog[open]")).to_have_count(1)
        page.keyboard.press("Escape")  # closes what is open, and only that
        expect(page.locator("#tour dialog[open]")).to_have_count(0)
        assert "view=stage" in page.url
    page.evaluate("document.exitFullscreen?.().catch(() => {})")
    press(page, "Escape")
    page.wait_for_function("document.documentElement.dataset.view === ''")
    assert "view=stage" not in page.url


def test_while_the_pad_has_the_focus_its_keys_draw_and_only_pages_turn(page: Page):
    page.locator("#pad canvas").focus()
    for key in ("ArrowRight", "Space", "Home", "n"):
        page.keyboard.press(key)
        assert shown(page) == STEPS[0], key
    page.keyboard.press("Space")  # lifts the pen
    page.keyboard.press("PageDown")
    assert shown(page) == STEPS[1]
    page.locator("#undo").click()


def test_overview_go_to_and_help_open_and_close(page: Page):
    press(page, "o")
    overview = page.locator("dialog.overview")
    expect(overview.locator("svg")).to_be_visible()  # the code for the room's phones
    expect(overview.locator(".address")).to_have_text(re.compile(r"^http://127\.0\.0\.1:\d+/talk$"))
    assert not re.search(r"[{}…]", overview.inner_text()), "claims speak of the drawing, too"
    overview.locator(f'a[href$="#{STEPS[-1]}"]').click()
    page.wait_for_function("(step) => document.querySelector('#step').dataset.step === step", arg=STEPS[-1])
    expect(overview).to_be_hidden()
    press(page, "g")
    page.locator("dialog.goto input").fill(STEPS[1])
    page.keyboard.press("Enter")
    page.wait_for_function("(step) => document.querySelector('#step').dataset.step === step", arg=STEPS[1])
    press(page, "g")
    expect(page.locator("dialog.goto input")).to_have_value("")  # not the step before
    page.keyboard.press("Escape")
    press(page, "?", shiftKey=True)
    expect(page.locator("dialog.help kbd").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.help")).to_be_hidden()


def test_a_second_window_follows_with_notes_and_a_timer(page: Page):
    with page.context.expect_page() as opened:
        page.locator('#tour [data-does="notes"]').click()
    notes = opened.value
    claim = page.locator("#step h2 [lang=en]").inner_text()
    expect(notes.locator("h1")).to_have_text(claim)
    expect(notes.locator("time")).to_have_text(re.compile(r"^\d+:\d\d$"))
    notes.keyboard.press("PageDown")  # its keys move the talk as well
    page.wait_for_function("(step) => document.querySelector('#step').dataset.step === step", arg=STEPS[1])
    expect(notes.locator("h1")).to_have_text(page.locator("#step h2 [lang=en]").inner_text())
    notes.close()


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
    assert shown(page) == STEPS[STEPS.index(ASKING[0]) + 1]
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
    expect(shown_words).to_have_text("(28 + 2 · 0 − 5) / 1 + 1 = 24 × 24")
    go(page, "3.4")
    page.evaluate(ANSWER, 0)
    kernel = re.search(r"switch off kernel (\d+)", page.locator("#step .asked [lang=en]").inner_text())
    says = re.search(r"says (\d), with (.+)\.", page.locator("#step .why [lang=en]").inner_text())
    assert kernel
    assert says
    expect(shown_words).to_contain_text(f"Without kernel {kernel[1]}: {says[1]}, {says[2]}.")


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
