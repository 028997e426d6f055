"""Chapter 10 of the talk, validation: its counts against PyTorch's and what was measured."""

from __future__ import annotations

import re

import numpy as np
import torch
from playwright.sync_api import Page, expect

from digit_model.course import load_kept_aside
from digit_model.figures import all_figures
from digit_model.network import to_batch
from digit_model.reader import load_reader
from digit_model.ui.text import percent
from tests.browser.talk_steps import came_out, choose, go

TALK = load_reader("talk")
CELLS = """(table) => [...table.querySelectorAll("tr:has(td)")].map((row) => {
  return [...row.querySelectorAll("button")].map((cell) => Number(cell.textContent.replace(",", "")) || 0);
})"""


def kept() -> tuple[np.ndarray, np.ndarray]:
    """What the digits kept aside are, and what PyTorch makes of them with the talk's network."""
    digits, labels = load_kept_aside()
    with torch.inference_mode():
        logits = TALK.network(to_batch(list(digits.astype(np.float32) / 255)))
    return labels, logits.argmax(dim=1).numpy()


def confusion(labels: np.ndarray, answers: np.ndarray) -> list[list[int]]:
    return np.bincount(labels * 10 + answers, minlength=100).reshape(10, 10).tolist()


def test_the_wall_counts_what_pytorch_counts_and_a_mistake_is_chosen(page: Page):
    labels, answers = kept()
    wrong = np.flatnonzero(labels != answers)
    scene = go(page, "10.1")
    expect(scene.locator(".sheet")).to_be_visible()
    expect(scene.locator(".count")).to_be_hidden()
    choose(page, 0)
    share = percent(1 - len(wrong) / len(labels))
    told = f"{len(labels)} read, {len(labels) - len(wrong)} right, {len(wrong)} wrong: {share}"
    expect(scene.locator(".count [lang=en]")).to_have_text(told)
    mistake = f"This is a {labels[wrong[-1]]}. The network says {answers[wrong[-1]]}, with"
    expect(scene.locator(".chosen [lang=en]")).to_contain_text(mistake)
    assert came_out(page) == "1 to 8"
    right = sum(row[digit] for digit, row in enumerate(all_figures()["talk"]["confusion"]))
    expect(page.locator("#step .why")).to_contain_text(f"{right:,} right: an accuracy of {percent(right / 10_000)}")
    scene.locator(".sheet").press("ArrowLeft")  # the wall's own
    expect(scene.locator(".chosen [lang=en]")).not_to_contain_text(mistake)
    expect(page.locator("#step")).to_have_attribute("data-step", "10.1")
    scene.locator(".sheet").press("PageDown")
    expect(page.locator("#step")).to_have_attribute("data-step", "10.2")


def test_the_matrix_counts_the_kept_digits_live_and_the_test_set_as_measured(page: Page):
    scene = go(page, "10.2")
    table = scene.locator(".confusion")
    expect(scene.locator(".sheet")).to_be_visible()
    assert table.evaluate(CELLS) == confusion(*kept())
    choose(page, 0)
    measured = all_figures()["talk"]["confusion"]
    assert table.evaluate(CELLS) == measured
    often = {(a, b): measured[a][b] + measured[b][a] for a, b in ((3, 8), (4, 9), (7, 9))}
    one, other = max(often, key=lambda pair: often[pair])
    assert came_out(page) == f"{one} and {other}"
    expect(table.locator('[aria-pressed="true"]')).to_have_text(f"{measured[one][other]:,}")
    table.locator('[aria-pressed="true"]').press("ArrowLeft")
    expect(scene.locator(".sum")).to_contain_text(f"a {one} read as {other - 1} in {measured[one][other - 1]} cases")
    expect(table.locator(".drawn")).to_have_text("4")


def test_the_best_of_many_guessers_is_no_better_on_fresh_digits(page: Page):
    scene = go(page, "10.3")
    best = []
    for count in ("1", "10", "100", "1000"):
        scene.locator(f'[data-key="{count}"]').click()
        said = scene.locator(".sum [lang=en]").text_content() or ""
        best.append([int(number) for number in re.findall(r": (\d+)", said)])
    assert [right for right, _ in best] == sorted(right for right, _ in best)
    assert best[-1][0] >= 18, "the luckiest of 1,000 guesses far more than 10 of 100"
    assert 2 <= best[-1][1] <= 18, "3 standard deviations about 10"
    choose(page, 0)
    assert came_out(page) == "about 10, like any guesser"
