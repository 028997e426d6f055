"""What axe finds in the talk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.talk_steps import STEPS, go, press
from tests.browser.test_accessibility import violations
from tests.browser.visitor import Visitor


@pytest.mark.parametrize(("dark", "locale"), [(False, "en-US"), (True, "zh-CN")])
def test_axe_finds_nothing_at_any_step(visit: Callable[..., Visitor], dark: bool, locale: str):
    page = visit(dark=dark, locale=locale, path="/talk").page
    assert violations(page) == []
    for step in STEPS[int(dark) :: 2]:  # half of them light, half of them dark: axe takes most of a second for each
        go(page, step)
        assert violations(page, "#tour .tour") == [], step
    press(page, "o")
    expect(page.locator("dialog.overview svg")).to_be_visible()
    assert violations(page, "dialog.overview") == []
