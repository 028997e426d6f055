"""Chapters 11 and 12 of the talk, data and GPUs: their numbers against PyTorch's and what was measured."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Page, Route, expect

from digit_model.course import load_siblings
from digit_model.drawing import Drawing
from digit_model.explain.autopsy import autopsy
from digit_model.figures import all_figures
from digit_model.reader import load_reader
from digit_model.ui.text import percent
from tests.browser.talk_steps import came_out, choose, go
from tests.browser.visitor import Visitor, shown

TALK = load_reader("talk")


def test_the_way_of_a_drawing_says_what_the_network_would_have_said(talk: Visitor, page: Page):
    scene = go(page, "11.1")
    choose(page, 0)
    strokes = page.evaluate("rested.strokes.map(({ width, points }) => ({ width, points }))")
    steps = autopsy(Drawing.from_dict({"strokes": strokes}))
    readings = TALK.read_digits([step.digit for step in steps])
    said = ["–" if reading.verdict == "not a digit" else str(reading.candidates[0]) for reading in readings]
    assert scene.locator(".way b").all_inner_texts() == said
    first = {"4": "4 all the same", "–": "no digit at all"}.get(said[0], "another digit")
    assert came_out(page) == first
    prepared = all_figures()["talk"]["prepared"]
    expect(scene.locator(".bar b")).to_have_text([percent(prepared["all"]), percent(prepared["none"])])


def test_siblings_read_the_digit_where_it_is_moved_to(talk: Visitor, page: Page):
    scene = go(page, "11.2")
    expect(scene.locator("tr[data-sibling] b").first).to_have_text("4")
    scene.locator("input").fill("3")
    moved = np.zeros((28, 28), np.float32)
    moved[:, 3:] = talk.digit()[:, :-3]
    rows = scene.locator("tr[data-sibling]")
    readers = load_siblings()
    assert rows.evaluate_all("(rows) => rows.map((row) => row.dataset.sibling)") == list(readers)
    for name, reader in readers.items():
        probabilities = reader.read_digits([moved])[0].probabilities
        row = scene.locator(f'tr[data-sibling="{name}"]')
        assert row.locator("b").inner_text() == str(int(np.argmax(probabilities))), name
        assert row.locator("td > span:last-child").first.inner_text() == percent(float(np.max(probabilities)))
    choose(page, 0)


def test_the_matrix_product_is_the_last_layers(talk: Visitor, page: Page):
    scene = go(page, "11.3")
    choose(page, 0)
    assert came_out(page) == "160"
    trace = TALK.read_digits([talk.digit()])[0].trace
    logits = np.asarray(trace["fc2"]).ravel()
    for row in (4, 9):
        scene.locator(f'[data-key="{row}"]').click()
        assert shown(scene.locator(".sum b").inner_text()) == pytest.approx(logits[row], abs=0.006)
    numbers = [shown(text) for text in scene.locator(".logits li").all_inner_texts()]
    np.testing.assert_allclose(numbers, logits, atol=0.06)


def test_the_page_times_itself_in_both_ways_and_counts_its_products(page: Page):
    scene = go(page, "12.1")
    layers = scene.locator(".layers > div > span:first-child").all_inner_texts()
    assert layers == ["conv1 112,896", "conv2 903,168", "fc1 25,088", "fc2 160"]
    choose(page, 0)
    plain, fast = (int(text.replace(",", "")) for text in scene.locator(".rates b").all_inner_texts())
    expected = ["less than twice", "2 to 5 times", "more than 5 times"][int(fast >= 2 * plain) + int(fast >= 5 * plain)]
    assert plain > 0
    assert came_out(page) == expected


def test_the_server_times_itself_when_asked_and_says_so_when_it_is_gone(talk: Visitor, page: Page):
    with talk.without_server():
        scene = go(page, "12.2")
        choose(page, 0)
        expect(scene.locator(".status")).to_contain_text("The server does not answer")
        assert scene.locator(".rates i").first.evaluate("bar => bar.offsetWidth") == 0, "nothing was measured"
        expect(page.locator("#step .feedback")).to_contain_text("undecided")
    go(page, "12.3")
    scene = go(page, "12.2")  # answered before, and now it can be measured
    expect(scene.locator(".rates b").first).to_have_text(re.compile(r"^[\d,]+$"))
    rates = [int(text.replace(",", "")) for text in scene.locator(".rates b").all_inner_texts()]
    assert rates[0] > rates[2] > 0, "reading is faster than learning"


def test_an_answer_counts_also_when_the_server_settles_it_after_the_step_was_left(page: Page):
    page.reload()  # nothing is answered
    page.wait_for_selector("#step[data-step]")
    held: list[Route] = []
    page.route("**/component_server/**", lambda route: held.append(route))
    go(page, "12.2")
    page.evaluate("document.querySelector('#step .answer').click()")
    expect(page.locator("#step .feedback")).to_contain_text("Being computed")
    go(page, "12.3")
    for route in held:
        route.continue_()
    kept = "step => JSON.parse(localStorage.getItem('digit-x-ray talk answers') ?? '{}')[step]?.live ?? null"
    page.wait_for_function(f"({kept})('12.2') !== null")
    page.unroute("**/component_server/**")


def test_what_came_out_follows_what_is_measured_again(page: Page):
    go(page, "12.1")
    choose(page, 0)
    before = came_out(page)
    assert before != "less than twice"
    page.evaluate("let calls = 0; performance.now = () => (calls += 9)")  # by this clock all is as fast
    page.locator(".scene button").click()
    expect(page.locator("#step .answer[data-live]")).to_contain_text("less than twice")
    page.evaluate("delete performance.now")


def test_only_both_together_run_on_the_gpu(page: Page):
    scene = go(page, "12.3")
    choose(page, 0)
    assert came_out(page) == "it stops with an error"
    expect(scene.locator(".memory.gpu .movable")).to_have_count(1)
    expect(scene.locator(".said-of-devices")).to_contain_text("Expected all tensors to be on the same device")
    scene.locator('[data-key="both"]').click()
    expect(scene.locator(".memory.gpu .movable")).to_have_count(2)
    expect(scene.locator(".said-of-devices")).to_contain_text("Runs on the GPU.")
