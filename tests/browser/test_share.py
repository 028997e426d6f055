"""What a visitor takes away: links that bring a drawing back, and files of all that was shown."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.old_links import old_link, resealed
from tests.browser.visitor import FOUR, SEVEN, Visitor, ask

STROKES = [{"width": 0.06, "points": [list(point) for point in line]} for line in FOUR]


def link_of(visitor: Visitor) -> str:
    link = ask(visitor.page, "share").locator("#link")
    expect(link).not_to_have_value("")
    return link.input_value()


def test_a_copied_link_restores_drawing_and_place_and_undo_what_was_there(used):
    sender = used()
    sender.draw(FOUR, steps=30)
    sender.rests(len(FOUR))
    sender.answer_is("4")
    link_of(sender)
    sender.page.evaluate("document.dispatchEvent(new CustomEvent('pin', { detail: { address: 'conv1.3.12.13' } }))")
    sender.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sender.page.click("#copy")
    expect(sender.page.get_by_text("Link copied.")).to_be_visible()
    link = sender.page.evaluate("navigator.clipboard.readText()")
    assert link == link_of(sender)
    assert len(link.split("#")[1]) < 300

    receiver = used()  # nothing of it is on the page any more
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


def test_a_link_opens_with_the_page(drawn, visit):
    link = link_of(drawn[0])
    receiver = visit(path="/#" + link.split("#")[1])
    receiver.answer_is("4")
    assert link_of(receiver) == link
    receiver.page.click("#undo")
    receiver.answer_is("")


CHANGED = "#surgery .in-force li"


def operate(visitor: Visitor, channel: int, preset: str) -> None:
    """Operate on a channel of conv1 with the form."""
    form = ask(visitor.page, "surgery").locator("form")
    form.locator("[name=channel]").fill(str(channel))
    form.get_by_role("button", name=preset).click()
    form.locator("[type=submit]").click()


def test_a_link_and_a_reload_bring_back_what_was_operated_on(used):
    sender = used()
    sender.draw(FOUR)
    sender.rests(len(FOUR))
    sender.answer_is("4")
    trained = link_of(sender)
    operate(sender, 3, "Off")
    operate(sender, 5, "Blur")
    link = sender.page.locator("#link")
    expect(link).to_have_value(re.compile("&op=conv1.3&op=conv1.5~0.0625~.*0.0625$"))
    operated = link.input_value()
    logits = sender.page.evaluate("[...rested.stages.fc]")

    receiver = used()  # nothing of it is on the page any more
    page = receiver.page
    page.evaluate("link => (location.href = link)", operated)
    changed = ["conv1 · 3 Off Put back", "conv1 · 5 Blur Put back"]
    ask(page, "surgery")
    expect(page.locator(CHANGED)).to_contain_text(changed, use_inner_text=True)
    page.wait_for_function("rested.surgery.length === 2 && rested.strokes.length === 2")
    assert page.evaluate("[...rested.stages.fc]") == logits
    assert link_of(receiver) == operated
    page.reload()
    ask(page, "surgery")
    expect(page.locator(CHANGED)).to_contain_text(changed, use_inner_text=True)
    expect(page.locator("#link")).to_have_value(operated)
    page.evaluate("link => (location.href = link)", trained)  # has another query: the page is opened anew
    expect(page.locator("#link")).to_have_value(trained)
    page.wait_for_function("rested.surgery.length === 0 && rested.strokes.length === 2")
    expect(page.locator(CHANGED)).to_have_count(0)
    receiver.complaints.clear()  # Gradio's own stream complains of being left


def test_a_damaged_link_says_so_and_keeps_the_drawing(used):
    visitor = used()
    page = visitor.page
    visitor.draw(SEVEN)
    visitor.answer_is("7")
    page.evaluate("link => (location.href = link)", link_of(visitor)[:-2])
    complaint = page.get_by_text("This link is damaged, so nothing was opened from it.")
    expect(complaint).to_be_visible()
    assert "#" not in page.url
    visitor.answer_is("7")
    visitor.draw([[(0.1, 0.1), (0.12, 0.12)]])
    expect(complaint).to_be_hidden()


STALE = {
    "en": "This link was made with another network. This one has no conv1 · 16, fc9 · 2, conv9.0.1.1; "
    "the rest was opened.",
    "zh": "这个链接来自另一个网络。本页的网络没有 conv1 · 16, fc9 · 2, conv9.0.1.1，其余内容已打开。",
}


def test_a_link_made_with_another_network_opens_the_rest_and_names_what_is_missing(used):
    visitor = used()
    page = visitor.page
    beside = "&at=conv9.0.1.1&op=conv1.16&op=conv1.3&op=fc9.2"
    page.evaluate("fragment => (location.hash = fragment)", resealed(old_link(STROKES), beside))
    visitor.answer_is("4")
    page.wait_for_function("rested.surgery.length === 1")
    assert page.evaluate("rested.surgery") == [{"stage": "conv1", "channel": 3, "kernel": None}]
    for language, complaint in STALE.items():
        page.locator(f"button[data-language={language}]").click()
        expect(page.get_by_text(complaint)).to_be_visible()
    assert link_of(visitor).endswith("&op=conv1.3"), "what is missing is in no link of this page"
    page.evaluate("scrollTo(0, 0)")
    visitor.draw([[(0.1, 0.1), (0.12, 0.12)]])
    for complaint in STALE.values():
        expect(page.get_by_text(complaint)).to_have_count(0)


def test_no_link_and_no_picture_holds_the_visitors_token(visit):
    visitor = visit(path="/?__sign=secret&question=share&__theme=light")
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    link = link_of(visitor)
    assert "/#" in link
    assert "secret" not in link
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#copy")
    expect(page.get_by_text("Link copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    page.locator("[data-picture^='9']").click()
    visitor.answer_is("9")
    expect(page.get_by_text("A link can hold a drawing, but not a picture.")).to_be_visible()
    note_what_is_written(visitor)
    with page.expect_download():
        page.click("[data-file=png]")
    home = page.evaluate("location.origin + '/'")
    assert page.evaluate("written")[-1] == home, "the picture of a picture carries the page's own address"


def test_a_picture_has_files_but_no_link(used):
    visitor = used()
    page = visitor.page
    ask(page, "share")
    assert page.locator("#copy").is_disabled()
    expect(page.get_by_text("nothing to share yet")).to_be_visible()
    page.locator("[data-picture^='9']").click()
    visitor.answer_is("9")
    expect(page.get_by_text("A link can hold a drawing, but not a picture.")).to_be_visible()
    assert page.locator("#copy").is_disabled()
    assert page.locator("#link").input_value() == ""
    expect(page.locator("[data-file=png]")).to_be_enabled()


def note_what_is_written(visitor: Visitor) -> None:
    """From now on window.written lists all that is written on a canvas."""
    visitor.page.evaluate(
        """() => {
          window.written = [];
          window.fillText ??= CanvasRenderingContext2D.prototype.fillText;
          CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
            written.push(String(text));
            fillText.call(this, text, ...place);
          };
        }"""
    )


def test_the_picture_says_of_which_stages_it_shows_only_the_most_active_maps(drawn):
    visitor, _ = drawn
    page = visitor.page
    note_what_is_written(visitor)
    ask(page, "share")
    with page.expect_download():
        page.click("[data-file=png]")
    written = page.evaluate("written")
    assert written[written.index("conv1") + 1] == "16 × 28 × 28", "all 16 are shown"
    assert written[written.index("conv3") + 1] == "16 most active of 48"
    assert written[written.index("conv5") + 1] == "16 most active of 96"


def taken(visitor: Visitor, kind: str) -> bytes:
    """The file that a button offers."""
    with visitor.page.expect_download() as download:
        visitor.page.click(f"[data-file={kind}]")
    assert download.value.suggested_filename == f"digit-4-pen.{kind}"
    return Path(download.value.path()).read_bytes()


def test_the_files_hold_every_number_that_python_reads_too(drawn):
    visitor, reading = drawn
    link_of(visitor)
    visitor.page.route("**/*", lambda route: route.abort())  # the server is gone
    archive, table = taken(visitor, "npz"), taken(visitor, "csv").decode()
    wanted = {"digit": reading.digit, **reading.trace, "probabilities": reading.probabilities}
    with np.load(io.BytesIO(archive), allow_pickle=False) as arrays:
        assert arrays.files == list(wanted)
        assert np.array_equal(arrays["digit"], reading.digit)
        for name, values in wanted.items():
            assert arrays[name].dtype == values.dtype
            assert arrays[name] == pytest.approx(values, abs=2e-5), name
        rows = csv.DictReader(io.StringIO(table, newline=""))
        written = [(row["stage"], np.float32(row["value"])) for row in rows]
        assert written == [(name, value) for name in arrays.files for value in arrays[name].ravel()]
    visitor.complaints.clear()  # other parts have asked it


LOOKS = pytest.mark.parametrize(("locale", "dark"), [("en-US", False), ("zh-CN", True)])


@LOOKS
def test_the_picture_shows_digit_and_maps_in_the_page_s_colours(used, locale, dark):
    visitor = used(locale=locale, dark=dark)
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    link_of(visitor)
    pixels = np.asarray(Image.open(io.BytesIO(taken(visitor, "png"))).convert("RGB"))
    width = pixels.shape[1]
    assert width == 2_592
    page_colour = [0x17, 0x16, 0x14] if dark else [0xF7, 0xF6, 0xF2]
    for corner in (pixels[0, 0], pixels[0, -1], pixels[-1, 0], pixels[-1, -1]):
        assert corner.tolist() == page_colour
    seen = pixels[224 : 224 + 336 : 12, width - 96 - 336 : width - 96 : 12, 0]
    assert seen.tobytes() == bytes(page.evaluate("[...rested.levels]")), "the digit, twelve pixels for each of its own"
    # The first stage's maps: 84 pixels wide and 8 apart, three pixels for each number; in the flow 28 and 3 apart.
    flow = page.evaluate(
        """() => {
          const canvas = document.querySelector("#flow [data-stage=conv1] canvas");
          return [...canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data];
        }"""
    )
    on_page = np.array(flow, dtype=np.uint8).reshape(4 * 31 - 3, 4 * 31 - 3, 4)[..., :3]
    for row, column in np.ndindex(4, 4):
        there = on_page[row * 31 : row * 31 + 28, column * 31 : column * 31 + 28]
        top, left = 2 * (372 + 32) + row * 92, 96 + column * 92
        assert np.array_equal(pixels[top : top + 84 : 3, left : left + 84 : 3], there)


@LOOKS
def test_the_picture_is_written_in_the_page_s_language(used, locale, dark):
    visitor = used(locale=locale, dark=dark)
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    operate(visitor, 3, "Off" if locale == "en-US" else "关掉")
    visitor.page.wait_for_function("rested.surgery.length === 1")
    link = link_of(visitor)
    note_what_is_written(visitor)
    ask(visitor.page, "share")
    with visitor.page.expect_download():
        visitor.page.click("[data-file=png]")
    written = visitor.page.evaluate("written")
    english = {"Digit X-Ray", "pen, 160,602 parameters", "changed: conv1 · 3", "as it was drawn"}
    chinese = {"Digit X-Ray", "pen，160,602 个参数", "已改动：conv1 · 3", "你画的样子"}
    assert (english if locale == "en-US" else chinese) <= set(written)
    assert link in "".join(written), "the address, broken into lines"
