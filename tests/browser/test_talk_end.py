"""The talk's chapters on validation, on data and on GPUs: their numbers against PyTorch's and what was measured."""

from __future__ import annotations

import re

import numpy as np
import pytest
import torch
from playwright.sync_api import Locator, Page, expect

from digit_model.course import load_kept_aside, load_siblings
from digit_model.drawing import Drawing
from digit_model.explain.autopsy import autopsy
from digit_model.figures import all_figures
from digit_model.network import to_batch
from digit_model.reader import load_reader
from digit_model.ui.text import percent
from tests.browser.talk_steps import go
from tests.browser.visitor import Visitor, shown

TALK = load_reader("talk")
CELLS = """(table) => [...table.querySelectorAll("tr:has(td)")].map((row) => {
  return [...row.querySelectorAll("button")].map((cell) => Number(cell.textContent.replace(",", "")) || 0);
})"""


@pytest.fixture
def page(talk: Visitor) -> Page:
    """The page of the talk."""
    return talk.page


def answer(page: Page, number: int) -> None:
    """Answer the step's question, and wait for what came out."""
    page.locator("#step .answer").nth(number).click()
    expect(page.locator("#step .why")).to_be_visible()


def came_out(page: Page) -> str:
    """The answer that came out."""
    return page.locator("#step .answer[data-live] [lang=en]").first.inner_text()


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
    answer(page, 0)
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
    answer(page, 0)
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
    answer(page, 0)
    assert came_out(page) == "about 10, like any guesser"


def test_the_way_of_a_drawing_says_what_the_network_would_have_said(talk: Visitor, page: Page):
    scene = go(page, "11.1")
    answer(page, 0)
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
    answer(page, 0)


def test_the_matrix_product_is_the_last_layers(talk: Visitor, page: Page):
    scene = go(page, "11.3")
    answer(page, 0)
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
    answer(page, 0)
    plain, fast = (int(text.replace(",", "")) for text in scene.locator(".rates b").all_inner_texts())
    expected = ["less than twice", "2 to 5 times", "more than 5 times"][int(fast >= 2 * plain) + int(fast >= 5 * plain)]
    assert plain > 0
    assert came_out(page) == expected


def test_the_server_times_itself_when_asked_and_says_so_when_it_is_gone(talk: Visitor, page: Page):
    with talk.without_server():
        scene = go(page, "12.2")
        answer(page, 0)
        expect(scene.locator(".status")).to_contain_text("The server does not answer")
        expect(page.locator("#step .feedback")).to_contain_text("undecided")
    go(page, "12.3")
    scene = go(page, "12.2")  # answered before, and now it can be measured
    expect(scene.locator(".rates b").first).to_have_text(re.compile(r"^[\d,]+$"))
    rates = [int(text.replace(",", "")) for text in scene.locator(".rates b").all_inner_texts()]
    assert rates[0] > rates[2] > 0, "reading is faster than learning"


def test_only_both_together_run_on_the_gpu(page: Page):
    scene = go(page, "12.3")
    answer(page, 0)
    assert came_out(page) == "it stops with an error"
    expect(scene.locator(".memory.gpu .movable")).to_have_count(1)
    expect(scene.locator(".said-of-devices")).to_contain_text("Expected all tensors to be on the same device")
    scene.locator('[data-key="both"]').click()
    expect(scene.locator(".memory.gpu .movable")).to_have_count(2)
    expect(scene.locator(".said-of-devices")).to_contain_text("Runs on the GPU.")


def slide(scene: Locator, value: int) -> None:
    """Move the scene's slider."""
    scene.locator("input[type=range]").evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', { bubbles: true })); }", value
    )


def framed(scene: Locator) -> list[str]:
    """What is written at each box on the paper, from left to right."""
    return scene.locator(".found b").all_text_contents()


def test_a_numbers_digits_are_found_beside_one_digit_and_as_they_are_drawn(talk: Visitor, page: Page):
    scene = go(page, "13.1")
    assert framed(scene) == ["7", "4", "0"], "the visitor's digit, and two beside it"
    talk.draw([[(0.9, 0.2), (0.88, 0.86)]])
    talk.rests(3)
    strokes = page.evaluate("rested.strokes.map(({ width, points }) => ({ width, points }))")
    expected = TALK.read_number(Drawing.from_dict({"strokes": strokes}))
    assert expected.text == "41"
    assert framed(scene) == ["4", "1"]
    expect(scene.locator(".sum [lang=en]").first).to_have_text("Read as 41")
    answer(page, 1)
    assert came_out(page) == "the same number"
    page.locator("#undo").click()
    talk.rests(2)


def test_digits_that_are_pushed_together_end_as_a_question_mark(page: Page):
    scene = go(page, "13.2")
    assert framed(scene) == ["4", "0"]
    answer(page, 2)
    assert came_out(page) == "a question mark"
    assert framed(scene) == ["?"], "the picture shows what the answer speaks of"
    found = []
    for gap in range(50, -41, -5):
        slide(scene, gap)
        found.append("".join(framed(scene)))
    assert found[0] == "40"
    assert found[-1] == "?"
    assert set(found) == {"40", "?"}, "never one digit, nor any other"


# Labels that cover another one or stick out of the paper, by what they say.
UNREADABLE = """(labels) => {
  const paper = labels[0].closest(".paper").getBoundingClientRect();
  const isShown = (label) => !label.hidden;
  const shown = labels.filter(isShown).map((label) => [label.textContent, label.getBoundingClientRect()]);
  return shown.flatMap(([text, { left, right, top, height }], at) => {
    const isApart = ([, other]) => left >= other.right || other.left >= right || Math.abs(top - other.top) >= height;
    const isInside = left >= paper.left && right <= paper.right && top >= paper.top;
    return isInside && shown.slice(at + 1).every(isApart) ? [] : [text];
  });
}"""


def test_of_boxes_that_overlap_fewer_stay_the_less_they_may(page: Page):
    scene = go(page, "13.3")
    expect(scene.locator(".boxes")).to_be_hidden()
    answer(page, 2)
    assert came_out(page) == "in more"
    kept = []
    for most in (100, 50, 10):
        slide(scene, most)
        assert scene.locator(".found b").evaluate_all(UNREADABLE) == []
        assert set(scene.locator(".found b:visible").all_inner_texts()) == set(framed(scene))
        boxes = scene.locator(".found").evaluate_all(
            "(all) => all.map(({ style }) => ['left', 'top', 'width', 'height'].map((side) => parseFloat(style[side])))"
        )
        kept.append(len(boxes))
        ends = np.array([[left, top, left + width, top + height] for left, top, width, height in boxes])
        low, high = (f(ends[:, None], ends[None]) for f in (np.maximum, np.minimum))
        shared = np.clip(high[..., 2:] - low[..., :2], 0, None).prod(axis=2)
        areas = (ends[:, 2:] - ends[:, :2]).prod(axis=1)
        unions = areas[:, None] + areas[None] - shared
        overlaps = (shared / unions)[~np.eye(len(boxes), dtype=bool)]
        assert overlaps.max() <= most / 100 + 1e-3
    assert kept[0] > kept[1] > kept[2] >= 3, "each of the three digits keeps a box"
    expect(page.locator("#step .why [lang=en]")).to_contain_text(f"In {kept[0]}; there are 3 digits.")


def test_the_years_and_speeds_of_the_networks_stand_in_one_table(page: Page):
    scene = go(page, "13.4")
    answer(page, 2)
    assert came_out(page) == "about 45"
    rows = scene.locator(".history tr:has(td)")
    assert rows.count() == 10
    assert rows.last.locator("td").all_inner_texts() == ["2017", "YOLOv2", "anchor boxes, batch normalisation", "67"]
    years = [int(row.split()[0]) for row in rows.all_inner_texts()]
    assert years[:4] == sorted(years[:4])
    assert years[4:] == sorted(years[4:])
