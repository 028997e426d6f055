"""Fixtures: the app, the browser, and visitors of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from digit_model import Reading, load_reader
from tests.browser.visitor import FOUR, App, Visitor, headless_chromium, open_page, running_app

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


@pytest.fixture
def visit(app: App, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """visit() opens the page in a context of its own; afterwards nothing may have gone wrong there."""
    visitors: list[Visitor] = []

    def visit(
        width: int = 1280, dark: bool = False, locale: str = "en-US", touch: bool = False, path: str = "/"
    ) -> Visitor:
        visitors.append(open_page(app, browser, width, dark, locale, touch, path))
        return visitors[-1]

    yield visit
    for visitor in visitors:
        assert not visitor.asked_elsewhere, "the page asked another host"
        assert not visitor.complaints, "the page complained in the console"
        visitor.page.context.close()


@pytest.fixture
def drawn(visit: Callable[..., Visitor]) -> tuple[Visitor, Reading]:
    """A visitor who drew a 4, and the reading of the very digit that the page has."""
    visitor = visit()
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    return visitor, load_reader().read_digits([visitor.digit()])[0]
