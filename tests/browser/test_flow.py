"""The flow of stages: which maps are shown, for which network, and how large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.colour_oracle import coloured
from tests.browser.visitor import FOUR, HEIGHT, SEVEN
from tests.oracles.surgery import Operation


def test_the_most_active_maps_come_first_and_all_are_one_tap_away(drawn):
    visitor, reading = drawn
    page = visitor.page
    section = page.locator("#flow [data-stage=conv3]")
    size = "document.querySelector('[data-stage=conv3] canvas').height"
    few = page.evaluate(size)
    section.locator(".more").click()
    assert page.evaluate(size) == pytest.approx(3 * few, abs=6), "48 maps instead of 16, and two gaps more"
    section.locator("canvas").click(position={"x": 3, "y": 3})
    most_active = int(np.argmax(reading.trace["conv3"].std(axis=(1, 2))))
    expect(page.locator("#follow .where")).to_contain_text(f"conv3 · map {most_active} ·")
    section.locator(".more").click()
    assert page.evaluate(size) == few


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_what_stands_below_a_stage_is_no_wider_than_its_place(used, locale):
    page = used(locale=locale).page
    too_wide = page.locator("#flow section .more").evaluate_all(
        """(links) => links.filter((link) => {
          const next = link.closest("section").nextElementSibling?.getBoundingClientRect().left ?? Infinity;
          return link.getBoundingClientRect().right > next;
        }).map((link) => link.innerText)"""
    )
    assert too_wide == []


def test_the_keys_go_on_when_the_map_that_they_were_on_is_no_longer_shown(visit):
    visitor = visit()  # the keys have been on no map yet
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    section, where = page.locator("#flow [data-stage=conv3]"), page.locator("#follow .where")
    section.locator(".more").press("Enter")
    section.locator("canvas").focus()
    for _ in range(4 * 14 + 3):
        page.keyboard.press("ArrowDown")
    expect(where).to_contain_text("row 10, column 7")  # of a map in the fifth row
    section.locator(".more").press("Enter")
    section.locator("canvas").focus()
    page.keyboard.press("ArrowLeft")
    expect(where).to_contain_text("row 7, column 7")
    page.keyboard.press("ArrowLeft")
    expect(where).to_contain_text("row 7, column 6")


def test_the_arrow_keys_move_what_a_click_has_pinned(drawn):
    page = drawn[0].page
    where = page.locator("#follow .where")
    canvas = page.locator("#flow [data-stage=conv1] canvas")
    canvas.click(position={"x": 15, "y": 15})
    expect(where).to_contain_text("conv1 · map")
    before = re.search(r"row (\d+), column (\d+)", where.inner_text())
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(where).to_contain_text(f"row {int(before[1]) + 1}, column {int(before[2]) + 1}")
    expect(page.locator("#follow .let-go")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#follow .let-go")).to_be_hidden()


def test_an_empty_page_has_no_numbers_and_no_bars(drawn):
    visitor, _ = drawn
    page = visitor.page
    numbers = page.locator("#flow .bars span")
    assert "–" not in numbers.all_inner_texts()
    page.click("#clear")
    visitor.answer_is("")
    assert set(numbers.all_inner_texts()) == {"–"}
    bars = page.locator("#flow .bars i")
    lengths = bars.evaluate_all("bars => bars.map((bar) => bar.style.getPropertyValue('--length'))")
    assert set(map(float, lengths)) == {0}


def test_a_probability_fills_as_much_of_its_bar_as_of_a_hundred_percent(drawn):
    visitor, _ = drawn
    visitor.page.evaluate(
        """document.dispatchEvent(new CustomEvent("digit-read", {
          detail: { ...rested, probabilities: rested.probabilities.map((_, digit) => [0.5, 0.3, 0.2][digit] ?? 0) },
        }))"""
    )
    bars = visitor.page.locator("#probabilities .bars i")
    lengths = bars.evaluate_all("bars => bars.map((bar) => Number(bar.style.getPropertyValue('--length')))")
    assert lengths == [0.5, 0.3, 0.2, *[0] * 7]


def test_while_the_pen_moves_every_map_keeps_its_place(visit):
    visitor = visit()
    page = visitor.page
    page.wait_for_function("window.rested")  # what the first stroke finds
    page.evaluate(
        """window.orders = new Set();
        document.addEventListener("cell-pointed", ({ detail }) => orders.add(detail.address));
        const canvas = document.querySelector("[data-stage=conv3] canvas");
        document.addEventListener("digit-painted", () => {
          const { left, top } = canvas.getBoundingClientRect();
          canvas.dispatchEvent(new PointerEvent("pointermove", { clientX: left + 2, clientY: top + 2 }));
        });"""
    )
    visitor.draw(SEVEN, steps=12, lift=False)
    expect(page.locator("#answer")).to_have_text("7")
    channels = {address.split(".")[1] for address in page.evaluate("[...orders]") if address}
    assert len(channels) == 1
    page.mouse.up()


def test_an_update_changes_nothing_but_lengths_and_numbers(used):
    visitor = used()
    visitor.draw(SEVEN)
    visitor.rests(1)
    visitor.page.evaluate(
        """window.changes = [];
        const note = (records) => changes.push(...records.map(({ type, attributeName }) => attributeName ?? type));
        const watched = { subtree: true, childList: true, attributes: true, characterData: true };
        const observer = new MutationObserver(note);
        for (const part of document.querySelectorAll("#flow, #operated")) observer.observe(part, watched);"""
    )
    visitor.draw(FOUR[:1])
    visitor.rests(2)
    changes = set(visitor.page.evaluate("changes"))
    # Anything else, a new node or what was written already, makes the browser work out the whole page's style again.
    assert changes >= {"style", "characterData"}
    assert changes <= {"style", "characterData", "class"}


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


COLOUR = """(name) => getComputedStyle(document.body).getPropertyValue(name)"""
FIRST_MAP = """() => {
  const canvas = document.querySelector("#flow [data-stage=conv1] canvas");
  return Array.from(canvas.getContext("2d").getImageData(0, 0, 28, 28).data);
}"""


def test_on_a_projector_the_colours_are_stronger_on_the_same_scale(drawn):
    visitor, reading = drawn
    page = visitor.page
    plain = page.evaluate(FIRST_MAP)
    with on_stage(page):
        page.wait_for_function(f"(plain) => String(({FIRST_MAP})()) !== String(plain)", arg=plain)
        ends = [page.evaluate(COLOUR, f"--{name}").strip() for name in ("negative", "zero", "positive")]
        expected = coloured(reading.trace["conv1"][0], *ends)
        found = np.array(page.evaluate(FIRST_MAP)).reshape(28, 28, 4)[..., :3]
        assert np.abs(found - expected).max() <= 3, "the legend's ticks stay true"
    zero = coloured(np.zeros((28, 28)), *ends)
    before = np.array(plain).reshape(28, 28, 4)[..., :3]
    assert np.abs(found - zero).sum() > 1.15 * np.abs(before - zero).sum()
    page.wait_for_function(f"(plain) => String(({FIRST_MAP})()) === String(plain)", arg=plain)


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


def test_a_term_opens_its_sentence_by_mouse_and_by_keyboard_and_moves_nothing(drawn):
    page = drawn[0].page
    assert page.locator("#flow").bounding_box()["height"] <= 400
    term, told = page.locator("#flow .hint .term:visible", has_text="kernel"), page.locator("#term-kernel")
    canvas = page.locator("#flow [data-stage=conv1] canvas")
    term.click()
    expect(told).to_be_visible()
    box = canvas.bounding_box()
    expect(told).to_contain_text("learned from the training digits, not written by hand")
    near, opened = term.bounding_box(), told.bounding_box()
    assert opened["y"] == pytest.approx(near["y"] + near["height"], abs=12)
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    assert canvas.bounding_box() == box
    name = page.locator("#flow [data-stage=conv2] h4 button")
    name.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#stage-conv2")).to_contain_text("each over all 16 maps; looks at 5\u00a0×\u00a05 pixels")
    page.keyboard.press("Escape")
    expect(page.locator("#stage-conv2")).to_be_hidden()
    expect(name).to_be_focused()
