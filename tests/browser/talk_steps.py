"""Steps of the talk: coming to one, answering it, and reading the numbers in its picture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from playwright.sync_api import Locator, Page, expect

from digit_model.lessons import chapters
from tests.browser.visitor import shown

CHAPTERS = chapters("en")
STEPS = [f"{chapter.number}.{at}" for chapter in CHAPTERS for at in range(1, len(chapter.steps) + 1)]
# All that a step shows, the pixels of its pictures too; not what the pad and the answer show.
STATE = """() => {
  const tour = document.querySelector("#tour .tour");
  const pixels = [...tour.querySelectorAll(".scene canvas")].map((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Uint32Array(data.buffer).reduce((sum, pixel, at) => (sum * 31 + (pixel ^ at)) >>> 0, 7);
  });
  const root = document.documentElement;
  return JSON.stringify([location.hash, { ...root.dataset }, root.style.cssText, tour.innerHTML, pixels]);
}"""
PRESS = "([key, more]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))"


def go(page: Page, step: str) -> Locator:
    """Open a step and see its scene."""
    page.evaluate("(step) => (location.hash = step)", step)
    page.wait_for_function("(step) => document.querySelector('#step').dataset.step === step", arg=step)
    return page.locator("#tour .scene")


def press(page: Page, key: str, **more: bool) -> None:
    """Send a key to the page itself, as a clicker does."""
    page.evaluate(PRESS, [key, more])


def speak(page: Page, language: str) -> None:
    """Switch the page's language."""
    page.locator(f'#head [data-language="{language}"]').click()


def answer(page: Page, live: int) -> str:
    """Answer the step's question, which must come out as number ``live``; gives the explanation."""
    page.locator("#step .answer").first.click()
    return explained(page, live)


def explained(page: Page, live: int) -> str:
    """The explanation, once the first answer has been given and ``live`` has come out."""
    expect(page.locator("#step .answer[data-live]")).to_have_attribute("data-answer", str(live))
    said = "So it is." if live == 0 else "It came out otherwise."
    expect(page.locator("#step .feedback [lang=en]")).to_have_text(said)
    return page.locator("#step .why [lang=en]").inner_text().replace("\xa0", " ")


def choose(page: Page, number: int) -> None:
    """Give this answer to the step's question, and wait for what comes out."""
    page.locator("#step .answer").nth(number).click()
    expect(page.locator("#step .why")).to_be_visible()


def came_out(page: Page) -> str:
    """The answer that came out."""
    return page.locator("#step .answer[data-live] [lang=en]").first.inner_text()


def shown_step(page: Page) -> str | None:
    """The step that is shown."""
    return page.locator("#step").get_attribute("data-step")


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


def wandered(page: Page, times: int) -> list[str]:
    """Go to and fro at random, so many times; the steps that were then not as when they were first come to."""
    page.evaluate("(state) => { window.stateNow = eval(state); window.states = {}; }", STATE)
    for step in STEPS:
        go(page, step)
        page.evaluate("() => (states[location.hash] = stateNow())")
    differences: list[str] = page.evaluate(
        """(times) => {
          const keys = [["ArrowRight"], ["ArrowRight"], ["ArrowLeft"], ["PageDown"], ["PageUp"], ["End"], ["Home"],
            ["ArrowRight", true], ["ArrowRight", true], ["ArrowLeft", true]];
          let [seed, differences] = [7, []];
          for (let walked = 0; walked < times; walked++) {
            seed = (seed * 48271) % 2147483647;
            const [key, shiftKey] = keys[seed % keys.length];
            const more = { shiftKey: Boolean(shiftKey), bubbles: true };
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key, ...more }));
            if (stateNow() !== states[location.hash]) differences.push(location.hash);
          }
          return differences;
        }""",
        times,
    )
    return differences
