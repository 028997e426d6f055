"""What a visitor takes away: links that bring a drawing back, and files of all that was shown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from digit_model.drawing import MAX_POINTS, MAX_STROKES, MAX_WIDTH
from tests.browser.visitor import FOUR, SEVEN, Visitor

PROJECT = Path(__file__).parent.parent.parent
LINK = (PROJECT / "digit_model/ui/link.js").read_text()
LIMITS = {"maxStrokes": MAX_STROKES, "maxPoints": MAX_POINTS, "maxWidth": MAX_WIDTH}
OPEN = """(() => {
  try {
    return fromFragment(given, limits);
  } catch (error) {
    if (error instanceof DamagedLink) return "damaged";
    throw error;
  }
})()"""


@pytest.fixture
def run(browser: Browser) -> Iterator[Callable[[str, Any], Any]]:
    """run(expression, given): what link.js makes of it in the browser."""
    page = browser.new_page()

    def run(expression: str, given: Any) -> Any:
        arguments = [given, LIMITS]
        return page.evaluate(f"([given, limits]) => {{ {LINK}; return {expression}; }}", arguments)

    yield run
    page.close()


def random_stroke(rng: np.random.Generator, points: int) -> dict[str, Any]:
    stroke = {"width": float(rng.uniform(0.001, MAX_WIDTH)), "points": rng.uniform(-1, 2, (points, 2)).tolist()}
    return stroke | {"erases": True} if rng.random() < 0.3 else stroke


def test_a_link_brings_every_stroke_back_within_a_4096th_of_the_pad(run):
    rng = np.random.default_rng(0)
    drawings = [[random_stroke(rng, rng.integers(1, 40)) for _ in range(rng.integers(1, 8))] for _ in range(200)]
    drawings.append([random_stroke(rng, 1) for _ in range(MAX_STROKES)])
    drawings.append([{"width": MAX_WIDTH, "points": [[-1, -1], [2, 2]] * (MAX_POINTS // 2)}])
    drawings.append([{"width": 0.06, "points": [[0.5, 0.5]] * 3}])
    opened = run("given.map((strokes) => fromFragment(toFragment(strokes, null), limits))", drawings)
    for drawing, link in zip(drawings, opened, strict=True):
        assert link["address"] is None
        for stroke, back in zip(drawing, link["strokes"], strict=True):
            assert back["points"] == pytest.approx(np.array(stroke["points"]), abs=1 / 4096)
            assert back["width"] == pytest.approx(stroke["width"], abs=1 / 4096)
            assert back.get("erases") == stroke.get("erases")


@pytest.mark.parametrize("address", ["conv1.3.12.13", "fc.9", "a&at=b #%日"])
def test_a_link_keeps_what_was_looked_at_whatever_it_is_called(run, address):
    stroke = {"width": 0.06, "points": [[0.5, 0.5]]}
    assert run("fromFragment(toFragment(...given), limits)", [[stroke], address])["address"] == address


def test_a_link_that_was_cut_or_changed_anywhere_is_refused(run):
    whole = run("toFragment(given, null)", [random_stroke(np.random.default_rng(1), 12)])
    cut = [whole[:length] for length in range(len(whole))]
    changed = [whole[:i] + other + whole[i + 1 :] for i in range(len(whole)) for other in "Az-!日" if other != whole[i]]
    wrong = [*cut, *changed, whole + "A", "b" + whole[1:], "flow"]
    assert set(run(f"given.map((given) => {OPEN})", wrong)) == {"damaged"}


@pytest.mark.parametrize(
    "strokes",
    [
        [],
        [{"width": 0.1, "points": []}],
        [{"width": 0.1, "points": [[0.5, 0.5]] * (MAX_POINTS + 1)}],
        [{"width": 0.1, "points": [[0.5, 0.5]]}] * (MAX_STROKES + 1),
        [{"width": 0.3, "points": [[0.5, 0.5]]}],
        [{"width": 0.1, "points": [[0.5, 2.01]]}],
        [{"width": 0.1, "points": [[-1.01, 0.5]]}],
    ],
)
def test_a_well_made_link_to_what_no_pad_can_hold_is_refused(run, strokes):
    assert run(OPEN, run("toFragment(given, null)", strokes)) == "damaged"


def link_of(visitor: Visitor) -> str:
    link = visitor.page.locator("#link")
    expect(link).not_to_have_value("")
    return link.input_value()


def test_a_copied_link_restores_drawing_and_place_and_undo_what_was_there(visit):
    sender = visit()
    sender.draw(FOUR, steps=30)
    sender.answer_is("4")
    link_of(sender)
    sender.page.evaluate("document.dispatchEvent(new CustomEvent('pin', { detail: { address: 'conv1.3.12.13' } }))")
    sender.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sender.page.click("#copy")
    expect(sender.page.get_by_text("Link copied.")).to_be_visible()
    link = sender.page.evaluate("navigator.clipboard.readText()")
    assert link == link_of(sender)
    assert len(link.split("#")[1]) < 300

    receiver = visit()
    page = receiver.page
    page.evaluate("document.addEventListener('pin', ({ detail }) => (window.pinned = detail.address))")
    receiver.draw(SEVEN)
    receiver.answer_is("7")
    page.evaluate("link => (location.href = link)", link)
    receiver.answer_is("4")
    page.wait_for_function("window.pinned === 'conv1.3.12.13'")
    assert link_of(receiver) == link, "the same drawing has the same link"
    assert "#" not in page.url
    page.click("#undo")
    receiver.answer_is("7")


def test_a_link_opens_with_the_page(visit, browser):
    sender = visit()
    sender.draw(FOUR)
    sender.answer_is("4")
    page = browser.new_page()
    page.goto(link_of(sender))
    expect(page.locator("#answer")).to_have_text("4")
    page.click("#undo")
    expect(page.locator("#answer")).to_have_text("")
    page.close()


def test_a_damaged_link_says_so_and_keeps_the_drawing(visit):
    visitor = visit()
    page = visitor.page
    visitor.draw(SEVEN)
    visitor.answer_is("7")
    page.evaluate("link => (location.href = link)", link_of(visitor)[:-2])
    complaint = page.get_by_text("This link is damaged; your drawing stays.")
    expect(complaint).to_be_visible()
    assert "#" not in page.url
    visitor.answer_is("7")
    visitor.draw([[(0.1, 0.1), (0.12, 0.12)]])
    expect(complaint).to_be_hidden()


def test_a_picture_has_files_but_no_link(visit):
    visitor = visit()
    page = visitor.page
    assert page.locator("#copy").is_disabled()
    expect(page.get_by_text("Nothing to take yet")).to_be_visible()
    page.locator("[data-picture^='9']").click()
    visitor.answer_is("9")
    expect(page.get_by_text("A link can hold a drawing, but not a picture.")).to_be_visible()
    assert page.locator("#copy").is_disabled()
    assert page.locator("#link").input_value() == ""
    expect(page.locator("[data-file=png]")).to_be_enabled()


def test_the_picture_says_of_which_stages_it_shows_only_the_most_active_maps(visit):
    visitor = visit()
    page = visitor.page
    visitor.draw(FOUR)
    visitor.answer_is("4")
    page.locator("[data-stage=conv3] .more").click()
    page.evaluate(
        """() => {
          window.written = [];
          const { fillText } = CanvasRenderingContext2D.prototype;
          CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
            written.push(String(text));
            fillText.call(this, text, ...place);
          };
        }"""
    )
    with page.expect_download():
        page.click("[data-file=png]")
    written = page.evaluate("written")
    assert written[written.index("conv1") + 1] == "", "all 16 are shown"
    assert written[written.index("conv3") + 1] == "", "the visitor let all be shown"
    assert written[written.index("conv4") + 1] == "16 most active of 48"
    assert written[written.index("conv5") + 1] == "16 most active of 96"


@pytest.mark.parametrize("dark", [False, True])
def test_the_files_hold_what_is_on_the_page(visit, dark):
    visitor = visit(dark=dark)
    visitor.page.evaluate("document.addEventListener('digit-rest', ({ detail }) => (window.rest = detail))")
    visitor.draw(FOUR)
    visitor.answer_is("4")
    link_of(visitor)
    files = {}
    for kind in ("png", "csv", "npz"):
        with visitor.page.expect_download() as download:
            visitor.page.click(f"[data-file={kind}]")
        assert download.value.suggested_filename == f"digit-4-pen.{kind}"
        files[kind] = Path(download.value.path()).read_bytes()

    reply = json.loads(visitor.page.evaluate("JSON.stringify(rest)"))
    with np.load(io.BytesIO(files["npz"]), allow_pickle=False) as arrays:
        assert arrays["fc"] == pytest.approx(reply["stages"]["fc"]["values"], abs=5e-4)
        rows = list(csv.DictReader(io.StringIO(files["csv"].decode(), newline="")))
        fc = [np.float32(row["value"]) for row in rows if row["stage"] == "fc"]
        assert np.array_equal(fc, arrays["fc"])
        digit = arrays["digit"]
    pixels = np.asarray(Image.open(io.BytesIO(files["png"])).convert("RGB"))
    assert pixels.shape[1] == 2_400
    page_colour = [0x17, 0x16, 0x14] if dark else [0xF7, 0xF6, 0xF2]
    for corner in (pixels[0, 0], pixels[0, -1], pixels[-1, 0], pixels[-1, -1]):
        assert corner.tolist() == page_colour
    seen = pixels[224 : 224 + 336 : 12, 2_400 - 96 - 336 : 2_400 - 96 : 12, 0]
    assert np.array_equal(seen, np.rint(digit * 255)), "the digit, twelve pixels for each of its own"
