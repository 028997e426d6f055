"""Chapter 13 of the talk, detection: what is found, read and boxed."""

from __future__ import annotations

import numpy as np
from playwright.sync_api import Locator, Page, expect

from digit_model.drawing import Drawing
from digit_model.reader import load_reader
from tests.browser.talk_steps import came_out, choose, go
from tests.browser.visitor import Visitor

TALK = load_reader("talk")


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
    choose(page, 1)
    assert came_out(page) == "the same number"
    page.locator("#undo").click()
    talk.rests(2)


def test_digits_that_are_pushed_together_end_as_a_question_mark(page: Page):
    scene = go(page, "13.2")
    assert framed(scene) == ["4", "0"]
    choose(page, 2)
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
    choose(page, 2)
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
    choose(page, 2)
    assert came_out(page) == "about 45"
    rows = scene.locator(".history tr:has(td)")
    assert rows.count() == 10
    assert rows.last.locator("td").all_inner_texts() == ["2017", "YOLOv2", "anchor boxes, batch normalisation", "67"]
    years = [int(row.split()[0]) for row in rows.all_inner_texts()]
    assert years[:4] == sorted(years[:4])
    assert years[4:] == sorted(years[4:])
