"""Follow the number: what the page adds up is what PyTorch computed."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.visitor import FOUR, shown
from tests.oracles.surgery import Operation


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
                shown(re.search(r"[−\d.]+$", text)[0]) for text in page.locator("#follow .sum li").all_inner_texts()
            ]
            if terms:  # the parts add up to the sum, each rounded to four digits
                ends = 2 if "if negative" in page.locator("#follow .ends").inner_text() else 1
                assert sum(terms[:-ends]) == pytest.approx(terms[-ends], abs=1e-3), (stage, place)


def inked(reading, stage: str = "conv1") -> str:
    """The address of the largest number of a stage."""
    activation = reading.trace[stage]
    return ".".join(map(str, (stage, *np.unravel_index(activation.argmax(), activation.shape))))


def test_a_number_is_followed_from_the_first_stage_to_the_probability(drawn):
    visitor, reading = drawn
    page = visitor.page
    pin(page, inked(reading))
    onwards = page.locator("#follow .on button")
    for stage in [*list(reading.trace)[1:], "softmax"]:
        onwards.click()
        expect(page.locator("#follow .where")).to_contain_text(stage)
    expect(onwards).to_have_count(0)


def test_whoever_follows_a_number_with_the_keys_goes_on_and_lets_go_with_them(drawn):
    visitor, reading = drawn
    page = visitor.page
    pin(page, inked(reading))
    page.locator("#follow .on button").focus()
    for stage in ("conv2", "pool1"):
        page.keyboard.press("Enter")
        expect(page.locator("#follow .where")).to_contain_text(stage)
    page.keyboard.press("Escape")
    expect(page.locator("#follow .let-go")).to_be_hidden()


# Where the largest number of conv1's first map is on its canvas, as shares of the width of four maps and three gaps.
LARGEST = """() => {
  const map = rested.stages.conv1.subarray(0, 28 * 28);
  const at = map.indexOf(Math.max(...map));
  return [((at % 28) + 0.5) / 121, (Math.floor(at / 28) + 0.5) / 121];
}"""


def test_on_a_phone_the_arithmetic_stays_in_sight_and_whole_and_the_mark_on_its_number(used):
    visitor = used(width=390, touch=True)
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    canvas = page.locator("#flow [data-stage=conv1] canvas")
    x, y = (share * canvas.bounding_box()["width"] for share in page.evaluate(LARGEST))
    canvas.tap(position={"x": x, "y": y})  # a number that goes on
    onwards = page.locator("#follow .on button")
    for stage in ("conv2", "pool1"):
        onwards.tap()
        expect(page.locator("#follow .where")).to_contain_text(stage)
        expect(page.locator("#follow .where")).to_be_in_viewport(ratio=1)
    page.locator("#flow [data-stage=pool3] canvas").tap()
    expect(page.locator("#follow .where")).to_contain_text("pool3")
    panel = page.locator("#follow .arithmetic").evaluate("panel => [panel.scrollWidth, panel.clientWidth]")
    assert panel[0] <= panel[1], "every column is seen"
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


def test_an_empty_page_has_no_arithmetic_and_a_pin_outlives_it(used):
    visitor = used()
    page = visitor.page
    room, outlines = page.locator("#follow .workings"), page.locator("#flow path:not([d='']), #seen rect:not([hidden])")
    height = room.bounding_box()["height"]
    expect(room.locator(".invitation p:visible")).to_contain_text("Draw a digit. Then point at any pixel")
    pin(page, "conv1.0.14.14")
    expect(room.locator(".where")).to_have_text("conv1 · map 0 · row 14, column 14", use_inner_text=True)
    expect(room.locator(".total")).to_have_count(0)
    page.evaluate("scrollTo(0, 0)")
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    expect(room.locator(".total")).to_be_visible()
    expect(outlines.first).to_be_visible()
    page.evaluate("document.querySelector('#clear').click()")
    expect(room.locator(".invitation p:visible")).to_contain_text("Draw a digit: the sum behind this number")
    expect(outlines).to_have_count(0)
    let_go = room.locator(".let-go")
    let_go.click()
    expect(let_go).to_be_hidden()
    expect(room.locator(".where")).to_be_empty()
    page.evaluate("scrollTo(0, 0)")
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    expect(room.locator(".invitation p:visible")).to_contain_text("Point at any pixel: see the sum behind it.")
    assert room.bounding_box()["height"] == height, "the room is of one height"


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


COVERED = """() => { // what lies at the middle of the map, or bar, that is outlined
  const lit = document.querySelector("#flow .lit, #flow path[d^=M]").getBoundingClientRect();
  const found = document.elementFromPoint(lit.left + lit.width / 2, lit.top + lit.height / 2);
  return Boolean(found?.closest("#follow"));
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640)])
def test_the_sheet_never_covers_what_was_tapped_and_shows_every_column(used, width, height):
    visitor = used(width=390, touch=True)
    page = visitor.page
    page.set_viewport_size({"width": width, "height": height})
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    panel, let_go = page.locator("#follow .workings"), page.locator("#follow .let-go")
    for stage in ("conv1", "conv3", "fc"):
        target = page.locator(f"#flow [data-stage={stage}] :is(canvas, .bars)")
        target.evaluate("target => target.scrollIntoView({ block: 'nearest', inline: 'start', behavior: 'instant' })")
        for share in (0.2, 0.9):
            page.evaluate("far => scrollBy(0, far)", target.bounding_box()["y"] - share * height)
            box = target.bounding_box()
            page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + 10)
            expect(page.locator("#follow .where")).to_contain_text(f"{stage} ·")
            assert not page.evaluate(COVERED), (stage, share)
            room = panel.bounding_box()
            assert 0 < room["y"] <= room["y"] + room["height"] <= height + 1, "it is all in sight"
            inside = page.locator("#follow .arithmetic").evaluate("one => [one.scrollWidth, one.clientWidth]")
            assert inside[0] <= inside[1], "no matrix is cut off"
            let_go.tap()  # what is pinned would lie over what is tapped next
            expect(let_go).to_be_hidden()


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


FITS = """() => {
  const room = document.querySelector("#follow .workings").getBoundingClientRect();
  const within = ({ left, top, right, bottom }) =>
    left >= room.left - 1 && right <= room.right + 1 && top >= room.top - 1 && bottom <= room.bottom + 1;
  const all = (names) =>
    [...document.querySelectorAll(`#follow .workings ${names}`)].filter((part) => part.checkVisibility());
  const parts = all(":is(.where, .tools > *, .means, .grid, .caption, .ends li, .on, .sum > p)");
  const outside = parts.filter((part) => !within(part.getBoundingClientRect()));
  const cut = all(":is(.ends, .sum li, .adding)").filter((part) => part.scrollWidth > part.clientWidth + 1);
  const sizes = all("*").map((part) => part.textContent && parseFloat(getComputedStyle(part).fontSize));
  const names = [...outside, ...cut].map((part) => part.className || part.innerText);
  return { height: room.height, outside: names, smallest: Math.min(...sizes.filter((size) => size > 0)) };
}"""
# Every kind of stage, the widest of each: 3 x 3 and 7 x 7 kernels, one map and 96, linear of 96 and of 1,568.
PLACES = {
    "/": [
        "conv1.3.20.17",
        "conv4.45.3.5",
        "conv6.95.6.6",
        "pool2.40.3.3",
        "pool3.95",
        "fc.4",
        "softmax.4",
        "digit.0.9.9",
    ],
    "/network/talk": ["conv2.31.13.13", "flatten.1000", "fc1.13", "relu.13", "fc2.9"],
}


@pytest.mark.parametrize("path", PLACES)
def test_every_kind_of_stage_fits_into_a_room_of_one_height(used, path):
    visitor = used(path=path)
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    for width, view in ((1228, ""), (948, ""), (1280, "stage")):
        page.set_viewport_size({"width": width, "height": 720})
        page.evaluate("view => (document.documentElement.dataset.view = view)", view)
        rooms = []
        for address in PLACES[path]:
            pin(page, address)
            rooms.append(page.evaluate(FITS))
            assert rooms[-1]["outside"] == [], (width, view, address)
        assert len({room["height"] for room in rooms}) == 1, (width, view)
        if view:
            assert min(room["smallest"] for room in rooms) >= 16


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


def test_tab_leads_from_a_map_where_enter_pinned_to_the_arithmetic_and_back(drawn):
    page = drawn[0].page
    canvas, let_go = page.locator("#flow [data-stage=conv1] canvas"), page.locator("#follow .let-go")
    page.locator("#clear").focus()
    page.keyboard.press("Tab")  # so that the browser shows where the keyboard is
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(let_go).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(canvas).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(let_go).to_be_hidden()
    expect(canvas).to_be_focused()


def test_the_map_of_a_number_is_switched_off_and_put_back_where_its_sum_is(drawn):
    visitor, reading = drawn
    page = visitor.page
    operated = "operations => JSON.stringify(window.rested?.surgery) === operations"
    pin(page, inked(reading))
    channel = int(inked(reading).split(".")[1])
    switch, value = page.locator("#follow .switch"), page.locator("#follow .where b")
    expect(switch).to_have_text("Switch this map off", use_inner_text=True)
    before = value.inner_text()
    visitor.operate([Operation("conv3", 7)])
    switch.click()
    off = f'{{"stage":"conv1","channel":{channel},"kernel":null}}'
    page.wait_for_function(operated, arg=f'[{{"stage":"conv3","channel":7,"kernel":null}},{off}]')
    expect(value).to_have_text("0.0000", use_inner_text=True)
    expect(switch).to_have_text("Put it back", use_inner_text=True)
    expect(switch).to_be_focused()
    switch.click()
    page.wait_for_function(operated, arg='[{"stage":"conv3","channel":7,"kernel":null}]')
    expect(value).to_have_text(before, use_inner_text=True)
    visitor.operate([Operation("conv4", at) for at in range(48)] + [Operation("conv3", at) for at in range(16)])
    expect(switch).to_be_disabled()
    expect(page.locator("#follow .no-more")).to_be_visible()
    for address, offered in (("pool1.0.3.3", [False, False]), ("pool3.5", [True, False]), ("fc.4", [False, False])):
        pin(page, address)
        buttons = [page.locator(f"#follow .{name}") for name in ("switch", "operate")]
        assert [button.is_visible() for button in buttons] == offered, address


def test_a_link_with_a_pin_opens_with_drawing_and_answer_in_sight(drawn, visit):
    page = drawn[0].page
    pin(page, "conv1.3.14.14")
    link = page.locator("#link")
    page.wait_for_function("document.querySelector('#link')?.value.includes('&at=conv1')")
    other = visit(path="/#" + link.input_value().split("#")[1])
    other.rests(len(FOUR))
    expect(other.page.locator("#follow .where")).to_contain_text("conv1 · map 3 · row 14, column 14")
    for part in ("#pad canvas", "#answer"):
        expect(other.page.locator(part)).to_be_in_viewport()
    assert other.page.evaluate("scrollY") == 0
