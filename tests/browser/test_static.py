"""The static edition, from a plain file server beneath a sub-path: the app's parts, as they look and work there."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import app as command
from digit_model import load_reader
from tests.browser.plain_files import PlainFiles, plain_files
from tests.browser.running import App
from tests.browser.talk_steps import STEPS, go
from tests.browser.visitor import FOUR, Visitor, ask, open_in

SUB = "/somebody/digits"
PATIENCE = 30  # seconds, for what is still being computed

# Of every element of every part: what it is, where it lies, and how it looks. What takes no room is left out.
LAID_OUT = """() => [...document.querySelectorAll(".html-container")].flatMap((part) => {
  const id = part.closest("[id]").id;
  return [...part.querySelectorAll("*")].flatMap((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    if (!width && !height) return [];
    const style = getComputedStyle(element);
    const looks = ["color", "backgroundColor", "fontSize", "fontWeight", "fontFamily", "lineHeight", "visibility",
      "cursor", "textDecorationLine", "borderTopWidth", "borderRadius"].map((name) => style[name]);
    const at = [x + scrollX, y + scrollY, width, height].map(Math.round);
    return [{ name: `${id} ${element.tagName} ${element.textContent.slice(0, 20)}`, at, looks }];
  });
})"""
PARTS = "[...document.querySelectorAll('.html-container')].map((part) => part.closest('[id]').id)"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a host; the edition lies beneath ``SUB``."""
    root = tmp_path_factory.mktemp("host")
    command.main(["--export", str(root) + SUB])
    return root


@pytest.fixture(scope="module")
def host(exported: Path) -> Iterator[PlainFiles]:
    with plain_files(exported) as host:
        yield host


@pytest.fixture
def edition(host: PlainFiles, contexts: Callable[..., BrowserContext]) -> Iterator[Callable[[str], Visitor]]:
    """edition(path) opens one of its pages; afterwards nothing may have failed, or been asked of another host."""
    visitors: list[Visitor] = []

    def edition(path: str) -> Visitor:
        visitors.append(open_in(contexts("en-US", False), App(host.url, 0), SUB + path))
        return visitors[-1]

    yield edition
    for visitor in visitors:
        visitor.page.evaluate("localStorage.clear()")
        visitor.page.close()
        assert (visitor.asked_elsewhere, visitor.complaints) == ([], [])
    assert [asked for asked in host.asked if asked[1] not in (200, 304)] == []


def differences(first: Page, second: Page) -> list[Any]:
    """Of two pages' elements, those that lie more than a pixel apart or look otherwise."""
    pairs = list(zip(first.evaluate(LAID_OUT), second.evaluate(LAID_OUT), strict=False))
    return [
        (one, other)
        for one, other in pairs
        if one["name"] != other["name"]
        or one["looks"] != other["looks"]
        or any(abs(a - b) > 1 for a, b in zip(one["at"], other["at"], strict=True))
    ]


def alike(both: Sequence[Visitor], act: Callable[[Visitor], object]) -> None:
    """Do something on both pages, and wait until they show the same in the same places: their studies take time."""
    for visitor in both:
        visitor.page.bring_to_front()  # one that lies behind another is painted seldom
        visitor.page.mouse.move(0, 0)
        act(visitor)
    first, second = (visitor.page for visitor in both)
    until = time.monotonic() + PATIENCE
    while (found := differences(first, second)) and time.monotonic() < until:
        for page in (first, second):
            page.bring_to_front()
            page.wait_for_timeout(250)  # to look at all costs as much as what is waited for
    assert found == []
    counts = [len(visitor.page.evaluate(LAID_OUT)) for visitor in both]
    assert counts[0] == counts[1] > 200, "elements that take room"


def draw(visitor: Visitor) -> None:
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))


def compare_in_the_dark(visitor: Visitor) -> None:
    visitor.page.click("#head [data-language=zh]")
    visitor.page.emulate_media(color_scheme="dark")
    visitor.page.click('#questions [data-question="compare"]')


def project(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 1280, "height": 720})
    visitor.page.click("#projector button")


def test_every_part_is_there_and_lies_and_looks_as_in_the_app(visit: Callable[..., Visitor], edition):
    both = (visit(), edition("/index.html"))
    assert both[0].page.evaluate(PARTS) == both[1].page.evaluate(PARTS)
    alike(both, draw)
    alike(both, compare_in_the_dark)
    alike(both, lambda visitor: visitor.page.set_viewport_size({"width": 390, "height": 844}))
    alike(both, project)


def test_all_works_without_a_server_and_what_takes_python_says_so(edition):
    visitor = edition("/index.html")
    page = visitor.page
    visitor.draw(FOUR)
    visitor.answer_is("4")
    visitor.rests(len(FOUR))
    reading = load_reader().read_digits([visitor.digit()])[0]
    expect(page.locator("#verdict .top b")).to_have_text(list(reading.top(3)), use_inner_text=True)
    expect(ask(page, "ledger").locator(".explained")).to_be_visible()
    page.locator("#flow [data-stage=conv2] canvas").first.hover()
    expect(page.locator("#follow .total").first).to_be_visible()

    expect(ask(page, "compare").locator(".sentence [lang=en]")).to_contain_text("Both say 4")
    page.fill("#compare input", "someone/digits")
    page.click("#compare form button")
    expect(page.locator("#compare [data-failure=left_out] > [lang=en]")).to_contain_text("the networks in the list")
    expect(page.locator("#compare .sentence [lang=en]")).to_contain_text("Both say 4")
    expect(ask(page, "neighbours").locator(".left-out [lang=en]")).to_contain_text("start the app with python app.py")

    page.click('#examples [data-picture="9-grey-paper.png"]')
    visitor.answer_is("9")
    expect(page.locator("#pad .paper img")).to_be_visible()
    page.locator("#neighbours").scroll_into_view_if_needed()  # out of view, nothing is asked
    expect(page.locator("#neighbours li b")).to_have_text(["9"] * 5)
    expect(page.locator("#neighbours .left-out")).to_be_hidden()
    expect(page.locator("#picture p [lang=en]")).to_contain_text("To read your own, start the app")
    photo = {"name": "mine.png", "type": "image/png"}
    page.evaluate(
        """({ name, type }) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["any"], name, { type }));
          const dropped = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
          document.querySelector("#pad .paper").dispatchEvent(dropped);
        }""",
        photo,
    )
    expect(page.locator("#refused [lang=en]")).to_contain_text("To read your own, start the app with python app.py")
    visitor.answer_is("9")  # what was there stays

    page.click("#head .network a:not([aria-current])")
    page.wait_for_url("**/network/talk.html**")
    page.wait_for_function("painted.length > 0")
    page.click("#head .pages a:not([aria-current])")
    page.wait_for_url("**/digits/talk.html**")


def test_the_talk_goes_on_to_its_end(edition):
    visitor = edition("/talk.html")
    page = visitor.page
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    for step in STEPS:
        go(page, step)
    expect(page.locator("#step h2")).to_be_visible()
    go(page, "12.2")
    page.locator("#step .answer").first.click()
    expect(page.locator(".scene .status [lang=en]")).to_contain_text("from the machine that wrote it")
    page.keyboard.press("o")
    expect(page.locator("dialog.overview .code svg")).to_be_visible()
    page.keyboard.press("Escape")
    page.click("#head [data-language=zh]")
    expect(page.locator("#step h2 [lang=zh]")).to_be_visible()


def test_every_address_in_its_pages_is_a_file(exported: Path):
    home = exported / SUB.strip("/")
    pages = list(home.rglob("*.html"))
    assert [page.relative_to(home).as_posix() for page in sorted(pages)] == [
        "index.html",
        "network/talk.html",
        "talk.html",
    ]
    for page in pages:
        text = page.read_text("utf-8")
        base = re.search(r'<base href="([^"]*)"', text)
        assert base
        named = re.findall(r'(?:href|src)="([^"#?]*)|"((?:answers|weights|code)/[^"]+)"', text)
        addresses = {address for found in named for address in found if address and not address.startswith("data:")}
        missing = [address for address in addresses if not (page.parent / base[1] / address).exists()]
        assert missing == []
        assert len(addresses) > 100


def test_a_static_space_finds_its_page(exported: Path):
    _, front, _ = (exported / SUB.strip("/") / "README.md").read_text("utf-8").split("---\n", 2)
    assert {"sdk: static", "app_file: index.html"} <= set(front.splitlines())
