"""Drawing -> digit in the page is Python's to the last bit."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from digit_model import Drawing
from tests.browser.modules import BASE64, blank_page
from tests.drawings import ANSWER, FILE, answer, hash_of, nasty, written

RECORD = json.loads(FILE.read_bytes())
ANSWERS = f"""async ([json, size]) => {{
  const {{ digitOf }} = await import("/lib/digit.js");
  const drawings = JSON.parse(json);
  const answers = new Uint8Array(size * drawings.length);
  drawings.forEach((strokes, index) => {{
    const {{ levels, placement }} = digitOf(strokes);
    answers.set(levels, size * index);
    const place = Float64Array.from(placement ?? [0, 0, 0, 0]);
    answers.set(new Uint8Array(place.buffer), size * index + levels.length);
  }});
  return ({BASE64})(answers);
}}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A blank page that can import the app's modules."""
    with blank_page(browser) as page:
        yield page


def answers_of(page: Page, batch: list[Drawing]) -> list[bytes]:
    """What the page makes of drawings, as ``tests.drawings.answer`` gives it."""
    strokes = json.dumps([drawing.to_dict()["strokes"] for drawing in batch])
    answers = b64decode(page.evaluate(ANSWERS, [strokes, ANSWER]))
    return [answers[first : first + ANSWER] for first in range(0, len(answers), ANSWER)]


def differing(batch: list[Drawing], answers: list[bytes]) -> list[Drawing]:
    """The drawings of which Python makes something else."""
    return [drawing for drawing, made in zip(batch, answers, strict=True) if made != answer(drawing)]


def test_the_page_makes_the_digits_of_drawings_that_people_draw_as_python_does(page):
    for number, batch in enumerate(written()):
        answers = answers_of(page, batch)
        assert not differing(batch, answers)[:1]
        assert hash_of(answers) == RECORD["written"][number]


def test_the_page_makes_the_digits_of_nasty_drawings_that_python_made_for_the_record(page):
    for number, batch in enumerate(nasty()):
        answers = answers_of(page, batch)
        assert hash_of(answers) == RECORD["nasty"][number], (number, differing(batch, answers)[:1])
