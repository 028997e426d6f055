"""The page finds the digits of a drawn number where Python finds them, and reads the same number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from digit_model import Drawing, UnreadablePicture, load_reader
from digit_model.digit import without_stray_dots
from digit_model.grouping import MOST_MARKS, box_of, cells_of, grouped, lines_in, sides_of
from tests.browser.twin import sent, twin_page
from tests.drawings import nasty, written
from train.compositions import apart, close, numbers, touching
from train.styles import styled

GROUPS = """async (json) => {
  const { cellsOf, grouped, linesIn, sidesOf } = await import("/lib/drawing/grouping.js");
  const { withoutStrayDots } = await import("/lib/digit.js");
  return JSON.stringify(JSON.parse(json).map((drawing) => {
    const strokes = withoutStrayDots(drawing);
    if (!strokes.length || strokes.length > 100) return strokes.length;
    const marks = cellsOf(strokes);
    const groups = grouped(marks);
    const own = groups.map((group) => group.map((index) => marks[index]));
    return { cells: marks.map((mark) => mark.length), groups, lines: linesIn(own), sides: own.map(sidesOf) };
  }));
}"""
NUMBERS = """async ({ network, thresholds, drawings }) => {
  const { numberOf } = await import("/lib/drawing/number.js");
  const opened = twin.open(network, true);
  const read = (levels) => {
    const ink = Float32Array.from(levels, (level) => level / 255);
    return twin.verdictOf(ink, Object.values(opened.trace(ink)).at(-1), thresholds);
  };
  return drawings.map((drawing) => {
    const { digits, ...rest } = numberOf(drawing, read);
    return { ...rest, boxes: digits.map(({ box }) => box), touching: digits.map(({ isTouching }) => isTouching) };
  });
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with twin_page(browser) as page:
        yield page


def composed(count: int) -> Iterator[Drawing]:
    """So many numbers with each kind of gap, somewhere on the pad, in strokes of any order; some on two lines."""
    random = np.random.default_rng(4)
    for gap in (apart, close, touching):
        for at, number in enumerate(numbers(styled(400, seed=3), count, gap)):
            drawing, _ = number.on_pad(random)
            yield on_two_lines(drawing) if at % 8 == 7 else drawing


def on_two_lines(drawing: Drawing) -> Drawing:
    """A drawing twice, one below the other."""
    above = drawing.moved(0.5)
    return Drawing((*above.strokes, *above.moved(dy=0.5).strokes))


def groups_of(drawing: Drawing) -> object:
    """What Python makes of a drawing, as the page's script returns it."""
    strokes = without_stray_dots(drawing).strokes
    if not strokes or len(strokes) > MOST_MARKS:
        return len(strokes)
    marks = cells_of(Drawing(strokes))
    groups = grouped(marks)
    own = [[marks[index] for index in group] for group in groups]
    return {
        "cells": [len(mark) for mark in marks],
        "groups": groups,
        "lines": lines_in([box_of(some) for some in own]),
        "sides": [sides_of(some) for some in own],
    }


def test_the_groups_are_pythons(page):
    drawings = [*composed(200), *next(written()), *next(nasty())]
    found = json.loads(page.evaluate(GROUPS, json.dumps([drawing.to_dict()["strokes"] for drawing in drawings])))
    expected = [groups_of(drawing) for drawing in drawings]
    differing = [at for at, pair in enumerate(zip(found, expected, strict=True)) if pair[0] != pair[1]]
    assert [(drawings[at], found[at], expected[at]) for at in differing[:1]] == []
    many = [some for some in expected if isinstance(some, dict)]
    assert len(drawings) >= 2600
    assert sum(len(some["groups"]) > 1 for some in many) > 450
    assert sum(some["lines"] > 1 for some in many) > 30
    assert sum(any(some["sides"]) for some in many) > 150


def test_the_numbers_are_pythons(page):
    reader = load_reader()
    two_lines = on_two_lines(next(composed(1)))
    crowd = Drawing.of([[(k / 200, 0.4), (k / 200, 0.6)] for k in range(MOST_MARKS + 1)], 0.01)
    drawings = [Drawing(), two_lines, crowd, *composed(7)]
    given = {
        "network": sent(reader.network),
        "thresholds": asdict(reader.config.thresholds),
        "drawings": [drawing.to_dict()["strokes"] for drawing in drawings],
    }
    blank, lines, many, *found = page.evaluate(NUMBERS, given)
    assert blank == {"text": "", "boxes": [], "touching": []}
    assert (lines["lines"], many["count"]) == (2, MOST_MARKS + 1)
    for drawing in (two_lines, crowd):
        with pytest.raises(UnreadablePicture):
            reader.read_number(drawing)
    for drawing, number in zip(drawings[3:], found, strict=True):
        expected = reader.read_number(drawing)
        assert number["text"] == expected.text
        assert number["boxes"] == [list(digit.box) for digit in expected.digits]
        assert number["touching"] == [digit.is_touching for digit in expected.digits]
    assert any(any(number["touching"]) for number in found)
