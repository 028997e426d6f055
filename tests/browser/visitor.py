"""A visitor of the real page: somebody who opens it in Chromium, looks at it and draws."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

import numpy as np
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Locator, Page, expect

from digit_model.page import digit_from_bytes
from tests.browser.chromium import new_context
from tests.browser.running import App
from tests.oracles.surgery import Operation

TRAINED = "component_server"  # Draw asks it once for the networks trained here, after the first reading
SILENT = "The server does not answer; trying again."
# By the page itself: to hear of each request from Playwright takes an eighth of the time that opening a page does.
NOTE_REQUESTS = """performance.setResourceTimingBufferSize(1000);
{
  const note = (address) => {
    const isElsewhere = /^(http|ws)s?:/.test(address) && !address.startsWith(location.origin);
    if (isElsewhere) console.error("asked elsewhere:", address);
  };
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ name }) => note(name)));
  observer.observe({ type: "resource", buffered: true });
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => note(blockedURI)); // not all are listed
}"""
NOTE_READINGS = """window.painted = [];
document.addEventListener("digit-painted", (event) => {
  painted.push({ ...event.detail, latency: performance.now() - event.detail.pointerTime });
});
document.addEventListener("digit-rest", (event) => (window.rested = event.detail));"""
# Whether so many of the page's requests to addresses with a part like this have been answered.
GOT = "([part, n]) => performance.getEntriesByType('resource').filter(({ name }) => name.includes(part)).length >= n"
# A script, after which window.jumps says how far what is seen has moved by itself (the layout shifts' sum).
COUNT_JUMPS = """window.jumps = 0;
window.jumping?.disconnect();
window.jumping = new PerformanceObserver((list) => list.getEntries().forEach((entry) => { jumps += entry.value; }));
jumping.observe({ type: "layout-shift" });"""
HEIGHT = 844  # CSS pixels of every visitor's screen
INK = 0x1C  # the red of the pad's ink; that of its paper is 255
SEVEN = [[(0.3, 0.22), (0.68, 0.2), (0.56, 0.5), (0.46, 0.84)]]
FOUR = [[(0.56, 0.16), (0.3, 0.57), (0.74, 0.56)], [(0.62, 0.38), (0.6, 0.86)]]


def shown(text: str) -> float:
    """The number that a text of the page stands for: it has real minus signs."""
    return float(text.replace("−", "-"))


def percentage(text: str) -> float:
    """The percentage that a share is written as; of less than a tenth, nothing."""
    return 0.0 if text.startswith("<") else float(text.removesuffix("\xa0%"))


@dataclass
class Visitor:
    """Somebody who looks at the page and draws."""

    page: Page
    asked_elsewhere: list[str]
    complaints: list[str]

    def draw(self, lines: list[list[tuple[float, float]]], steps: int = 8, lift: bool = True) -> None:
        """Draw with the mouse; ``lines`` in pad units. Without ``lift`` the pen stays down at its end."""
        box = self.page.locator("#pad canvas").bounding_box()
        assert box
        for (x, y), *rest in lines:
            self.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            self.page.mouse.down()
            for x, y in rest:
                self.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=steps)
            if lift:
                self.page.mouse.up()

    def ink_at(self, x: float, y: float) -> int:
        """How much ink the pad shows at a place, in pad units; 0 to 255."""
        at = "c.getContext('2d').getImageData(x * c.width, y * c.height, 1, 1).data[0]"
        red = self.page.evaluate(
            f"([x, y]) => {{ const c = document.querySelector('#pad canvas'); return {at}; }}", [x, y]
        )
        return round(255 * (255 - red) / (255 - INK))

    def digit(self) -> np.ndarray:
        """What the network saw of the newest reading, the pen at rest: (28, 28), float32, ink in [0, 1]."""
        return digit_from_bytes(bytes(self.page.evaluate("[...rested.levels]")))

    def rests(self, strokes: int) -> None:
        """Wait until the newest reading is that of a drawing with so many strokes, the pen at rest."""
        self.page.wait_for_function("n => window.rested?.strokes.length === n", arg=strokes)

    def gets(self, part: str, times: int = 1) -> None:
        """Wait until the page has got so many answers whose addresses contain ``part``.

        A page asks late for some of what it needs once, and on a busy machine the network is idle before that.
        """
        self.page.wait_for_function(GOT, arg=[part, times])

    def sees(self) -> None:
        """Wait until all that has been done to the page is laid out and painted: the second frame from now begins."""
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def operate(self, operations: list[Operation]) -> None:
        """Have these operations done on the page's network, and no others; wait until it has read with them."""
        listed = [asdict(operation) for operation in operations]
        self.page.evaluate(
            "(listed) => document.dispatchEvent(new CustomEvent('surgery-changed', { detail: listed }))", listed
        )
        self.page.wait_for_function("n => window.rested?.surgery.length === n", arg=len(listed))

    @contextmanager
    def without_server(self) -> Iterator[None]:
        """While it lasts no server function answers; the browser's complaints of that are not kept."""
        self.page.route("**/component_server/**", lambda route: route.abort())
        yield
        self.page.unroute("**/component_server/**")
        self.complaints[:] = [text for text in self.complaints if "Failed to load resource" not in text]

    def answer_is(self, digit: str) -> None:
        """Wait until the big digit is this one, and so is the first of the top three."""
        self.page.wait_for_function("d => document.querySelector('#answer')?.textContent === d", arg=digit)
        first = "d => document.querySelector('#verdict .top b')?.textContent === d"
        if digit:
            self.page.wait_for_function(first, arg=digit)


def open_page(app: App, browser: Browser, width: int, dark: bool, locale: str, touch: bool, path: str = "/") -> Visitor:
    """Open the page in a context of its own; see ``open_in``."""
    return open_in(new_context(browser, locale, touch), app, path, width, dark)


def open_in(
    context: BrowserContext, app: App, path: str = "/", width: int = 1280, dark: bool = False, script: str = ""
) -> Visitor:
    """Open the page and wait until it is alive; what it asks of other hosts and its complaints are kept.

    ``script``: runs before any of the page's own.
    """
    visitor = Visitor(context.new_page(), [], [])
    be_on(visitor.page, width, dark)
    visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    visitor.page.on("console", lambda message: _note_complaint(visitor, message))
    visitor.page.add_init_script(NOTE_REQUESTS + NOTE_READINGS + script)
    visitor.page.goto(app.url + path)
    visitor.page.wait_for_function("painted.length > 0")  # the empty pad has been read
    visitor.page.locator("#pad canvas").wait_for()  # and can be seen: before, no pointer meets it
    return visitor


def be_on(page: Page, width: int, dark: bool) -> None:
    """Give the page such a screen."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme="dark" if dark else "light")


def ask(page: Page | Frame, question: str) -> Locator:
    """Open one of the questions below the flow and come to the part that answers it."""
    link = page.locator(f'#questions [data-question="{question}"]')
    link.click()
    expect(link).to_have_attribute("aria-current", "true")
    answer = page.locator(f"#{question}")
    answer.scroll_into_view_if_needed()
    return answer


def ranked(page: Page) -> Locator:
    """ "Break it", opened, once it has ranked the channels for what is drawn now."""
    section = ask(page, "surgery")
    expect(section.locator("[data-unanswered]")).to_have_count(0)
    return section


def _note_complaint(visitor: Visitor, message: ConsoleMessage) -> None:
    if message.type == "error":
        asked = message.text.startswith("asked elsewhere:")
        (visitor.asked_elsewhere if asked else visitor.complaints).append(message.text)
