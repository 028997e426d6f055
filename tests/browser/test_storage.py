"""Pages begin whatever the browser has kept for them: another version may have left it, or somebody's tools."""

from __future__ import annotations

import json

import pytest

from tests.browser.modules import blank_page
from tests.browser.visitor import FOUR

CUT_OFF = '[{"width": 0.06, "points": [[0.1'
POINT = [0.1, 0.1]
DRAWINGS = {  # what may be kept as a drawing, and whether it is one
    CUT_OFF: False,
    "": False,
    "null": False,
    "5": False,
    '"text"': False,
    "{}": False,
    "[]": True,
    "[null]": False,
    "[[]]": False,
    '[{"width": 1}]': False,
    '[{"width": 1, "points": []}]': False,
    '[{"width": 1, "points": [[0]]}]': False,
    '[{"width": 1, "points": [["0", "0"]]}]': False,
    '[{"width": "1", "points": [[0, 0]]}]': False,
    '[{"width": 0, "points": [[0, 0]]}]': False,
    '[{"width": 1, "points": [[0, 2]], "erases": true}]': True,
    json.dumps([{"width": 0.06, "points": [POINT]}] * 4): True,
    json.dumps([{"width": 0.06, "points": [POINT]}] * 5): False,  # more strokes than the pad takes
    json.dumps([{"width": 0.06, "points": [POINT] * 41}]): False,  # and more points
}
READ = """async (texts) => {
  const { keptValue } = await import("/lib/browser/storage.js");
  const { isDrawing } = await import("/lib/drawing/drawing.js");
  return texts.map((text) => {
    sessionStorage.setItem("digit-x-ray drawing", text);
    return keptValue("sessionStorage", "drawing", (value) => isDrawing(value, { maxStrokes: 4, maxPoints: 40 }));
  });
}"""


def leave(texts: dict[str, str]) -> str:
    """A script: what both storages hold before the page begins, {key: text}."""
    places = [(storage, key) for storage in ("localStorage", "sessionStorage") for key in texts]
    return "".join(f"{at}.setItem({json.dumps(f'digit-x-ray {key}')}, {json.dumps(texts[key])});" for at, key in places)


def test_a_drawing_that_was_kept_is_told_from_all_else(browser):
    with blank_page(browser) as page:
        read = page.evaluate(READ, list(DRAWINGS))
    assert read == [json.loads(text) if is_sound else None for text, is_sound in DRAWINGS.items()]


@pytest.mark.parametrize(
    "texts",
    [
        dict.fromkeys(("drawing", "dares", "surgery /", "language"), CUT_OFF),
        {"drawing": "[5]", "dares": '{"tilted": 5}', "surgery /": '["%"]', "language": "null"},
        {"drawing": '{"a": 1}', "dares": '"text"', "surgery /": "op=%&op=conv1.99999&op=~", "language": ""},
    ],
)
def test_the_pad_begins_and_draws(visit, texts):
    visitor = visit(script=leave(texts))
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    visitor.answer_is("4")
    assert visitor.page.evaluate("rested.surgery") == []


@pytest.mark.parametrize("kept", [CUT_OFF, '{"0.2": null, "1.2": {"yours": "<b>"}}', "5"])
def test_the_talk_begins(visit, kept):
    visitor = visit(path="/talk#%", script=leave({"talk answers": kept}))
    visitor.page.wait_for_function("document.querySelector('#step').dataset.step")
