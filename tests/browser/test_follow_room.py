"""Where the arithmetic stands: in a room of one height, on a phone, beside the pad."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.following import pin
from tests.browser.visitor import FOUR, ask

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


def test_on_a_wide_touch_screen_where_the_arithmetic_is_no_sheet_a_tap_leads_to_it(used):
    visitor = used(width=932, touch=True)
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    page.set_viewport_size({"width": 932, "height": 430})  # a phone on its side
    room = page.locator("#follow .workings")
    term = ask(page, "ledger").locator("li button").first
    for tapped in (term, page.locator("#flow [data-stage=conv1] canvas")):
        tapped.evaluate("tapped => tapped.scrollIntoView({ block: 'center', behavior: 'instant' })")
        expect(room).not_to_be_in_viewport(ratio=1)
        tapped.tap()
        expect(room).to_be_in_viewport(ratio=1)


FITS = """() => {
  const room = document.querySelector("#follow .workings").getBoundingClientRect();
  const within = ({ left, top, right, bottom }) =>
    left >= room.left - 1 && right <= room.right + 1 && top >= room.top - 1 && bottom <= room.bottom + 1;
  const all = (names) =>
    [...document.querySelectorAll(`#follow .workings ${names}`)].filter((part) => part.checkVisibility());
  const parts = all(":is(.where, .tools > *, .means, .grid, .caption, .ends li, .on, .sum > p)");
  const outside = parts.filter((part) => !within(part.getBoundingClientRect()));
  const cut = [
    ...all(":is(.ends, .sum li, .adding)").filter((part) => part.scrollWidth > part.clientWidth + 1),
    ...all(".terms").filter((part) => part.scrollHeight > part.clientHeight + 1), // what adds up is all in sight
  ];
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
