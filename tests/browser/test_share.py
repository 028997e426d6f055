"""What a visitor takes away: links that bring a drawing back, and files of all that was shown."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.visitor import FOUR, SEVEN, Visitor


def link_of(visitor: Visitor) -> str:
    link = visitor.page.locator("#link")
    expect(link).not_to_have_value("")
    return link.input_value()


def test_a_copied_link_restores_drawing_and_place_and_undo_what_was_there(visit):
    sender = visit()
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
    sender.rests(len(FOUR))
    sender.answer_is("4")
    page = browser.new_page()
    page.goto(link_of(sender))
    expect(page.locator("#answer")).to_have_text("4")
    page.click("#undo")
    expect(page.locator("#answer")).to_have_text("")
    page.close()


CHANGED = "#surgery .in-force li"


def operate(visitor: Visitor, channel: int, preset: str) -> None:
    """Operate on a channel of conv1 with the form."""
    form = visitor.page.locator("#surgery form")
    form.locator("[name=channel]").fill(str(channel))
    form.get_by_role("button", name=preset).click()
    form.locator("[type=submit]").click()


def test_a_link_and_a_reload_bring_back_what_was_operated_on(visit):
    sender = visit()
    sender.draw(FOUR)
    sender.rests(len(FOUR))
    sender.answer_is("4")
    trained = link_of(sender)
    operate(sender, 3, "Off")
    operate(sender, 5, "Blur")
    link = sender.page.locator("#link")
    expect(link).to_have_value(re.compile("&op=conv1.3&op=conv1.5~0.0625~.*0.0625$"))
    operated = link.input_value()
    logits = sender.page.evaluate("rested.stages.fc.values")

    receiver = visit()
    page = receiver.page
    page.evaluate("link => (location.href = link)", operated)
    changed = ["conv1 · 3 Off Put back", "conv1 · 5 Blur Put back"]
    expect(page.locator(CHANGED)).to_contain_text(changed, use_inner_text=True)
    page.wait_for_function("rested.surgery.length === 2 && rested.drawing.strokes.length === 2")
    assert page.evaluate("rested.stages.fc.values") == pytest.approx(logits, abs=0.05)
    assert link_of(receiver) == operated
    page.reload()
    expect(page.locator(CHANGED)).to_contain_text(changed, use_inner_text=True)
    expect(page.locator("#link")).to_have_value(operated)
    page.evaluate("link => (location.href = link)", trained)
    expect(page.locator(CHANGED)).to_have_count(0)
    receiver.complaints.clear()  # Gradio's own stream complains of being left


def test_a_damaged_link_says_so_and_keeps_the_drawing(visit):
    visitor = visit()
    page = visitor.page
    visitor.draw(SEVEN)
    visitor.answer_is("7")
    page.evaluate("link => (location.href = link)", link_of(visitor)[:-2])
    complaint = page.get_by_text("This link is damaged: nothing of it was opened.")
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
    visitor.rests(len(FOUR))
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
    visitor.rests(len(FOUR))
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
