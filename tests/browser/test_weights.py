"""The network's weights on their way: late, lost or damaged, the pad takes ink, and it is read when they are here."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from digit_model import Drawing, load_reader
from tests.browser.running import PROJECT
from tests.browser.visitor import COUNT_JUMPS, FOUR, HEIGHT, Visitor

EXAMPLE = load_reader().read(Drawing.load(PROJECT / "examples" / "4-thin.json"))


@pytest.fixture
def newcomer(app, contexts):
    """newcomer(answer, width): a visitor whose first request for the network's weights ``answer(route)`` answers."""
    pages = []

    def newcomer(answer, width: int = 1280) -> Visitor:
        pages.append(page := contexts("en-US", False).new_page())
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.add_init_script(COUNT_JUMPS)
        page.add_init_script("document.addEventListener('digit-rest', ({ detail }) => (window.rested = detail));")
        asked: list[str] = []

        def first(route: Route) -> None:
            # The example's activations are a file of this kind too, and the larger one is the network.
            asked.append(route.request.url)
            if asked.count(route.request.url) == 1 and asked[0] == route.request.url:
                answer(route)
            else:
                route.continue_()

        page.route("**/weights/*", first)
        page.goto(app.url)
        expect(page.locator("html.has-pad")).to_have_count(1)
        return Visitor(page, [], [])

    yield newcomer
    for page in pages:
        page.close()


def shows_the_example(page: Page) -> None:
    shown = "document.querySelector('#seen canvas').getContext('2d').getImageData(0, 0, 28, 28).data"
    page.wait_for_function(f"{shown}.some((value, i) => i % 4 === 0 && value > 200)")
    seen = page.evaluate(f"[...{shown}].filter((_, i) => i % 4 === 0)")
    assert seen == (EXAMPLE.digit * 255).round().astype(int).ravel().tolist()
    assert len(set(page.evaluate("[...new Uint32Array(document.querySelector('#flow canvas').getContext('2d')"
                                 ".getImageData(0, 0, 100, 100).data.buffer)]"))) > 8  # fmt: skip


def test_what_is_drawn_before_the_network_is_here_is_read_when_it_comes(newcomer):
    held: list[Route] = []
    visitor = newcomer(held.append)
    page = visitor.page
    expect(page.locator("#reading [data-status=waiting]")).to_be_visible()
    shows_the_example(page)
    visitor.draw(FOUR)
    assert visitor.ink_at(0.45, 0.36) or visitor.ink_at(0.61, 0.6), "the pad takes ink"
    assert page.evaluate("window.rested === undefined"), "and nothing is read yet"
    held[0].continue_()
    visitor.answer_is("4")
    expect(page.locator("#reading [data-status]:not([hidden])")).to_have_count(0)


def test_what_explains_a_reading_waits_for_the_first(newcomer):
    held: list[Route] = []
    page = newcomer(held.append).page
    shows_the_example(page)
    modules = "performance.getEntriesByType('resource').filter(({ name }) => /ledger|poster/.test(name)).length"
    assert page.evaluate(modules) == 0, "what is awaited has the line to itself"
    expect(page.locator("html.has-ledger")).to_have_count(0)
    for part in ("follow", "path", "ledger"):  # what stands in its HTML is of every state at once
        assert page.evaluate(f"document.getElementById('{part}').innerText.trim()") == "", part
    held[0].continue_()
    expect(page.locator("html.has-ledger.has-follow.has-path")).to_have_count(1)
    expect(page.locator("#follow .invitation p:visible")).to_have_count(1)
    assert page.evaluate(modules) >= 2


@pytest.mark.parametrize("width", [1920, 1280, 820, 390, 360])
def test_nothing_moves_while_the_network_is_awaited_nor_when_it_comes(newcomer, width):
    held: list[Route] = []
    visitor = newcomer(held.append, width)
    page = visitor.page
    expect(page.locator("#reading [data-status=waiting]")).to_be_visible()
    shows_the_example(page)
    held[0].continue_()
    visitor.draw(FOUR)
    visitor.answer_is("4")
    expect(page.locator("#reading [data-status]:not([hidden])")).to_have_count(0)
    assert page.evaluate("jumps") < 0.02


@pytest.mark.parametrize(
    "answer",
    [
        lambda route: route.fulfill(body=bytes(1000), content_type="application/octet-stream"),
        lambda route: route.abort(),
        lambda route: route.fulfill(status=502, body="bad gateway"),
    ],
    ids=["damaged", "lost", "refused"],
)
def test_a_network_that_did_not_arrive_whole_is_said_so_and_asked_for_again(newcomer, answer):
    visitor = newcomer(answer)
    expect(visitor.page.locator("#reading [data-status=lost]")).to_be_visible()
    visitor.draw(FOUR)
    visitor.answer_is("4")
    expect(visitor.page.locator("#reading [data-status=lost]")).to_be_hidden()
