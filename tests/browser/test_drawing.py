"""Drawing on the page, as people do."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from digit_model import Drawing, load_reader
from digit_model.ink import ink_from_drawing
from digit_model.ui.parts.examples.examples import example_files
from tests.browser.visitor import FOUR, SEVEN, ask, percentage
from train.pictures import shown_by

STAGES = ["conv1", "conv2", "pool1", "conv3", "conv4", "pool2", "conv5", "conv6", "pool3", "fc"]

# Of each stage: the number of different colours, or of different numbers, that it shows.
VARIETY = """(section) => {
  const seen = new Set();
  for (const canvas of section.querySelectorAll("canvas")) {
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    for (let i = 0; i < pixels.length; i += 4) seen.add(pixels.slice(i, i + 4).join());
  }
  for (const number of section.querySelectorAll(".bars span")) seen.add(number.textContent);
  return seen.size;
}"""


def shown_variety(visitor) -> dict[str, int]:
    """How varied what each stage shows is."""
    sections = visitor.page.locator("#flow [data-stage]")
    return {s.get_attribute("data-stage"): s.evaluate(VARIETY) for s in sections.all()}


def test_a_seven_drawn_with_the_mouse_is_read_live_and_every_stage_paints(used):
    visitor = used()
    blank = shown_variety(visitor)
    visitor.draw(SEVEN, steps=30, lift=False)
    expect(visitor.page.locator("#answer")).to_have_text("7")  # the page follows the pen and does not wait for its end
    visitor.page.mouse.up()
    visitor.answer_is("7")
    assert visitor.page.locator("#answer").get_attribute("data-verdict") == "digit"
    variety = shown_variety(visitor)
    assert list(variety) == STAGES, "one element a stage, in order"
    assert all(variety[name] > 4 for name in STAGES), variety
    assert variety["conv1"] > 2 * blank["conv1"], "an empty page has one colour a map"
    painted = visitor.page.evaluate("painted")
    assert [p["sequence"] for p in painted] == sorted({p["sequence"] for p in painted})


def test_a_seven_drawn_with_a_finger_on_a_phone_is_read_and_nothing_scrolls(used):
    visitor = used(width=390, touch=True)
    page = visitor.page
    box = page.locator("#pad canvas").bounding_box()
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    (start, *rest) = [point for line in SEVEN for point in line]
    touch("touchStart", *start)
    for corner, previous in zip(rest, [start, *rest], strict=False):
        for share in np.linspace(0, 1, 8)[1:]:
            touch("touchMove", *(a + (b - a) * share for a, b in zip(previous, corner, strict=True)))
    touch("touchEnd", *rest[-1])
    visitor.answer_is("7")
    assert all(count > 4 for count in shown_variety(visitor).values())
    assert page.evaluate("[scrollX, scrollY, visualViewport.scale]") == [0, 0, 1]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, "the page is wider than the phone"


def test_the_page_shows_what_python_reads(used):
    visitor = used()
    visitor.draw(SEVEN)
    visitor.rests(len(SEVEN))
    reading = load_reader().read(Drawing.from_dict({"strokes": visitor.page.evaluate("rested.strokes")}))
    digit = visitor.page.evaluate(
        "[...document.querySelector('#seen canvas').getContext('2d').getImageData(0, 0, 28, 28).data]"
    )
    assert np.array_equal(np.array(digit).reshape(28, 28, 4)[..., 0], np.rint(reading.digit * 255))
    shares = visitor.page.locator("#probabilities .bars span").all_inner_texts()
    assert list(map(percentage, shares)) == pytest.approx(reading.probabilities * 100, abs=0.06)
    logits = visitor.page.locator("[data-stage=fc] .bars span").all_inner_texts()
    assert [float(logit.replace("−", "-")) for logit in logits] == pytest.approx(reading.trace["fc"], abs=0.051)


def test_undo_redo_and_clear_by_button_and_by_key(visit):
    visitor = visit()
    page = visitor.page
    visitor.draw(FOUR)
    visitor.answer_is("4")
    page.click("#clear")
    visitor.answer_is("")
    assert page.locator("#clear").is_disabled()
    page.keyboard.press("Control+z")
    visitor.answer_is("4")
    page.click("#undo")
    page.click("#undo")
    visitor.answer_is("")
    assert page.locator("#undo").is_disabled()
    page.keyboard.press("Control+Shift+Z")
    page.keyboard.press("Control+Shift+Z")
    visitor.answer_is("4")


def test_the_eraser_takes_ink_away_and_the_pen_width_keeps_what_is_drawn(used):
    visitor = used()
    page = visitor.page
    visitor.draw(SEVEN)
    visitor.answer_is("7")
    page.locator("#width").fill("0.12")
    visitor.answer_is("7")
    page.click("#erase")
    assert page.locator("#erase").get_attribute("aria-pressed") == "true"
    visitor.draw(SEVEN)
    visitor.answer_is("")
    page.keyboard.press("Control+z")
    visitor.answer_is("7")


def test_a_tap_leaves_a_dot(used):
    visitor = used()
    page = visitor.page
    visitor.draw([[(0.3, 0.3)]])
    assert [visitor.ink_at(x, 0.3) for x in (0.3, 0.325, 0.34)] == [255, 255, 0]
    page.click("#undo")
    assert visitor.ink_at(0.3, 0.3) == 0
    page.click("#redo")
    assert visitor.ink_at(0.3, 0.3) == 255


def test_a_pen_that_leaves_the_pad_draws_along_its_edge(used):
    visitor = used()
    visitor.draw([[(0.8, 0.5), (1.4, 0.6), (1.4, 0.9), (0.9, 1.2)]], steps=4)
    visitor.rests(1)
    points = np.array(visitor.page.evaluate("rested.strokes[0].points"))
    assert len(points) == 13
    assert points[4:9] == pytest.approx(np.column_stack([np.ones(5), np.linspace(0.6, 0.9, 5)]), abs=0.002)
    assert points[-1] == pytest.approx((0.9, 1), abs=0.002)
    assert points.min() >= 0
    assert points.max() <= 1


def test_every_example_is_read_with_one_click(used):
    visitor = used()
    buttons, answer = visitor.page.locator("#examples .row button"), visitor.page.locator("#answer")
    assert buttons.count() == len(example_files())
    for place, path in enumerate(example_files()):
        expected = shown_by(path)
        buttons.nth(place).click()
        verdict = {0: "not a digit", 1: "digit"}.get(len(expected), "unsure")
        expect(answer).to_have_attribute("data-verdict", verdict)
        expect(answer).to_have_text(re.compile("^" + " or ".join(["\\d"] * len(expected)) + "$"), use_inner_text=True)
        assert set(answer.inner_text().split()) - {"or"} == set(expected), path.name
        assert visitor.page.locator("#picture").is_hidden(), "opened, it would push the network down, out of sight"
        visitor.page.click("#clear")
        visitor.answer_is("")


def test_the_thumbnail_of_a_drawing_is_the_drawing_and_its_very_strokes_go_to_the_pad(used):
    page = used().page
    page.evaluate("document.addEventListener('drawing-chosen', ({ detail }) => (window.chosen = detail))")
    drawings = [Drawing.load(path) for path in example_files() if path.suffix == ".json"]
    buttons = page.locator("#examples [data-drawing]").all()
    for button, drawing in zip(buttons, drawings, strict=True):
        button.click()
        assert page.evaluate("chosen") == drawing.to_dict()
        paper = np.array(Image.open(io.BytesIO(button.locator("svg").screenshot())).convert("L"))[3:-3, 3:-3]
        inked, shown = float(ink_from_drawing(drawing, 280).mean()), 1 - paper.mean() / 255
        assert shown == pytest.approx(inked, abs=0.2 * inked + 0.002)


def test_whoever_chooses_an_example_on_a_phone_sees_what_is_read(used):
    page = used(width=390, touch=True).page
    for button in (page.locator("#examples [data-drawing]").last, page.locator("#examples [data-picture]").last):
        button.scroll_into_view_if_needed()
        page.evaluate("scrollBy(0, 300)")
        button.tap()
        for part in ("#pad .paper", "#answer"):
            expect(page.locator(part)).to_be_in_viewport(ratio=1)


SCRAWL = [[(0.2, 0.3), (0.8, 0.4), (0.25, 0.6), (0.8, 0.7), (0.3, 0.2), (0.5, 0.9), (0.7, 0.2), (0.2, 0.8)]]


def test_a_scrawl_is_no_digit_and_the_page_says_so(used):
    visitor = used()
    visitor.draw(SCRAWL)
    answer = visitor.page.locator("#answer")
    expect(answer).to_have_attribute("data-verdict", "not a digit")
    expect(answer).to_have_text("")
    expect(visitor.page.get_by_text("Not a digit, it seems.")).to_be_visible()
    expect(ask(visitor.page, "ledger").locator(".sum")).to_contain_text("No score stands out, so this was refused")
    visitor.page.click("#undo")
    expect(answer).to_have_attribute("data-verdict", "blank")
    expect(visitor.page.get_by_text("Not a digit, it seems.")).to_have_count(0)
