"""What made the pad fail in people's hands, done to it as the browser itself does: through the DevTools protocol."""

from __future__ import annotations

import base64
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, CDPSession, expect

from tests.browser.visitor import FOUR, PROJECT, Visitor, launched, open_page

PICTURE = PROJECT / "examples" / "9-grey-paper.png"
PALM = [(0.8, 0.9), (0.82, 0.92), (0.84, 0.9)]
Points = list[tuple[float, float]]


class Hand:
    """Fingers, a palm and a stylus on the visitor's screen, at places in pad units."""

    def __init__(self, visitor: Visitor) -> None:
        self.devtools: CDPSession = visitor.page.context.new_cdp_session(visitor.page)
        box = visitor.page.locator("#pad canvas").bounding_box()
        assert box
        self.box = box
        self.now = time.time()  # when the next event happens, in seconds: however slow the machine is

    def place(self, x: float, y: float) -> dict[str, float]:
        """The same place on the screen."""
        return {"x": self.box["x"] + x * self.box["width"], "y": self.box["y"] + y * self.box["height"]}

    def touch(self, kind: str, *places: tuple[float, float], after: float = 0.01) -> None:
        """touchStart, touchMove, touchEnd or touchCancel: where all fingers are now, so many seconds later."""
        self.now += after
        points = [self.place(*place) | {"id": finger} for finger, place in enumerate(places)]
        self.devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, "timestamp": self.now})

    def write(self, line: Points) -> None:
        """Draw a line with the stylus."""
        self.stylus("mouseMoved", line[0], pressed=False)
        self.stylus("mousePressed", line[0])
        for place in line[1:]:
            self.stylus("mouseMoved", place)
        self.stylus("mouseReleased", line[-1])

    def stylus(self, kind: str, place: tuple[float, float], pressed: bool = True) -> None:
        """mousePressed, mouseMoved or mouseReleased, by a pen."""
        self.now += 0.01
        event: dict[str, Any] = {"type": kind, "pointerType": "pen", "timestamp": self.now, **self.place(*place)}
        if pressed:
            event |= {"button": "left", "buttons": 0 if kind == "mouseReleased" else 1, "clickCount": 1}
        self.devtools.send("Input.dispatchMouseEvent", event)


def strokes_of(visitor: Visitor, count: int) -> list[Points]:
    """The points of every stroke, once there are so many and the pen is at rest."""
    visitor.rests(count)
    strokes = visitor.page.evaluate("rested.strokes.map(({ points }) => points)")
    return [[(x, y) for x, y in stroke] for stroke in strokes]


def assert_are_lines(strokes: list[Points], lines: list[Points]) -> None:
    """Every stroke is one of the lines, of which it has every corner."""
    for stroke, line in zip(strokes, lines, strict=True):
        for corner in line:
            assert min(np.hypot(*np.subtract(corner, point)) for point in stroke) < 0.005
        assert stroke[0] == pytest.approx(line[0], abs=0.005)
        assert stroke[-1] == pytest.approx(line[-1], abs=0.005)


def test_the_pad_takes_ink_when_all_of_the_page_is_selected(used):
    visitor = used()
    visitor.page.keyboard.press("Control+A")
    assert "Through the network" in visitor.page.evaluate("getSelection().toString()")
    visitor.draw(FOUR)
    assert_are_lines(strokes_of(visitor, 2), FOUR)
    visitor.answer_is("4")


def test_the_pad_takes_ink_when_text_was_selected_across_it(used):
    visitor = used()
    page = visitor.page
    page.locator("#head h1").hover()
    page.mouse.down()
    page.locator("#flow h2").hover()
    page.mouse.up()
    assert "Undo" in page.evaluate("getSelection().toString()")
    visitor.draw(FOUR)
    assert_are_lines(strokes_of(visitor, 2), FOUR)


def test_a_stylus_writes_while_the_palm_rests_on_the_pad(used):
    visitor = used(touch=True)
    hand = Hand(visitor)
    hand.touch("touchStart", PALM[0])
    hand.touch("touchMove", PALM[1], after=1)
    for line in FOUR:
        hand.write(line)
        hand.touch("touchMove", PALM[2])
    hand.touch("touchEnd")
    assert_are_lines(strokes_of(visitor, 2), FOUR)
    visitor.answer_is("4")


def test_a_palm_that_comes_down_after_the_stylus_leaves_nothing(used):
    visitor = used(touch=True)
    hand = Hand(visitor)
    line = FOUR[0]
    hand.stylus("mouseMoved", line[0], pressed=False)
    hand.stylus("mousePressed", line[0])
    hand.touch("touchStart", PALM[0])
    hand.stylus("mouseMoved", line[1])
    hand.touch("touchMove", PALM[1])
    hand.stylus("mouseMoved", line[2])
    hand.stylus("mouseReleased", line[2])
    hand.touch("touchEnd")
    assert_are_lines(strokes_of(visitor, 1), [line])


def test_a_pinch_leaves_no_stroke(visit):
    visitor = visit(touch=True)
    hand = Hand(visitor)
    hand.touch("touchStart", (0.3, 0.3))
    hand.touch("touchMove", (0.35, 0.35), after=0.1)
    hand.touch("touchStart", (0.35, 0.35), (0.7, 0.7), after=0.1)
    hand.touch("touchMove", (0.4, 0.4), (0.6, 0.6))
    hand.touch("touchEnd")
    visitor.page.wait_for_function("window.rested?.isDrawing === false")
    assert strokes_of(visitor, 0) == []
    assert visitor.ink_at(0.3, 0.3) == 0
    assert visitor.page.locator("#undo").is_disabled(), "there is nothing to take back"
    hand.touch("touchStart", (0.5, 0.2))
    hand.touch("touchMove", (0.5, 0.8))
    hand.touch("touchEnd")
    assert_are_lines(strokes_of(visitor, 1), [[(0.5, 0.2), (0.5, 0.8)]])


def test_a_second_finger_in_mid_stroke_changes_nothing(used):
    visitor = used(touch=True)
    hand = Hand(visitor)
    hand.touch("touchStart", (0.3, 0.3))
    hand.touch("touchMove", (0.4, 0.4), after=1)
    hand.touch("touchStart", (0.4, 0.4), (0.9, 0.1))
    hand.touch("touchMove", (0.6, 0.6), (0.9, 0.3))
    hand.touch("touchEnd")
    assert_are_lines(strokes_of(visitor, 1), [[(0.3, 0.3), (0.6, 0.6)]])


def test_a_touch_that_the_browser_takes_away_leaves_no_ink(used):
    visitor = used(touch=True)
    hand = Hand(visitor)
    hand.touch("touchStart", (0.3, 0.3))
    hand.touch("touchMove", (0.6, 0.6))
    expect(visitor.page.locator("#answer")).not_to_have_attribute("data-verdict", "blank")
    hand.touch("touchCancel")
    expect(visitor.page.locator("#answer")).to_have_attribute("data-verdict", "blank")
    assert strokes_of(visitor, 0) == []
    assert visitor.ink_at(0.3, 0.3) == 0


@pytest.fixture(scope="module")
def darkening(browser: Browser) -> Iterator[Browser]:
    """A browser that darkens every page."""
    with launched(browser.browser_type, "--enable-features=WebContentsForceDark") as darkening:
        yield darkening


@pytest.mark.parametrize("dark", [False, True])
def test_ink_is_dark_on_white_paper_in_a_browser_that_darkens_every_page(app, darkening, dark):
    visitor = open_page(app, darkening, 1280, dark, locale="en-US", touch=False)
    visitor.draw([[(0.5, 0.2), (0.5, 0.8)]])
    visitor.rests(1)
    paper = pixels_of(visitor.page.locator("#pad canvas").screenshot())
    page = pixels_of(visitor.page.screenshot())
    assert page[2, 2].max() < 64, "the browser does darken the page"
    middle = paper.shape[0] // 2
    assert paper[middle, middle].max() < 64
    assert paper[middle, middle // 2].min() > 240


def pixels_of(picture: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def drop(visitor: Visitor, file: Path) -> None:
    """Drag a file from elsewhere onto the pad, and let go."""
    hand = Hand(visitor)
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        hand.devtools.send("Input.dispatchDragEvent", {"type": kind, "data": data, **hand.place(0.5, 0.5)})


def test_a_picture_that_is_dropped_on_the_pad_is_read(used):
    visitor = used()
    visitor.draw([[(0.5, 0.2), (0.5, 0.8)]])
    visitor.rests(1)
    address = visitor.page.url
    drop(visitor, PICTURE)
    visitor.answer_is("9")
    expect(visitor.page.locator("#pad .instead")).to_be_visible()
    assert visitor.page.url == address
    visitor.page.click("#undo")
    assert_are_lines(strokes_of(visitor, 1), [[(0.5, 0.2), (0.5, 0.8)]])


def test_what_is_dropped_and_no_picture_changes_nothing(used, tmp_path):
    visitor = used()
    visitor.draw(FOUR)
    visitor.rests(2)
    address = visitor.page.url
    (tmp_path / "note.txt").write_text("seven", encoding="utf-8")
    drop(visitor, tmp_path / "note.txt")
    visitor.draw([[(0.1, 0.1), (0.1, 0.12)]])
    assert_are_lines(strokes_of(visitor, 3)[:2], FOUR)
    assert visitor.page.url == address


def test_the_talks_pad_says_where_pictures_are_read(used):
    visitor = used(path="/talk")
    visitor.draw(FOUR)
    visitor.rests(2)
    drop(visitor, PICTURE)
    expect(visitor.page.get_by_text("Pictures are read on the Draw page. Draw here.")).to_be_visible()
    assert_are_lines(strokes_of(visitor, 2), FOUR)


def test_a_picture_that_is_pasted_is_read(used):
    visitor = used()
    page = visitor.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """async (base64) => {
          const picture = await (await fetch(`data:image/png;base64,${base64}`)).blob();
          await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
        }""",
        base64.b64encode(PICTURE.read_bytes()).decode(),
    )
    page.keyboard.press("Control+V")
    visitor.answer_is("9")
    expect(page.locator("#pad .instead")).to_be_visible()


def test_a_picture_that_does_not_reach_the_server_is_complained_of(used):
    visitor = used()
    visitor.draw(FOUR)
    visitor.rests(2)
    visitor.page.route("**/upload**", lambda route: route.abort())
    drop(visitor, PICTURE)
    complaint = visitor.page.get_by_text("The picture did not reach the server. Try again.")
    expect(complaint).to_be_visible()
    visitor.answer_is("4")
    visitor.draw([[(0.1, 0.1), (0.1, 0.12)]])
    expect(complaint).to_be_hidden()
    visitor.complaints.clear()  # the browser's, of the upload


def test_a_stroke_goes_on_under_the_pen_when_the_window_is_resized(used):
    visitor = used()
    page = visitor.page
    visitor.draw([FOUR[0][:2]], lift=False)
    before = page.locator("#pad canvas").bounding_box()
    page.set_viewport_size({"width": 600, "height": 844})
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    box = page.locator("#pad canvas").bounding_box()
    assert box
    assert before
    assert box["width"] > 1.2 * before["width"]
    x, y = FOUR[0][2]
    page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
    page.mouse.up()
    [stroke] = strokes_of(visitor, 1)
    assert_are_lines([stroke], [FOUR[0]])
    assert visitor.ink_at(*FOUR[0][0]) > 0, "what was drawn before is painted at its new size"
    assert visitor.ink_at(x, y) > 0


NOTE_VERDICTS = """window.verdicts = [];
document.addEventListener("digit-read", ({ detail }) => verdicts.push(detail.verdict));"""


def test_an_empty_pad_is_read_once(visit):
    visitor = visit(script=NOTE_VERDICTS)
    visitor.draw(FOUR)
    visitor.rests(2)
    assert visitor.page.evaluate("verdicts.filter((verdict) => verdict === 'blank').length") == 1
