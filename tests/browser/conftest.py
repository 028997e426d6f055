"""Fixtures: the app, the browser, and visitors of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from digit_model import Reading, load_reader
from tests.browser.visitor import FOUR, App, Visitor, headless_chromium, new_context, open_in, running_app

expect.set_options(timeout=30_000)  # as patient as all else that waits for the page: a busy machine is no failure


@pytest.fixture(scope="session")
def app() -> Iterator[App]:
    """One app for all tests."""
    with running_app() as app:
        yield app


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with headless_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """contexts(width, dark, locale, touch): one for all visitors alike: its cache spares them the files."""
    known: dict[tuple[object, ...], BrowserContext] = {}

    def context(*kind: object) -> BrowserContext:
        if kind not in known:
            known[kind] = new_context(browser, *kind)
            known[kind].new_page()  # stays open, blank: without any page Chromium would forget what it had compiled
        return known[kind]

    yield context
    for one in known.values():
        one.close()


@pytest.fixture
def visit(app: App, contexts: Callable[..., BrowserContext]) -> Iterator[Callable[..., Visitor]]:
    """visit() opens the page for somebody who has never been there; afterwards nothing may have gone wrong on it."""
    visitors: list[Visitor] = []

    def visit(
        width: int = 1280, dark: bool = False, locale: str = "en-US", touch: bool = False, path: str = "/"
    ) -> Visitor:
        visitors.append(open_in(contexts(width, dark, locale, touch), app, path))
        return visitors[-1]

    yield visit
    for visitor in visitors:
        _leave(visitor.page)
    for visitor in visitors:
        assert not visitor.asked_elsewhere, "the page asked another host"
        assert not visitor.complaints, "the page complained in the console"


def _leave(page: Page) -> None:
    """Close a page and forget what it kept and was allowed."""
    page.evaluate("localStorage.clear()")
    context = page.context
    page.close()
    context.set_offline(False)
    context.clear_permissions()


@pytest.fixture
def drawn(visit: Callable[..., Visitor]) -> tuple[Visitor, Reading]:
    """A visitor who drew a 4, and the reading of the very digit that the page has."""
    visitor = visit()
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    return visitor, load_reader().read_digits([visitor.digit()])[0]
