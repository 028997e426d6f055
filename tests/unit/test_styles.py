"""Styles written in code: each makes its own digit, in its share, with the marks that its name promises."""

from __future__ import annotations

import numpy as np
import pytest

from train.styles import DIGIT_SHARES, STYLES, share_of, styled
from train.styles.pen import curve, rounded

SEEDS = range(25)


def drawings(style: str) -> list[list[np.ndarray]]:
    """What a style draws before any hand varies it."""
    return [STYLES[style].draw(np.random.default_rng(seed)) for seed in SEEDS]


def inside(point: np.ndarray, loop: np.ndarray) -> bool:
    """Whether a ray from the point to the right crosses the closed loop an odd number of times."""
    (x0, y0), (x1, y1) = loop.T, np.roll(loop, -1, axis=0).T
    spans = (y0 > point[1]) != (y1 > point[1])
    at = x0[spans] + (point[1] - y0[spans]) / (y1[spans] - y0[spans]) * (x1[spans] - x0[spans])
    return bool((at > point[0]).sum() % 2)


def crossings(a: np.ndarray, b: np.ndarray) -> int:
    """How often two paths cross, from the signs of the areas of their pieces' triangles."""

    def side(p: np.ndarray, q: np.ndarray, r: np.ndarray) -> np.ndarray:
        return np.sign(
            (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (r[..., 0] - p[..., 0])
        )

    p, q, r, s = a[:-1, None], a[1:, None], b[None, :-1], b[None, 1:]
    return int(((side(p, q, r) != side(p, q, s)) & (side(r, s, p) != side(r, s, q))).sum())


@pytest.mark.parametrize("name", STYLES)
def test_every_style_draws_its_digit_differently_each_time(name):
    digits = styled(30, 0, name)
    assert {digit.label for digit in digits} == {STYLES[name].digit}
    assert len({b"".join(line.tobytes() for line in digit.lines) for digit in digits}) == 30
    for digit in digits:
        points = np.concatenate(digit.lines)
        assert np.isfinite(points).all()
        assert points.min() == pytest.approx(0)
        assert np.ptp(points, axis=0).max() == pytest.approx(1)


def test_the_same_seed_writes_the_same_and_another_writes_otherwise():
    once, again, other = (styled(60, seed) for seed in (1, 1, 2))
    for a, b in zip(once, again, strict=True):
        assert a.label == b.label
        assert all(np.array_equal(p, q) for p, q in zip(a.lines, b.lines, strict=True))
    assert [digit.label for digit in once] != [digit.label for digit in other]


@pytest.mark.parametrize("count", [0, 1, 7, 1000])
def test_digits_and_styles_come_in_their_shares(count):
    labels = np.bincount([digit.label for digit in styled(count, 0)], minlength=10)
    assert labels.sum() == count
    assert np.abs(labels - count * np.array(DIGIT_SHARES)).max() <= 1
    assert sum(DIGIT_SHARES) == pytest.approx(1)
    assert sum(map(share_of, STYLES.values())) == pytest.approx(1)
    assert {style.digit for style in STYLES.values()} == set(range(10))
    assert all(name == style.name for name, style in STYLES.items())


def test_a_style_that_does_not_exist_is_named():
    with pytest.raises(KeyError, match="runic nine"):
        styled(1, 0, "runic nine")


def test_a_slash_runs_through_its_loop_and_often_far_beyond_it():
    outside = 0
    for loop, slash in drawings("slashed zero"):
        assert inside(slash[len(slash) // 2], loop)
        assert 0.3 < np.hypot(*(slash[-1] - slash[0])) < 2
        outside += crossings(slash, np.concatenate([loop, loop[:1]])) >= 2
    assert outside > len(SEEDS) / 2


def test_a_run_on_slash_is_the_end_of_the_loops_own_stroke():
    for strokes in drawings("run-on slashed zero"):
        (stroke,) = strokes
        loop, slash = stroke[:48], stroke[-9:]
        assert inside(slash.mean(axis=0), loop)


def test_a_dot_lies_in_its_loop():
    for loop, dot in drawings("dotted zero"):
        assert all(inside(point, loop) for point in dot)
        assert np.ptp(dot, axis=0).max() < 0.15


@pytest.mark.parametrize("name", ["footed one", "flagged and footed one"])
def test_a_foot_lies_at_the_bottom_on_both_sides_of_the_stem(name):
    for strokes in drawings(name):
        points = np.concatenate(strokes)
        assert 0.9 < points[-1, 1] < 1.15
        low = points[points[:, 1] > 0.9]
        assert low[:, 0].min() < -0.04
        assert low[:, 0].max() > 0.04


def test_a_flag_rises_to_the_top_of_the_stem():
    for strokes in drawings("flagged one"):
        start, top = strokes[0][0], np.concatenate(strokes)[:, 1].min()
        stem_top = strokes[-1][strokes[-1][:, 1].argmin()]
        assert start[0] < stem_top[0], "the flag is on the left"
        assert start[1] > top + 0.02, "and lower"


@pytest.mark.parametrize("name", ["crossed seven", "curled crossed seven"])
def test_a_bar_crosses_the_stem_of_a_seven(name):
    for body, bar in drawings(name):
        assert crossings(bar, body) == 1


def test_an_open_four_is_open_and_a_closed_one_closed():
    for angle, stem in drawings("open four"):
        assert np.hypot(*(stem - angle[0]).T).min() > 0.1
    for angle, stem in drawings("closed four"):
        assert np.hypot(*(stem - angle[0]).T).min() < 0.1


def test_a_curve_meets_its_points_and_a_cut_corner_keeps_the_ends():
    corners = [(0, 0), (1, 0), (1, 1)]
    bow = curve(*corners)
    assert all(np.abs(bow - corner).sum(axis=1).min() < 1e-9 for corner in corners)
    cut = rounded(np.array(corners, dtype=float), 0.1)
    assert cut[[0, -1]].tolist() == [[0, 0], [1, 1]]
    assert 0.03 < np.hypot(*(cut - [1, 0]).T).min() < 0.15
    dot = np.zeros((1, 2))
    assert rounded(dot, 0.1) is dot
