"""The eraser's geometry on its own: eraser.js alone, in the browser, against samples of the strokes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser

from digit_model.drawing import MAX_POINTS
from tests.browser.modules import blank_page

NEAR = 2e-4  # pad units; points are rounded to half of it
SPECK = 0.25  # of the pen's width: what is left of a stroke and is no longer goes too

Line = list[list[float]]


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Callable[[str, Any], Any]]:
    """run(expression, given): what eraser.js makes of it in the browser."""
    with blank_page(browser) as page:
        imported = 'const { cut } = await import("/lib/drawing/eraser.js");'
        yield lambda expression, given: page.evaluate(f"async (given) => {{ {imported} return {expression}; }}", given)


def ink(*lines: Line, width: float = 0.06) -> list[dict[str, Any]]:
    return [{"width": width, "points": line} for line in lines]


def sampled(line: Line, step: float = 5e-4) -> np.ndarray:
    """Points on a line, (n, 2), no further from each other than the step."""
    line = line if len(line) > 1 else [*line, *line]
    legs = list(zip(np.array(line[:-1]), np.array(line[1:]), strict=True))
    shares = [np.linspace(0, 1, 2 + int(np.hypot(*(q - p)) / step))[:, None] for p, q in legs]
    return np.concatenate([p + share * (q - p) for (p, q), share in zip(legs, shares, strict=True)])


def distances(points: np.ndarray, line: Line) -> np.ndarray:
    """Of each point from the nearest place on the line, (n,)."""
    line = line if len(line) > 1 else [*line, *line]
    nearest = np.full(len(points), np.inf)
    for p, q in zip(np.array(line[:-1]), np.array(line[1:]), strict=True):
        length = (q - p) @ (q - p)
        share = np.clip((points - p) @ (q - p) / length, 0, 1) if length else np.zeros(len(points))
        nearest = np.minimum(nearest, np.hypot(*(points - p - share[:, None] * (q - p)).T))
    return nearest


def random_line(rng: np.random.Generator) -> Line:
    """A dot, a few long legs, a wavering line of short ones, or one on a grid with corners met twice."""
    kind = rng.integers(4)
    if kind == 0:
        points = rng.uniform(0.2, 0.8, (1, 2))
    elif kind == 1:
        points = rng.uniform(0, 1, (rng.integers(2, 6), 2))
    elif kind == 2:
        points = rng.uniform(0.3, 0.7, 2) + np.cumsum(rng.normal(0, 0.02, (40, 2)), axis=0)
    else:
        points = rng.integers(2, 6, (6, 2)) / 8
    return points.clip(0, 1).round(4).tolist()


def random_cuts(count: int) -> list[tuple[Line, float, Line, float]]:
    """line, width, path, radius"""
    rng = np.random.default_rng(0)
    widths = rng.choice([0.02, 0.06, 0.12], (count, 2))
    return [(random_line(rng), float(a), random_line(rng), float(b)) for a, b in widths]


def runs(mask: np.ndarray) -> list[np.ndarray]:
    """The numbers of the true values, each run of neighbours on its own."""
    places = np.flatnonzero(mask)
    return np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if len(places) else []


def longer_side(points: np.ndarray) -> float:
    return float(np.ptp(points, axis=0).max())


def test_what_lies_within_reach_is_gone_and_all_else_is_there(run):
    cuts = random_cuts(400)
    given = [[ink(line, width=width), path, radius] for line, width, path, radius in cuts]
    touched = 0
    for (line, width, path, radius), pieces in zip(cuts, run("given.map((one) => cut(...one))", given), strict=True):
        reach = radius if width <= radius else (radius + width) / 2
        samples = sampled(line)
        away = distances(samples, path)
        assert all(piece["width"] == width for piece in pieces)
        if away.min() > reach + NEAR:
            assert pieces == ink(line, width=width)
            continue
        if away.min() > reach - NEAR:
            continue  # so close that rounding decides
        touched += 1
        for piece in pieces:
            left = sampled(piece["points"])
            assert distances(left, path).min() > reach - NEAR
            assert distances(left, line).max() < NEAR
            assert longer_side(left) > SPECK * width
        there = np.min([np.full(len(samples), np.inf), *(distances(samples, p["points"]) for p in pieces)], axis=0)
        for part in runs(away > reach + NEAR):
            if longer_side(samples[part]) > SPECK * width + 5e-3:
                assert there[part].max() < NEAR
    assert touched > 150


def test_rubbing_again_in_the_same_place_takes_nothing_away(run):
    given = [[ink(line, width=width), path, radius] for line, width, path, radius in random_cuts(400)]
    again = """given.map(([strokes, path, radius]) => {
      const once = cut(strokes, path, radius);
      return cut(once, path, radius) === once;
    })"""
    assert all(run(again, given))


def test_a_stroke_that_is_crossed_twice_falls_in_three_and_the_others_are_as_they_were(run):
    strokes = ink([[0.1, 0.3], [0.9, 0.3]], [[0.1, 0.5], [0.5, 0.5], [0.9, 0.5]], [[0.1, 0.9]])
    path = [[0.3, 0.5], [0.3, 0.62], [0.7, 0.62], [0.7, 0.5]]
    pieces = ink([[0.1, 0.5], [0.24, 0.5]], [[0.36, 0.5], [0.5, 0.5], [0.64, 0.5]], [[0.76, 0.5], [0.9, 0.5]])
    assert run("cut(...given)", [strokes, path, 0.06]) == [strokes[0], *pieces, strokes[2]]
    assert run("cut(...given)[0] === given[0][0]", [strokes, path, 0.06])
    assert run("cut(...given) === given[0]", [strokes, [[0.5, 0.7]], 0.06]), "nothing is within reach"


@pytest.mark.parametrize(("width", "gap"), [(0.02, 0.1), (0.06, 0.06), (0.12, 0.06), (0.24, 0.06)])
def test_across_a_pen_of_any_width_a_gap_is_seen(run, width, gap):
    """Half of the eraser's track, or the whole of it but for the round ends where the pen is thinner."""
    left, right = run("cut(...given)", [ink([[0.1, 0.5], [0.9, 0.5]], width=width), [[0.5, 0.4], [0.5, 0.6]], 0.06])
    assert right["points"][0][0] - left["points"][-1][0] - width == pytest.approx(gap, abs=NEAR)


@pytest.mark.parametrize("left", [0.012, 0.018])
def test_a_speck_goes_and_a_piece_stays(run, left):
    edge = round(0.5 - 0.06 - left, 4)
    pieces = run("cut(...given)", [ink([[edge, 0.5], [0.5, 0.5]]), [[0.5, 0.5]], 0.06])
    assert [piece["points"] for piece in pieces] == ([] if left < SPECK * 0.06 else [[[edge, 0.5], [0.44, 0.5]]])


def test_the_fullest_drawing_is_cut_within_a_frame(run):
    """Milliseconds, the best of 30: a busy machine is no failure."""
    rng = np.random.default_rng(0)
    steps = rng.uniform(-0.01, 0.01, (MAX_POINTS, 2))
    line = np.abs((0.5 + np.cumsum(steps, axis=0) + 1) % 2 - 1).round(4).tolist()  # turned back at the pad's edges
    times = """Array.from({ length: 30 }, (_, i) => {
      const started = performance.now();
      cut(given, [[0.3 + i / 100, 0.5], [0.31 + i / 100, 0.51]], 0.06);
      return performance.now() - started;
    })"""
    assert min(run(times, ink(line))) < 16
