"""Fixtures: the app, the browser, and visitors of the page."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

import numpy as np
import pytest
import torch
from playwright.sync_api import Browser, BrowserContext, Page, expect
from torch import Tensor
from torch.nn.utils import vector_to_parameters

from digit_model import VARIANTS, Reading, load_reader
from digit_model.course import load_kept_aside
from digit_model.network import StagedNet, to_batch
from tests.browser.chromium import headless_chromium, new_context
from tests.browser.learning import WEIGHTS
from tests.browser.putting_back import put_back
from tests.browser.running import App, running_app
from tests.browser.talk_steps import STEPS, go
from tests.browser.visitor import FOUR, Visitor, open_in

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
    """contexts(locale, touch): one for all visitors alike: its cache spares them the files."""
    known: dict[tuple[str, bool], BrowserContext] = {}

    def context(locale: str, touch: bool) -> BrowserContext:
        kind = (locale, touch)
        if kind not in known:
            known[kind] = new_context(browser, locale, touch)
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
        width: int = 1280,
        dark: bool = False,
        locale: str = "en-US",
        touch: bool = False,
        path: str = "/",
        script: str = "",
    ) -> Visitor:
        visitors.append(open_in(contexts(locale, touch), app, path, width, dark, script))
        return visitors[-1]

    yield visit
    for visitor in visitors:
        _leave(visitor.page)
    for visitor in visitors:
        _went_well(visitor)


@pytest.fixture(scope="session")
def open_pages(contexts: Callable[..., BrowserContext]) -> Iterator[dict[tuple[object, ...], Visitor]]:
    """The pages that tests use one after the other, by their kinds: whatever differs but the screen's width.

    That which was used last stands last.
    """
    pages: dict[tuple[object, ...], Visitor] = {}
    yield pages
    for visitor in pages.values():
        _leave(visitor.page)


@pytest.fixture
def used(
    app: App,
    contexts: Callable[..., BrowserContext],
    open_pages: dict[tuple[object, ...], Visitor],
    request: pytest.FixtureRequest,
) -> Iterator[Callable[..., Visitor]]:
    """used() is as visit(), on a page that other tests have used too: it is empty again, and all that they chose on it
    is put back, but it can undo. Opening one takes longer than most tests do."""
    asked: list[tuple[object, ...]] = []

    def used(
        width: int = 1280, dark: bool = False, locale: str = "en-US", touch: bool = False, path: str = "/"
    ) -> Visitor:
        kind = (dark, locale, touch, path)
        asked.append(kind)
        if kind in open_pages:
            open_pages[kind] = open_pages.pop(kind)
            put_back(open_pages[kind], width, *kind)
        else:
            open_pages[kind] = open_in(contexts(locale, touch), app, path, width, dark)
            if len(open_pages) > KEPT_OPEN:
                _leave(open_pages.pop(next(iter(open_pages))).page)
        return open_pages[kind]

    yield used
    visitors = [open_pages[kind] for kind in asked]
    if request.node.stash[OUTCOME].failed:  # whatever happened on it, the next test gets another one
        for kind in set(asked):
            _leave(open_pages.pop(kind).page)
    for visitor in visitors:
        if not visitor.page.is_closed():
            visitor.page.evaluate("localStorage.clear()")  # the next visitor of this kind has never been there
        _went_well(visitor)


KEPT_OPEN = 4  # pages: each takes memory, and more of a kind are seldom asked for
OUTCOME = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport]:
    """Let fixtures know how their test, or what it needed, went."""
    item.stash[OUTCOME] = report = yield
    return report


def _leave(page: Page) -> None:
    """Close a page and forget what it kept and was allowed."""
    page.evaluate("localStorage.clear()")
    context = page.context
    page.close()
    context.set_offline(False)
    context.clear_permissions()


def _went_well(visitor: Visitor) -> None:
    assert not visitor.asked_elsewhere, "the page asked another host"
    complaints, visitor.complaints[:] = list(visitor.complaints), []
    assert not complaints, "the page complained in the console"


@pytest.fixture
def drawn(used: Callable[..., Visitor]) -> tuple[Visitor, Reading]:
    """A visitor who drew a 4, and the reading of the very digit that the page has."""
    visitor = used()
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    return visitor, load_reader().read_digits([visitor.digit()])[0]


@pytest.fixture(scope="module")
def talk(app: App, contexts: Callable[..., BrowserContext]) -> Iterator[Visitor]:
    """Somebody in the talk who drew a 4: one page for all tests of a file."""
    visitor = open_in(contexts("en-US", False), app, "/talk")
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    yield visitor
    _leave(visitor.page)
    _went_well(visitor)


@pytest.fixture
def page(talk: Visitor) -> Iterator[Page]:
    """The talk's page at its first step; what the browser has kept of answers is forgotten afterwards."""
    go(talk.page, STEPS[0])
    yield talk.page
    talk.page.evaluate("localStorage.clear()")


@pytest.fixture(scope="module")
def digit(talk: Visitor) -> Tensor:
    """What the network saw of the talk's visitor, (1, 1, 28, 28)."""
    return to_batch([talk.digit()])


@pytest.fixture(scope="module")
def batch(digit: Tensor) -> tuple[Tensor, Tensor]:
    """The visitor's 4 and, of each other digit, the first one that was kept aside; and what they are."""
    digits, labels = load_kept_aside()
    others = [int(np.flatnonzero(labels == label)[0]) for label in range(10) if label != 4]
    return torch.cat([digit, to_batch(list(digits[others] / 255))]), torch.tensor([4, *labels[others]])


@pytest.fixture
def beginner(talk: Visitor) -> StagedNet:
    """The network that knows nothing yet."""
    network = VARIANTS["talk"]()
    vector_to_parameters(torch.tensor(talk.page.evaluate(WEIGHTS)), network.parameters())
    return network
