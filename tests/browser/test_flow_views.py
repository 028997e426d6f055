"""The flow for a projector and on a phone, and what it shows of an operation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from digit_model import load_reader
from tests.browser.colour_oracle import coloured
from tests.browser.visitor import FOUR, HEIGHT
from tests.oracles.surgery import Operation

# On a screen for a projector the stages have this much room, and everything is read from the back row.
STAGE_ROOM, LEAST_TYPE = (908, 430), 16

ENTER_STAGE = """(width) => {
  document.documentElement.dataset.view = "stage";
  document.querySelector(".main.app").style.zoom = 1;
  Object.assign(document.querySelector("#network").style, { width: `${width}px`, flex: "none" });
}"""

LEAVE_STAGE = """() => {
  document.documentElement.dataset.view = "";
  for (const part of document.querySelectorAll(".main.app, #network")) part.removeAttribute("style");
}"""

TYPE = """() => [...document.querySelectorAll("#flow *")]
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((element) => element.checkVisibility() && !element.closest(".visually-hidden"))
  .map((element) => parseFloat(getComputedStyle(element).fontSize))"""


@contextmanager
def on_stage(page: Page) -> Iterator[None]:
    """The view for a projector, in the room that it has there."""
    page.evaluate(ENTER_STAGE, STAGE_ROOM[0])
    yield
    page.evaluate(LEAVE_STAGE)


BOXES = """() => ["#flow", ...document.querySelectorAll("#flow :is(canvas, .bars li, h4 button)")].map((part) =>
  (part === "#flow" ? document.querySelector(part) : part).getBoundingClientRect().toJSON())"""


@pytest.mark.parametrize("path", ["/", "/network/talk"])
def test_on_a_projector_all_stages_fit_in_two_rows_with_large_type_and_point_as_well(used, path):
    visitor = used(path=path)
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    with on_stage(page):
        whole, *parts = page.evaluate(BOXES)
        assert whole["height"] <= STAGE_ROOM[1]
        assert min(part["left"] for part in parts) >= whole["left"]
        assert max(part["right"] for part in parts) <= whole["left"] + STAGE_ROOM[0]
        assert max(part["bottom"] for part in parts) <= whole["top"] + STAGE_ROOM[1]
        assert len({round(box["y"]) for box in map(Locator.bounding_box, page.locator("#flow h4").all())}) == 2
        assert min(page.evaluate(TYPE)) >= LEAST_TYPE
        canvas = page.locator("#flow [data-stage=conv1] canvas")
        box = canvas.bounding_box()
        canvas.click(position={"x": box["width"] / 8, "y": box["height"] / 8})  # the middle of the first map
        expect(page.locator("#follow .where")).to_contain_text(re.compile("row 1[34], column 1[34]"))


COLOURS = """() => ["--negative", "--zero", "--positive"].map((name) =>
  getComputedStyle(document.body).getPropertyValue(name).trim())"""

FIRST_MAP = """() => {
  const canvas = document.querySelector("#flow [data-stage=conv1] canvas");
  return Array.from(canvas.getContext("2d").getImageData(0, 0, 28, 28).data);
}"""


@pytest.mark.parametrize(("dark", "stronger"), [(False, 1.15), (True, 1.1)])
def test_on_a_projector_the_colours_are_stronger_on_the_same_scale(used, dark, stronger):
    visitor = used(dark=dark)
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    values = load_reader().read_digits([visitor.digit()])[0].trace["conv1"][0]
    plain = page.evaluate(FIRST_MAP)
    before = strength(plain, values, page.evaluate(COLOURS))
    with on_stage(page):
        page.wait_for_function(f"(plain) => String(({FIRST_MAP})()) !== String(plain)", arg=plain)
        assert strength(page.evaluate(FIRST_MAP), values, page.evaluate(COLOURS)) > stronger * before
    page.wait_for_function(f"(plain) => String(({FIRST_MAP})()) === String(plain)", arg=plain)


def strength(painted: list[int], values: np.ndarray, colours: list[str]) -> float:
    """How far a map (28 x 28 pixels, RGBA) is from the colour of zero, once it is what its values look like in these
    colours: the legend's ticks stay true."""
    found = np.array(painted).reshape(28, 28, 4)[..., :3]
    assert np.abs(found - coloured(values, *colours)).max() <= 3
    return float(np.abs(found - coloured(np.zeros((28, 28)), *colours)).sum())


STRUCK = "document.querySelector('#flow [data-stage={}] path.operated').getAttribute('d') ?? ''"

PLACES = """() => {
  const found = [];
  const note = ({ detail }) => detail.address && found.push(Number(detail.address.split(".")[1]));
  document.addEventListener("cell-pointed", note);
  const canvas = document.querySelector("#flow [data-stage=conv3] canvas");
  const { left, top, width, height } = canvas.getBoundingClientRect();
  for (let place = 0; place < 16; place++) {
    const [x, y] = [((place % 4) + 0.5) / 4, (Math.floor(place / 4) + 0.5) / 4];
    const at = { clientX: left + x * width, clientY: top + y * height };
    canvas.dispatchEvent(new PointerEvent("pointermove", at));
  }
  document.removeEventListener("cell-pointed", note);
  return found;
}"""


def test_what_is_operated_on_is_struck_out_where_it_was(drawn):
    visitor, reading = drawn
    page = visitor.page
    order = np.argsort(-reading.trace["conv3"].std(axis=(1, 2))).tolist()
    before = page.evaluate(PLACES)
    assert before == order[:16]
    chosen, hidden = before[2], order[40]
    off = [Operation(stage, channel, None) for stage, channel in (("conv3", chosen), ("conv3", hidden), ("pool3", 9))]
    visitor.operate(off)
    after = page.evaluate(PLACES)
    assert after[2] == chosen, "it is the least active now, but has not gone from under the pointer"
    assert after[15] == hidden, "one that was not shown has come into sight"
    tile = 28 + 3
    marks = re.findall(r"M([\d.-]+) ([\d.-]+)h[\d.]+v[\d.]+h-[\d.]+zl", page.evaluate(STRUCK.format("conv3")))
    corners = [(float(x) + 0.5, float(y) + 0.5) for x, y in marks]
    assert corners == [(2 * tile, 0), (3 * tile, 3 * tile)]
    assert page.evaluate(STRUCK.format("conv1")) == ""
    assert page.evaluate(STRUCK.format("pool3")).count("M") == 1
    visitor.operate([])
    assert page.evaluate(STRUCK.format("conv3")) == ""


def test_a_bar_that_is_operated_on_is_struck_out(used):
    visitor = used(path="/network/talk")
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    visitor.operate([Operation("fc1", 5, None)])
    struck = "items => items.flatMap((item, at) => item.classList.contains('operated') ? [at] : [])"
    assert visitor.page.locator("#flow [data-stage=fc1] li").evaluate_all(struck) == [5]
    visitor.page.locator("#flow [data-stage=fc1] [role=application]").focus()
    for key, index in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowRight", 9), ("ArrowLeft", 1)):  # eight to a column
        visitor.page.keyboard.press(key)
        expect(visitor.page.locator("#follow .where")).to_contain_text(f"fc1 · {index} ", use_inner_text=True)


@pytest.mark.parametrize(("width", "height"), [(390, 560), (360, 590)])
def test_on_a_phone_one_page_at_a_time_is_turned_and_what_is_pinned_comes_into_sight(used, width, height):
    visitor = used(width=390, touch=True)
    page = visitor.page
    page.set_viewport_size({"width": width, "height": HEIGHT})
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    assert page.locator("#flow").bounding_box()["height"] <= height
    place, following, previous = (page.locator(f"#flow {part}") for part in ("#flow-page", ".next", ".previous"))
    expect(place).to_have_text("conv1, 1 of 10", use_inner_text=True)
    expect(previous).to_be_hidden()
    following.tap()
    expect(place).to_have_text("conv2, 2 of 10", use_inner_text=True)
    canvas = page.locator("#flow [data-stage=conv2] canvas")
    canvas.scroll_into_view_if_needed()
    page.wait_for_function(AT_REST, arg="conv2")
    map_width = canvas.bounding_box()["width"] / 4
    assert 68 <= map_width <= 84
    before = page.evaluate("scrollY")
    page.evaluate(PINNED, "fc.3")
    expect(place).to_have_text("fc · softmax, 10 of 10", use_inner_text=True)
    page.wait_for_function(AT_REST, arg="fc")
    expect(following).to_be_hidden()
    assert page.evaluate("scrollY") == before, "the page itself stays"
    previous.focus()
    page.keyboard.press("Enter")
    expect(place).to_have_text("pool3, 9 of 10", use_inner_text=True)


# What "follow" tells when it has pinned a number.
PINNED = "(address) => document.dispatchEvent(new CustomEvent('pinned', { detail: { address } }))"

AT_REST = """(stage) => {
  const { left, right } = document.querySelector(`#flow [data-stage=${stage}]`).getBoundingClientRect();
  return left >= 0 && right <= innerWidth;
}"""
