"""Links on their own: link.js and what it imports, in a blank page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser

from digit_model.drawing import MAX_POINTS, MAX_STROKES, MAX_WIDTH
from tests.browser.modules import blank_page
from tests.browser.old_links import old_link

LIMITS = {
    "maxStrokes": MAX_STROKES,
    "maxPoints": MAX_POINTS,
    "maxWidth": MAX_WIDTH,
    "maxOperations": 3,
    "largest": 100,
}
SITES = {"conv1": {"channels": 16, "takesKernel": True}, "fc1": {"channels": 16, "takesKernel": False}}
DOT = {"width": 0.06, "points": [[0.5, 0.5]]}
BLUR = [0.0625, 0.125, 0.0625, 0.125, 0.25, 0.125, 0.0625, 0.125, 0.0625]
OPEN = """(() => {
  try {
    return fromFragment(given, limits);
  } catch (error) {
    if (error instanceof DamagedLink) return "damaged";
    throw error;
  }
})()"""


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Callable[[str, Any], Any]]:
    """run(expression, given): what link.js makes of it in the browser."""
    with blank_page(browser) as page:
        page.evaluate(
            """async () => {
              for (const name of ["base32", "link"]) Object.assign(window, await import(`/parts/share/${name}.js`));
            }"""
        )
        page.evaluate("limits => (window.limits = limits)", LIMITS)
        yield lambda expression, given: page.evaluate(f"(given) => {expression}", given)


def random_stroke(rng: np.random.Generator, points: int) -> dict[str, Any]:
    return {"width": float(rng.uniform(0.001, MAX_WIDTH)), "points": rng.uniform(0, 1, (points, 2)).tolist()}


def test_a_link_brings_every_stroke_back_within_a_ten_thousandth_of_the_pad(run):
    rng = np.random.default_rng(0)
    drawings = [[random_stroke(rng, rng.integers(1, 40)) for _ in range(rng.integers(1, 8))] for _ in range(200)]
    drawings.append([random_stroke(rng, 1) for _ in range(MAX_STROKES)])
    drawings.append([{"width": MAX_WIDTH, "points": [[0, 0], [1, 1]] * (MAX_POINTS // 2)}])
    drawings.append([{"width": 0.06, "points": [[0.5, 0.5]] * 3}])
    opened = run("given.map((strokes) => fromFragment(toFragment(strokes, null, []), limits))", drawings)
    for drawing, link in zip(drawings, opened, strict=True):
        assert link["address"] is None
        for stroke, back in zip(drawing, link["strokes"], strict=True):
            assert np.abs(np.subtract(back["points"], stroke["points"])).max() <= 1e-4
            assert back["width"] == pytest.approx(stroke["width"], abs=1e-4)


def test_what_the_pad_has_rounded_comes_back_to_the_last_bit(run):
    rng = np.random.default_rng(1)
    points = [[round(x, 4), round(y, 4)] for x, y in rng.uniform(0, 1, (500, 2)).tolist()]
    drawing = [{"width": 0.065, "points": points}, {"width": 0.13, "points": points[:9]}]
    assert run("fromFragment(toFragment(given, null, []), limits).strokes", drawing) == drawing
    assert run("toFragment(given, null, [])", drawing) == old_link(drawing), "a page of an earlier version opens it too"


ACROSS = {"width": 0.06, "points": [[0.2, 0.5], [0.8, 0.5]]}
DOWN = {"width": 0.06, "points": [[0.5, 0.2], [0.5, 0.8]]}


def test_the_erasing_strokes_of_an_old_link_are_cut_out_of_what_was_drawn_before_them(run):
    rubbed = {"width": 0.12, "points": [[0.5, 0.49], [0.5, 0.51]], "erases": True}
    assert run("fromFragment(given, limits).strokes", old_link([ACROSS, rubbed, DOWN])) == [
        {"width": 0.06, "points": [[0.2, 0.5], [0.44, 0.5]]},
        {"width": 0.06, "points": [[0.56, 0.5], [0.8, 0.5]]},
        DOWN,
    ]
    everything = {"width": 0.12, "points": [[0, 0.5], [1, 0.5]], "erases": True}
    assert run("fromFragment(given, limits).strokes", old_link([ACROSS, everything])) == []


def test_an_old_link_that_would_cut_a_drawing_to_shreds_stays_within_what_a_pad_can_hold(run):
    """The first is without room for another stroke; the second would keep the browser busy for a minute."""
    rows = np.linspace(0, 1, MAX_STROKES - 1)
    full = [{"width": 0.001, "points": [[0, row], [1, row]]} for row in rows.round(4).tolist()]
    comb = {"width": 0.01, "points": [[0.5, 0], [0.5, 1]], "erases": True}
    zigzag = [[i % 2, round(i / (MAX_POINTS / 2), 4)] for i in range(MAX_POINTS // 2)]
    shreds = [{"width": 0.001, "points": zigzag}, {"width": 0.001, "points": zigzag, "erases": True}]
    for drawing in ([*full, comb], shreds):
        opened = run("fromFragment(given, limits).strokes", old_link(drawing))
        assert opened == drawing[:-1]


def test_an_old_link_with_points_beyond_the_pad_has_them_on_its_edge(run):
    beyond = {"width": 0.06, "points": [[-1, 0.5], [0.25, 2], [1.5, -0.0001]]}
    opened = run("fromFragment(given, limits).strokes", old_link([beyond]))
    assert opened == [{"width": 0.06, "points": [[0, 0.5], [0.25, 1], [1, 0]]}]


@pytest.mark.parametrize("address", ["conv1.3.12.13", "fc.9", "a&at=b #%日"])
def test_a_link_keeps_what_was_looked_at_whatever_it_is_called(run, address):
    assert run("fromFragment(toFragment(...given, []), limits)", [[DOT], address])["address"] == address


def off(channel: int, stage: str = "conv1", kernel: list[float] | None = None) -> dict[str, Any]:
    return {"stage": stage, "channel": channel, "kernel": kernel}


@pytest.mark.parametrize(
    "operations",
    [
        [off(15)],
        [off(0, kernel=BLUR), off(3, "fc1")],
        [off(1, kernel=[-100, 100, 1e-7, -0.1, 1 / 3, 0, 0, 0, 0])],
    ],
)
@pytest.mark.parametrize("address", [None, "conv1.3.12.13"])
def test_a_link_keeps_what_was_operated_on(run, operations, address):
    opened = run("fromFragment(toFragment(...given), limits)", [[DOT], address, operations])
    assert (opened["operations"], opened["address"]) == (operations, address)


@pytest.mark.parametrize(
    "operations",
    [
        [off(-1)],
        [off(0, kernel=BLUR[1:])],
        [off(0, kernel=[101, *BLUR[1:]])],
        [off(0, kernel=["", *BLUR[1:]])],
        [off(0, kernel=["x", *BLUR[1:]])],
        [off(0), off(0)],
        [off(0), off(1), off(2), off(3)],
    ],
)
def test_a_well_made_link_to_operations_that_no_page_offers_is_refused(run, operations):
    assert run(OPEN, run("toFragment(...given)", [[DOT], None, operations])) == "damaged"


@pytest.mark.parametrize(
    ("operation", "has_place"),
    [
        (off(15), True),
        (off(16), False),
        (off(0, kernel=BLUR), True),
        (off(0, "fc1"), True),
        (off(0, "fc1", BLUR), False),
        (off(0, "fc9"), False),
        (off(0, "conv1.0"), False),
        (off(0, "toString"), False),
    ],
)
def test_a_link_to_an_operation_that_another_network_has_a_place_for_is_opened(run, operation, has_place):
    fragment = run("toFragment(...given)", [[DOT], None, [operation]])
    assert run("fromFragment(given, limits).operations", fragment) == [operation]
    assert run("hasPlaceFor(...given)", [operation, SITES]) is has_place


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("https://a.hf.space/", "https://a.hf.space/#bAB"),
        ("https://a.hf.space/talk#old", "https://a.hf.space/talk#bAB"),
        ("https://a.hf.space/?__sign=ey.J0&view=stage&__theme=dark", "https://a.hf.space/?view=stage#bAB"),
        ("https://a.hf.space/?__theme=light&__sign=a&__sign=b", "https://a.hf.space/#bAB"),
        ("https://a.hf.space/?%5F_sign=secret", "https://a.hf.space/#bAB"),
    ],
)
def test_the_address_of_a_link_has_neither_the_visitors_token_nor_theme(run, page, link):
    assert run("linkTo(given, 'bAB')", page) == link


def test_a_link_that_was_cut_or_changed_anywhere_is_refused(run):
    given = [[random_stroke(np.random.default_rng(1), 12)], "conv1.3.12.13", [off(0, kernel=BLUR)]]
    whole = run("toFragment(...given)", given)
    cut = [whole[:length] for length in range(len(whole))]
    changed = [whole[:i] + other + whole[i + 1 :] for i in range(len(whole)) for other in "Az-!日" if other != whole[i]]
    wrong = [*cut, *changed, whole + "A", "a" + whole[1:], "flow"]
    assert set(run(f"given.map((given) => {OPEN})", wrong)) == {"damaged"}


@pytest.mark.parametrize(
    "strokes",
    [
        [],
        [{"width": 0.1, "points": []}],
        [{"width": 0.1, "points": [[0.5, 0.5]] * (MAX_POINTS + 1)}],
        [{"width": 0.1, "points": [[0.5, 0.5]]}] * (MAX_STROKES + 1),
        [{"width": 0.3, "points": [[0.5, 0.5]]}],
        [{"width": 0.1, "points": [[0.5, 2.01]]}],
        [{"width": 0.1, "points": [[-1.01, 0.5]]}],
    ],
)
def test_a_well_made_link_to_what_no_pad_can_hold_is_refused(run, strokes):
    assert run(OPEN, run("toFragment(given, null, [])", strokes)) == "damaged"
