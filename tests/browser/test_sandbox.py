"""The page in a sandboxed frame of another site, which has no origin: no storage, no clipboard, no worker.

The frame opens it under a name, as on the web. At 127.0.0.1 itself Gradio refuses even its own scripts to whoever has
no origin, to protect a local app from the pages that its owner visits (``launch(strict_cors=True)``). Under any other
name it lets every origin fetch, our modules and weights too.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.modules import blank_page
from tests.browser.running import NAMED, App
from tests.browser.visitor import FOUR, ask

EMBED = """(address) => {
  const frame = Object.assign(document.createElement("iframe"), { src: address, width: 1240, height: 680 });
  frame.sandbox = "allow-scripts";
  document.body.append(frame);
}"""
REFUSED = "(use) => { try { return String(use()); } catch (error) { return error.name; } }"
# The browser itself says so in the console when it refuses the clipboard.
EXPECTED = "Permissions policy violation: The Clipboard API"


@pytest.fixture
def outer(browser: Browser) -> Iterator[Page]:
    """A page of another origin; nothing in its frames may fail."""
    with blank_page(browser) as page:
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        yield page
        assert [text for text in complaints if not text.startswith(EXPECTED)] == []


def embed(outer: Page, app: App, rest: str = "/") -> Frame:
    """The app in a sandboxed frame of the page."""
    address = app.url.replace("127.0.0.1", NAMED) + rest
    outer.evaluate(EMBED, address)
    frame = outer.frames[-1]
    frame.wait_for_url(address)
    expect(frame.locator("#flow [data-stage=conv1]")).to_be_visible()  # the page shows itself once it takes ink
    assert frame.evaluate("self.origin") == "null"
    return frame


def draw_four(frame: Frame) -> None:
    """With the mouse; then wait until it is read."""
    box = frame.locator("#pad canvas").bounding_box()
    assert box
    mouse = frame.page.mouse
    for line in FOUR:
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in line]
        mouse.move(*places[0])
        mouse.down()
        for place in places[1:]:
            mouse.move(*place, steps=8)
        mouse.up()
    answer_is(frame, "4")


def answer_is(frame: Frame, digit: str) -> None:
    expect(frame.locator("#answer")).to_have_text(digit)
    expect(frame.locator("#verdict .top b").first).to_have_text(digit)


def test_a_frame_without_an_origin_draws_reads_explains_and_offers_a_link_that_another_opens(outer, app):
    frame = embed(outer, app)
    assert frame.evaluate(f"({REFUSED})(() => localStorage)") == "SecurityError"
    assert frame.evaluate(f"({REFUSED})(() => new Worker(location.href))") == "SecurityError"

    draw_four(frame)
    surgery = ask(frame, "surgery")
    expect(surgery.locator("ol li").first).to_contain_text("conv")  # the ranking, which elsewhere is a worker's

    ask(frame, "share")
    frame.locator("#copy").click()
    expect(frame.get_by_text("The link is selected: copy it from there.")).to_be_visible()
    selected = "({ id, value, selectionStart, selectionEnd }) => [id, value.slice(selectionStart, selectionEnd)]"
    link = frame.locator("#link").input_value()
    assert frame.evaluate(f"({selected})(document.activeElement)") == ["link", link]

    frame.locator("[data-picture^='9']").click()
    answer_is(frame, "9")

    fragment = link.split("#")[1]
    outer.evaluate("document.querySelector('iframe').remove()")
    receiver = embed(outer, app, f"/?view=stage#{fragment}")
    answer_is(receiver, "4")
    assert receiver.locator("#link").input_value().endswith(f"/?view=stage#{fragment}")
