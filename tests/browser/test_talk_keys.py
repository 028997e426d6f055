"""A presenter's keys: through the talk, to a black or full screen, to overview, notes and the way on."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.talk_steps import CHAPTERS, STEPS, go, press, shown_step
from tests.browser.visitor import be_on


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
        assert shown_step(page) == step, (key, shift)
    press(page, "ArrowRight", ctrlKey=True)
    assert shown_step(page) == STEPS[0], "a key with Ctrl is the browser's"


def test_a_black_screen_takes_no_key_but_the_one_that_ends_it(page: Page):
    black = page.locator("#tour .black")
    for key in (".", "b"):
        press(page, key)
        expect(black).to_be_visible()
        press(page, "PageDown")
        press(page, "o")
        assert shown_step(page) == STEPS[0]
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
        assert shown_step(page) == STEPS[0], key
    page.keyboard.press("Space")  # lifts the pen
    page.keyboard.press("PageDown")
    assert shown_step(page) == STEPS[1]
    page.locator("#undo").click()


def test_while_a_slider_has_the_focus_it_has_the_arrows_and_a_clicker_the_talk(page: Page):
    for key, step in (("PageDown", "11.3"), ("PageUp", "11.1")):
        slider = go(page, "11.2").locator("input[type=range]")
        slider.click()
        moved = slider.input_value()
        page.keyboard.press("ArrowRight")
        assert (shown_step(page), slider.input_value()) == ("11.2", str(int(moved) + 1))
        page.keyboard.press("b")
        expect(page.locator("#tour .black")).to_be_visible()
        page.keyboard.press("b")
        page.keyboard.press(key)
        assert shown_step(page) == step


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
    page.keyboard.press("Enter")  # nothing is typed
    assert shown_step(page) == STEPS[1]
    page.keyboard.press("Escape")
    expect(page.locator("dialog.goto")).to_be_hidden()
    press(page, "?", shiftKey=True)
    expect(page.locator("dialog.help kbd").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.help")).to_be_hidden()


def test_an_open_dialog_scrolls_by_its_keys_and_gives_way_to_a_black_or_full_screen(page: Page):
    overview, black = page.locator("dialog.overview"), page.locator("#tour .black")
    page.set_viewport_size({"width": 1280, "height": 400})
    page.keyboard.press("o")
    page.keyboard.press("PageDown")
    page.wait_for_function("document.querySelector('dialog.overview').scrollTop > 0")
    assert shown_step(page) == STEPS[0]
    page.keyboard.press("b")
    expect(overview).to_be_hidden()
    assert black.evaluate("black => black === document.elementFromPoint(innerWidth / 2, innerHeight / 2)")
    page.keyboard.press("b")
    expect(black).to_be_hidden()
    be_on(page, width=1280, dark=False)
    page.keyboard.press("o")
    page.keyboard.press("F5")
    page.wait_for_function("document.documentElement.dataset.view === 'stage'")
    expect(overview).to_be_hidden()
    page.keyboard.press("F5")
    page.wait_for_function("document.documentElement.dataset.view === ''")


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
