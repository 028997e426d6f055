"""Follow the number: what the page adds up is what PyTorch computed."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.visitor import FOUR, shown


def pin(page, address: str) -> None:
    page.evaluate("address => document.dispatchEvent(new CustomEvent('pin', { detail: { address } }))", address)


def places(shape: tuple[int, ...]):
    """A corner, the middle, and the last of a stage."""
    for place in (tuple(0 for _ in shape), tuple(n // 2 for n in shape), tuple(n - 1 for n in shape)):
        yield ".".join(map(str, place)), place


def test_every_sum_on_the_page_is_the_number_that_pytorch_computed(drawn):
    visitor, reading = drawn
    page = visitor.page
    pin(page, "conv1.0.0.0")
    page.locator("#follow .total").wait_for()
    for stage, activation in reading.trace.items():
        for address, place in places(activation.shape):
            pin(page, f"{stage}.{address}")
            expected = float(activation[place])
            assert shown(page.locator("#follow .where b").inner_text()) == pytest.approx(expected, abs=1e-4)
            total = page.locator("#follow .total")
            if total.count():
                found = shown(re.search(r"[−\d.]+$", total.inner_text())[0])
                assert found == pytest.approx(expected, abs=1e-4), (stage, place)
            terms = [
                shown(re.search(r"[−\d.]+$", text)[0]) for text in page.locator("#follow .terms li").all_inner_texts()
            ]
            if terms:  # the parts add up to the sum, each rounded to four digits
                ends = 2 if "negatives" in page.locator("#follow .terms").inner_text() else 1
                assert sum(terms[:-ends]) == pytest.approx(terms[-ends], abs=1e-3), (stage, place)


def test_a_number_is_followed_from_the_first_stage_to_the_probability(drawn):
    visitor, reading = drawn
    page = visitor.page
    page.locator("#flow [data-stage=conv1] canvas").click()
    onwards = page.locator("#follow .on button")
    for stage in [*list(reading.trace)[1:], "softmax"]:
        onwards.click()
        expect(page.locator("#follow .where")).to_contain_text(stage)
    expect(onwards).to_have_count(0)


def test_whoever_follows_a_number_with_the_keys_goes_on_and_lets_go_with_them(drawn):
    visitor, _ = drawn
    page = visitor.page
    page.locator("#flow [data-stage=conv1] canvas").click()
    page.locator("#follow .on button").focus()
    for stage in ("conv2", "pool1"):
        page.keyboard.press("Enter")
        expect(page.locator("#follow .where")).to_contain_text(stage)
    page.keyboard.press("Escape")
    expect(page.locator("#follow .let-go")).to_be_hidden()


def test_on_a_phone_the_arithmetic_stays_in_sight_and_whole_and_the_mark_on_its_number(visit):
    visitor = visit(width=390, touch=True)
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    page.locator("#flow [data-stage=conv1] canvas").tap()
    onwards = page.locator("#follow .on button")
    for stage in ("conv2", "pool1"):
        onwards.tap()
        expect(page.locator("#follow .where")).to_contain_text(stage)
        expect(page.locator("#follow .where")).to_be_in_viewport(ratio=1)
    page.locator("#flow [data-stage=pool3] canvas").tap()
    expect(page.locator("#follow .where")).to_contain_text("pool3")
    grids = page.locator("#follow .picture").evaluate("picture => [picture.scrollWidth, picture.clientWidth]")
    assert grids[0] <= grids[1], "every column is seen"
    strip, mark = (
        page.locator(f"#flow [data-stage=pool3] {part}").evaluate("part => part.getBoundingClientRect().toJSON()")
        for part in ("canvas", ".field")
    )
    assert strip["left"] - 2 <= mark["left"] <= mark["right"] <= strip["right"] + 2


def test_what_a_probability_has_seen_is_outlined_within_the_pad(drawn):
    visitor, _ = drawn
    page = visitor.page
    pin(page, "softmax.4")
    page.locator("#follow .terms, #follow .sum > p").first.wait_for()
    x, y, width, height = (
        float(page.locator("#pad rect").get_attribute(name)) for name in ("x", "y", "width", "height")
    )
    assert 0 < x < x + width < 1
    assert 0 < y < y + height < 1
    page.click("#clear")
    expect(page.locator("#pad rect")).to_be_hidden()


# What the panel says before the browser has done anything else, so in the frame of the pointer.
POINT = """([x, y]) => {
  const canvas = document.querySelector("#flow [data-stage=conv1] canvas");
  const { left, top } = canvas.getBoundingClientRect();
  canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: left + x, clientY: top + y }));
  return [".where", ".total"].map((part) => document.querySelector(`#follow ${part}`)?.textContent);
}"""


def test_hovering_shows_the_arithmetic_in_the_same_frame(drawn):
    page = drawn[0].page
    places = [page.evaluate(POINT, [5 + 5 * step, 30]) for step in range(20)]
    assert len({where for where, _ in places}) > 10
    assert all(total for _, total in places), "no server has had the time to answer"


def test_keys_point_pin_and_let_go(drawn):
    visitor, _ = drawn
    page = visitor.page
    page.locator("#clear").focus()
    canvas = page.locator("#flow [data-stage=conv1] canvas")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.locator("#follow .total").wait_for()
    where = page.locator("#follow .where")
    first = where.inner_text()
    page.keyboard.press("ArrowRight")
    assert where.inner_text() != first
    page.keyboard.press("Enter")
    expect(page.locator("#follow .let-go")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#follow .let-go")).to_be_hidden()


def test_an_empty_page_has_no_arithmetic_and_a_phones_visitor_reads_the_hint_before_the_stages(visit):
    visitor = visit(width=390, touch=True)
    page = visitor.page
    hint, first = page.locator("#flow .hint:visible"), page.locator("#flow canvas").first
    expect(hint).to_contain_text("Even an empty page makes numbers")
    assert hint.bounding_box()["y"] < first.bounding_box()["y"]
    first.tap()
    expect(page.locator("#follow .workings")).to_be_hidden()
    page.evaluate("scrollTo(0, 0)")
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    expect(hint).to_contain_text("Point at any number")
    first.tap()
    expect(page.locator("#follow .total")).to_be_visible()
    let_go = page.locator("#follow .let-go")
    expect(let_go).to_have_text("Let go", use_inner_text=True)
    let_go.tap()
    expect(page.locator("#follow .workings")).to_be_hidden()
    first.tap()
    expect(page.locator("#follow .total")).to_be_visible()
    page.evaluate("document.querySelector('#clear').click()")
    expect(page.locator("#follow .workings")).to_be_hidden()


def test_a_receptive_field_is_outlined_down_to_the_digit(drawn):
    visitor, _ = drawn
    page = visitor.page
    pin(page, "conv3.0.7.7")
    page.locator("#follow .total").wait_for()
    # conv3 sees 3 x 3 of pool1, that is 6 x 6 of conv2, 8 x 8 of conv1 and 10 x 10 of the digit.
    outline = page.locator("#seen rect")
    assert [outline.get_attribute(name) for name in ("x", "y", "width", "height")] == ["10", "10", "10", "10"]
    assert page.locator("#flow [data-stage=conv1] .field").get_attribute("d").count("M") == 16
    assert page.locator("#flow [data-stage=conv4] .field").get_attribute("d") == ""


FRAMES = "() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))"
# What scrolls away from under the pointer is still hovered, in its place on the screen too, until the next frame.
SCROLL = f"(down) => (scrollBy(0, down), ({FRAMES})())"
OVERLAP = """(stage) => {
  const map = document.querySelector(`[data-stage=${stage}]`).querySelector(".lit, [d^=M]").getBoundingClientRect();
  const panel = document.querySelector("#follow .workings").getBoundingClientRect();
  return Math.min(map.bottom, panel.bottom) - Math.max(map.top, panel.top);
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_arithmetic_never_hides_the_map_or_bar_that_it_is_about(visit, width, height):
    visitor = visit(width=width, touch=width < 700)
    page = visitor.page
    page.set_viewport_size({"width": width, "height": height})
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    for stage in ("conv1", "conv4", "fc"):
        target = page.locator(f"#flow [data-stage={stage}] :is(canvas, .bars)")
        for top in (120, 420, height - 40):
            page.evaluate(SCROLL, target.bounding_box()["y"] - top)
            box = target.bounding_box()
            point = page.touchscreen.tap if width < 700 else page.mouse.move
            point(box["x"] + box["width"] / 2, box["y"] + 10)
            expect(page.locator("#follow .where")).to_contain_text(f"{stage} ·")
            page.locator("#follow .where b").wait_for()  # the number, and with it the panel in its whole height
            page.locator(f"[data-stage={stage}] :is(.lit, [d^=M])").first.wait_for()
            page.evaluate(FRAMES)
            assert page.evaluate(OVERLAP, stage) <= 0, (stage, top)
            panel = page.locator("#follow .workings").bounding_box()
            assert 0 <= panel["y"] <= height - panel["height"], "it is all in sight"
            if width < 700:  # as on a first visit: what is pinned would lie over what is tapped next
                page.locator("#follow .workings").evaluate("panel => (panel.hidden = true)")


def test_the_map_is_shown_enlarged_with_the_number_marked_and_a_tap_on_it_pins_another(drawn):
    visitor, reading = drawn
    page = visitor.page
    pin(page, "conv1.0.0.0")
    lens, where = page.locator("#follow .lens"), page.locator("#follow .where")
    page.locator("#follow .total").wait_for()
    width = lens.bounding_box()["width"]
    lens.click(position={"x": width * 20.5 / 28, "y": width * 10.5 / 28})
    expect(where).to_contain_text("conv1 · channel 0 · row 10, column 20", use_inner_text=True)
    mark, box = lens.locator("i").bounding_box(), lens.bounding_box()
    assert mark["x"] + mark["width"] / 2 == pytest.approx(box["x"] + width * 20.5 / 28, abs=1)
    assert mark["y"] + mark["height"] / 2 == pytest.approx(box["y"] + width * 10.5 / 28, abs=1)
    pixels = "(canvas) => [...canvas.getContext('2d').getImageData(0, 0, 28, 28).data]"
    lightness = np.array(lens.locator("canvas").evaluate(pixels)).reshape(28, 28, 4)[..., :3].sum(axis=2)
    activation = reading.trace["conv1"][0]  # after its ReLU: the larger a number, the darker its pixel
    assert np.corrcoef(lightness.ravel(), np.arcsinh(activation.ravel() / 0.5))[0, 1] < -0.99
    pin(page, "fc.3")
    expect(lens).to_be_hidden()
    page.locator("[data-language=zh]").click()
    pin(page, "conv1.0.10.20")
    expect(where).to_contain_text("conv1 · 通道 0 · 第 10 行第 20 列", use_inner_text=True)
