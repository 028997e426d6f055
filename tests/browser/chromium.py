"""Headless Chromium, and contexts of it that have never been anywhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, BrowserType, sync_playwright

# Chromium looks for updates, and a phone-home would be counted as the page's.
QUIET = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@contextmanager
def headless_chromium() -> Iterator[Browser]:
    """The system's Chromium, or else Playwright's own, which is fetched if it is not there yet.

    The build without a window comes first, as it does in Playwright: it takes a sixth less of the processor's time.
    """
    if not _chromium():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    with sync_playwright() as playwright, launched(playwright.chromium) as browser:
        yield browser


@contextmanager
def launched(chromium: BrowserType, *more: str) -> Iterator[Browser]:
    """A browser of its own, with more arguments on its command line."""
    browser = chromium.launch(executable_path=_chromium(), args=["--no-sandbox", *QUIET, *more])
    try:
        yield browser
    finally:
        browser.close()


def _chromium() -> str | None:
    """The system's, if it has one."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def new_context(browser: Browser, locale: str, touch: bool) -> BrowserContext:
    """A browser that has never been anywhere."""
    return browser.new_context(locale=locale, has_touch=touch, is_mobile=touch)
