"""Follow the number: what the page adds up is what PyTorch computed."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.following import inked, pin
from tests.browser.visitor import shown

EDGES = ("left", "top", "right", "bottom")


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
                shown(re.search(r"[−\d.]+$", text)[0]) for text in page.locator("#follow .sum li").all_inner_texts()
            ]
            if terms:  # the parts add up to the sum, each rounded to four digits
                ends = 2 if "if negative" in page.locator("#follow .ends").inner_text() else 1
                assert sum(terms[:-ends]) == pytest.approx(terms[-ends], abs=1e-3), (stage, place)


def test_a_number_is_followed_from_the_first_stage_to_the_probability(drawn):
    visitor, reading = drawn
    page = visitor.page
    pin(page, inked(reading))
    onwards = page.locator("#follow .on button")
    for stage in [*list(reading.trace)[1:], "softmax"]:
        onwards.click()
        expect(page.locator("#follow .where")).to_contain_text(stage)
    expect(onwards).to_have_count(0)


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


def test_what_is_made_of_all_of_a_stage_has_one_line_around_it_and_not_one_a_map(drawn):
    visitor, _ = drawn
    page = visitor.page
    pin(page, "fc.4")
    page.locator("#follow .total").wait_for()
    for stage in ("conv1", "pool1", "conv6", "pool3"):
        canvas, line = (
            page.locator(f"#flow [data-stage={stage}] {part}").evaluate("part => part.getBoundingClientRect().toJSON()")
            for part in ("canvas", ".field")
        )
        assert [line[side] for side in EDGES] == pytest.approx([canvas[side] for side in EDGES], abs=3), stage
        assert page.locator(f"#flow [data-stage={stage}] .field").get_attribute("d").count("M") == 1


def test_the_map_is_shown_enlarged_with_the_number_marked_and_a_tap_on_it_pins_another(drawn):
    visitor, reading = drawn
    page = visitor.page
    pin(page, "conv1.0.0.0")
    lens, where = page.locator("#follow .lens"), page.locator("#follow .where")
    page.locator("#follow .total").wait_for()
    width = lens.bounding_box()["width"]
    lens.click(position={"x": width * 20.5 / 28, "y": width * 10.5 / 28})
    expect(where).to_contain_text("conv1 · map 0 · row 10, column 20", use_inner_text=True)
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
    expect(where).to_contain_text("conv1 · 图 0 · 第 10 行第 20 列", use_inner_text=True)


def test_of_equal_numbers_none_is_called_the_largest(drawn):
    visitor, reading = drawn
    page = visitor.page
    windows = reading.trace["conv2"].reshape(16, 14, 2, 14, 2).transpose(0, 1, 3, 2, 4).reshape(16, 14, 14, 4)
    channel, row, column = map(int, np.argwhere((windows == 0).all(axis=3))[0])
    pin(page, f"conv2.{channel}.{2 * row}.{2 * column}")
    expect(page.locator("#follow .on")).to_have_text(
        f"All 4 numbers of its window are 0, so a 0 goes on as pool1 · map {channel} · row {row}, column {column}",
        use_inner_text=True,
    )
