"""Taking something away from the page: its link, and files of all that was shown."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.visitor import Visitor, ask


def link_of(visitor: Visitor) -> str:
    link = ask(visitor.page, "share").locator("#link")
    expect(link).not_to_have_value("")
    return link.input_value()


def operate(visitor: Visitor, channel: int, preset: str) -> None:
    """Operate on a channel of conv1 with the form."""
    form = ask(visitor.page, "surgery").locator("form")
    form.locator("[name=channel]").fill(str(channel))
    form.get_by_role("button", name=preset).click()
    form.locator("[type=submit]").click()


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
