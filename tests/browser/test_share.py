"""What a visitor takes away in a link: the drawing, the place and what was operated on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hand import PICTURE, copy
from tests.browser.old_links import old_link, resealed
from tests.browser.sharing import link_of, note_what_is_written, operate
from tests.browser.visitor import FOUR, SEVEN, ask

STROKES = [{"width": 0.06, "points": [list(point) for point in line]} for line in FOUR]


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


@pytest.mark.parametrize("focused", ["#copy", "#link"])
def test_with_the_copied_link_before_ones_eyes_one_can_take_back_and_paste(used, focused):
    visitor = used()
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    link_of(visitor)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#copy")
    expect(page.get_by_text("Link copied.")).to_be_visible()
    page.click(focused)
    page.keyboard.press("Control+z")
    visitor.rests(1)
    copy(visitor, PICTURE)
    page.keyboard.press("Control+v")
    visitor.answer_is("9")


def test_a_link_opens_with_the_page(drawn, visit):
    link = link_of(drawn[0])
    receiver = visit(path="/#" + link.split("#")[1])
    receiver.answer_is("4")
    assert link_of(receiver) == link
    receiver.page.click("#undo")
    receiver.answer_is("")


CHANGED = "#surgery .in-force li"


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
