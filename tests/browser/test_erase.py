"""Erasing on the page, as people do."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from digit_model.drawing import MAX_STROKES
from tests.browser.old_links import old_link
from tests.browser.test_eraser import distances
from tests.browser.visitor import FOUR, INK, SEVEN

ACROSS = [[(0.2, 0.5), (0.8, 0.5)]]
DOWN = [[(0.5, 0.3), (0.5, 0.7)]]
CORNER = [[(0.45, 0.45), (0.8, 0.7)]]  # across both strokes of a four, where they meet


def inks(visitor, *places: tuple[float, float]) -> list[bool]:
    """Where of these the pad shows ink; one frame after the newest change."""
    visitor.sees()
    return [visitor.ink_at(*place) > 127 for place in places]


def lines(visitor) -> list[np.ndarray]:
    """The points of each stroke of the drawing at rest."""
    return [np.array(stroke["points"]) for stroke in visitor.page.evaluate("rested.strokes")]


def choose(visitor, strokes: list[dict[str, Any]]) -> None:
    """Put a drawing on the pad."""
    visitor.page.evaluate(
        "(strokes) => document.dispatchEvent(new CustomEvent('drawing-chosen', { detail: { strokes } }))", strokes
    )
    visitor.rests(len(strokes))


@pytest.fixture
def rubbing(used):
    """rubbing(lines, visitor): a visitor, or this one, who has drawn them and holds the eraser."""

    def rubbing(drawn: list[list[tuple[float, float]]], visitor: Any = None) -> Any:
        visitor = visitor or used()
        visitor.draw(drawn)
        visitor.rests(len(drawn))
        visitor.page.click("#erase")
        return visitor

    return rubbing


def test_a_stroke_that_is_crossed_falls_in_two_and_one_undo_brings_it_back(rubbing, visit):
    visitor = rubbing(ACROSS, visit())
    visitor.draw(DOWN)
    visitor.rests(2)
    left, right = lines(visitor)
    assert left[-1] == pytest.approx((0.44, 0.5), abs=0.003)
    assert right[0] == pytest.approx((0.56, 0.5), abs=0.003)
    places = [(x, 0.5) for x in (0.46, 0.475, 0.5, 0.525, 0.54)]
    assert inks(visitor, *places) == [True, False, False, False, True], "round ends reach half a pen into the track"
    visitor.page.keyboard.press("Control+z")
    visitor.rests(1)
    assert all(inks(visitor, *places))
    visitor.page.keyboard.press("Control+y")
    visitor.rests(2)
    assert inks(visitor, *places) == [True, False, False, False, True]
    visitor.page.click("#undo")
    visitor.page.click("#undo")
    visitor.rests(0)
    expect(visitor.page.locator("#undo")).to_be_disabled()


def test_ink_goes_while_the_eraser_moves_and_the_reading_follows(rubbing):
    visitor = rubbing(SEVEN)
    page = visitor.page
    visitor.answer_is("7")
    visitor.draw([[(0.2, 0.22), (0.5, 0.21)]], lift=False)
    assert inks(visitor, (0.4, 0.215), (0.65, 0.2)) == [False, True]
    page.evaluate(
        "window.readings = []; document.addEventListener('digit-read', ({ detail }) => readings.push(detail))"
    )
    box = page.locator("#pad canvas").bounding_box()
    for x, y in [(0.68, 0.2), (0.56, 0.5), (0.46, 0.84)]:
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=8)
    expect(page.locator("#answer")).to_have_attribute("data-verdict", "blank")
    read = page.evaluate("readings.map(({ strokes }) => strokes)")
    assert len(read) > 1
    assert read[-1] == []
    assert all(set(stroke) == {"width", "points"} for strokes in read for stroke in strokes)
    page.mouse.up()


def test_a_pad_that_is_rubbed_empty_invites_again(rubbing):
    visitor = rubbing(SEVEN)
    page = visitor.page
    invitation = page.locator("#pad .invite").first
    expect(invitation).to_be_hidden()
    visitor.draw(SEVEN)
    visitor.rests(0)
    visitor.answer_is("")
    expect(invitation).to_be_visible()
    expect(page.locator("#erase")).to_be_disabled()
    expect(page.locator("#erase")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#clear")).to_be_disabled()
    page.click("#undo")
    visitor.answer_is("7")


def test_a_tap_of_the_eraser_takes_a_dot_away(rubbing):
    visitor = rubbing([[(0.3, 0.3)], [(0.7, 0.7)]])
    visitor.draw([[(0.32, 0.28)]])
    visitor.rests(1)
    assert inks(visitor, (0.3, 0.3), (0.7, 0.7)) == [False, True]


def test_rubbing_beside_the_ink_takes_nothing_and_is_no_step_to_undo(rubbing, visit):
    visitor = rubbing([*ACROSS, *DOWN], visit())
    page = visitor.page
    page.click("#undo")
    visitor.rests(1)
    page.evaluate("window.readings = 0; document.addEventListener('digit-read', () => readings++)")
    visitor.draw([[(0.2, 0.57), (0.8, 0.57)], [(0.1, 0.1)]])
    expect(page.locator("#redo")).to_be_enabled()
    assert inks(visitor, (0.5, 0.525)) == [True], "not even the ink that the eraser's edge has touched"
    assert page.evaluate("readings") == 0
    page.click("#redo")
    visitor.rests(2)
    page.click("#undo")
    page.click("#undo")
    visitor.rests(0)
    expect(page.locator("#undo")).to_be_disabled()


def test_the_pad_shows_what_is_read(rubbing):
    """Every pixel of the pad, but those on the ink's very edge, against the strokes that were read."""
    visitor = rubbing(FOUR)
    visitor.draw(CORNER)
    visitor.rests(4)
    strokes = visitor.page.evaluate("rested.strokes")
    inks(visitor)
    side, shown = visitor.page.evaluate(
        """(() => {
          const { width, height } = document.querySelector("#pad canvas");
          const { data } = document.querySelector("#pad canvas").getContext("2d").getImageData(0, 0, width, height);
          return [width, [...data].filter((_, i) => i % 4 === 0)];
        })()"""
    )
    shown = (255 - np.array(shown).reshape(side, side)) * 255 / (255 - INK)
    middles = (np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2) + 0.5) / side
    outside = np.min([distances(middles, s["points"]) - s["width"] / 2 for s in strokes], axis=0).reshape(side, side)
    assert (shown[outside < -1 / side] > 254.5).all()
    assert (shown[outside > 1 / side] < 0.5).all()
    assert (shown > 127).sum() > 0.04 * side * side


@pytest.mark.parametrize(("eraser", "pen"), [("0.02", 0.12), ("0.12", 0.02)])
def test_an_eraser_of_another_width_than_the_pen_leaves_a_gap_that_is_seen(used, eraser, pen):
    visitor = used()
    choose(visitor, [{"width": pen, "points": [[0.2, 0.5], [0.8, 0.5]]}])
    visitor.page.locator("#width").fill(eraser)
    visitor.page.click("#erase")
    visitor.draw(DOWN)
    visitor.rests(2)
    assert inks(visitor, (0.3, 0.5), (0.5, 0.5), (0.7, 0.5)) == [True, False, True]


def test_an_eraser_beyond_the_pad_does_not_rub_along_its_edge(rubbing):
    visitor = rubbing([[(0.97, 0.1), (0.97, 0.9)]])
    visitor.draw([[(0.7, 0.2), (1.3, 0.2), (1.3, 0.8)]])
    visitor.rests(2)
    assert inks(visitor, (0.97, 0.2), (0.97, 0.5), (0.97, 0.8)) == [False, True, True]


def test_a_cut_that_a_full_drawing_has_no_room_for_is_refused_and_others_are_made(used):
    visitor = used()
    page = visitor.page
    choose(
        visitor,
        [{"width": 0.06, "points": [[0.3, 0.2], [0.7, 0.2]]}] * (MAX_STROKES - 1)
        + [{"width": 0.06, "points": [[0.5, 0.7]]}],
    )
    full = page.locator("[data-status=full]")
    page.click("#erase")
    visitor.draw([[(0.5, 0.2)]])
    expect(full).to_be_visible()
    assert inks(visitor, (0.5, 0.2)) == [True]
    visitor.draw([[(0.5, 0.7)]])
    visitor.rests(MAX_STROKES - 1)
    expect(full).to_be_hidden()
    page.click("#undo")
    visitor.rests(MAX_STROKES)
    page.click("#undo")
    visitor.rests(0)


OLD = [
    {"width": 0.06, "points": [[0.2, 0.5], [0.8, 0.5]]},
    {"width": 0.12, "points": [[0.5, 0.3], [0.5, 0.7]], "erases": True},
    {"width": 0.06, "points": [[0.1, 0.8], [1.2, 0.8]]},
]
NEW = [
    {"width": 0.06, "points": [[0.2, 0.5], [0.44, 0.5]]},
    {"width": 0.06, "points": [[0.56, 0.5], [0.8, 0.5]]},
    {"width": 0.06, "points": [[0.1, 0.8], [1, 0.8]]},
]


def test_an_old_link_with_an_erasing_stroke_shows_what_it_showed(visit):
    visitor = visit(path="/#" + old_link(OLD))
    visitor.rests(3)
    assert visitor.page.evaluate("rested.strokes") == NEW
    assert inks(visitor, (0.3, 0.5), (0.5, 0.5), (0.7, 0.5), (0.5, 0.8)) == [True, False, True, True]
    expect(visitor.page.locator("#link")).to_have_value(visitor.page.url.split("#")[0] + "#" + old_link(NEW))


def test_a_drawing_that_the_tab_has_kept_since_an_old_version_comes_back_as_ink(visit):
    visitor = visit(script=f"sessionStorage.setItem('digit-x-ray drawing', {json.dumps(json.dumps(OLD))})")
    visitor.rests(3)
    assert visitor.page.evaluate("rested.strokes") == NEW
