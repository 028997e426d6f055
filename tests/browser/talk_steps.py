"""Steps of the talk: coming to one, answering it, and reading the numbers in its picture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import shown


def go(page: Page, step: str) -> Locator:
    """Open a step and see its scene."""
    page.evaluate("(step) => (location.hash = step)", step)
    page.wait_for_function("(step) => document.querySelector('#step').dataset.step === step", arg=step)
    return page.locator("#tour .scene")


def answer(page: Page, live: int) -> str:
    """Answer the step's question, which must come out as number ``live``; gives the explanation."""
    page.locator("#step .answer").first.click()
    expect(page.locator("#step .answer[data-live]")).to_have_attribute("data-answer", str(live))
    said = "So it is." if live == 0 else "It came out otherwise."
    expect(page.locator("#step .feedback [lang=en]")).to_have_text(said)
    return page.locator("#step .why [lang=en]").inner_text()


def number(text: str) -> float:
    """The number that a text stands for, with a real minus sign or a plus."""
    return shown(text.replace("+", ""))


def numbers(texts: list[str]) -> list[float]:
    """The number of each text."""
    return [number(text) for text in texts]


def cells(table: Locator) -> np.ndarray:
    """A square table of numbers."""
    values = numbers(table.locator("td").all_inner_texts())
    return np.reshape(values, (-1, round(len(values) ** 0.5)))


def bars(box: Locator, told: Callable[[str], float] = number) -> list[float]:
    """The numbers at the bars' ends."""
    return [told(text) for text in box.locator(".number").all_inner_texts()]
