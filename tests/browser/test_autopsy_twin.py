"""The steps from a drawing to its digit in the page are Python's, byte by byte."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from digit_model import Drawing
from digit_model.drawing import Stroke
from digit_model.explain.autopsy import autopsy
from digit_model.page import digit_bytes
from tests.browser.modules import BASE64, blank_page
from tests.browser.visitor import FOUR, SEVEN
from tests.unit.golden import EXAMPLES
from train.styles import STYLES, styled

DIGIT = f"""async (strokes) => {{
  const {{ digitOf }} = await import("/lib/digit.js");
  return ({BASE64})(digitOf(strokes).levels);
}}"""
STEPS = f"""async (strokes) => {{
  const {{ autopsyOf }} = await import("/lib/explain/autopsy.js");
  const base64 = {BASE64};
  return autopsyOf(strokes).map(({{ name, rows, columns, levels, digit }}) => {{
    return [name, rows, columns, base64(levels), base64(digit)];
  }});
}}"""
TAPPED = Drawing((*Drawing.of(SEVEN, 0.07).moved(0.2, 0.02, 0.02).strokes, Stroke(((0.9, 0.9),), 0.06)))
TWO_PENS = Drawing((*Drawing.of(FOUR[:1], 0.02).strokes, *Drawing.of(FOUR[1:], 0.2).strokes))
DRAWINGS = {
    "no strokes": Drawing(),
    "a dot": Drawing.of([[(0.5, 0.5)]], 0.001),
    "a level line": Drawing.of([[(0, 0.5), (1, 0.5)]], 0.02),
    "a seven with a tap": TAPPED,
    "a four in two pens": TWO_PENS,
    **{path.name: Drawing.load(path) for path in sorted(EXAMPLES.glob("*.json"))},
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A blank page that can import the app's modules."""
    with blank_page(browser) as page:
        yield page


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
def test_the_page_takes_the_same_steps_as_python(page, drawing):
    assert steps_of(page, drawing) == pythons_steps_of(drawing)


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
def test_the_last_step_is_the_digit_that_the_page_reads(page, drawing):
    read = b64decode(page.evaluate(DIGIT, drawing.to_dict()["strokes"]))
    last = [digit for *_, digit in steps_of(page, drawing)[-1:]] or [bytes(784)]
    assert last == [read]


@pytest.mark.parametrize("style", list(STYLES)[::3])
def test_the_page_takes_the_same_steps_with_digits_in_many_styles(page, style):
    lines = [line.tolist() for line in styled(1, seed=3, style=style)[0].lines]
    drawing = Drawing.of(lines, 0.05).moved(0.6, 0.1, 0.3)
    assert steps_of(page, drawing) == pythons_steps_of(drawing)


def steps_of(page: Page, drawing: Drawing) -> list[tuple[str, int, int, bytes, bytes]]:
    """Name, rows, columns, levels and digit of each of the page's steps."""
    strokes = drawing.to_dict()["strokes"]
    return [(*size, b64decode(levels), b64decode(digit)) for *size, levels, digit in page.evaluate(STEPS, strokes)]


def pythons_steps_of(drawing: Drawing) -> list[tuple[str, int, int, bytes, bytes]]:
    """The same of Python's."""
    return [(step.name, *step.ink.shape, digit_bytes(step.ink), digit_bytes(step.digit)) for step in autopsy(drawing)]
