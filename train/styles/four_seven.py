"""Fours and sevens: open, closed, rounded, crossed and curled."""

from __future__ import annotations

import numpy as np

from train.styles.pen import Lines, Random, Style, bent, curve, flip, joined, line


def _open_four(r: Random) -> Lines:
    """An angle open at its top, and a stem through its bar or at the bar's end."""
    width, bar = r.uniform(0.52, 0.9), r.uniform(0.42, 0.7)
    stem = width * (r.uniform(0.6, 0.9) if flip(r, 0.7) else 1.0)
    tip = stem * r.uniform(-0.1, 0.5)
    angle = line((tip, r.uniform(-0.05, 0.15)), (0, bar), (width, bar + r.normal(0, 0.04)))
    start = r.uniform(-0.12, 0.2) if flip(r, 0.6) else r.uniform(0.2, bar - 0.1)
    return [angle, bent((stem, start), (stem - r.uniform(-0.05, 0.15), 1), r.normal(0, 0.02))]


def _round_four(r: Random) -> Lines:
    """Like a u whose right side runs on downwards."""
    width, low = r.uniform(0.48, 0.75), r.uniform(0.42, 0.62)
    top = r.uniform(-0.05, 0.12)
    cup = curve(
        (r.uniform(-0.02, 0.08), top), (0, low * 0.6), (width * 0.25, low), (width * 0.7, low - r.uniform(-0.02, 0.04)),
        (width, low * r.uniform(0.75, 0.95)),
    )  # fmt: skip
    foot = (width - r.uniform(-0.05, 0.2), 1)
    if flip(r, 0.4):  # in one stroke, up to the stem's top and down again
        return [joined(cup, line((width, r.uniform(-0.05, 0.15)), foot))]
    return [cup, bent((width, r.uniform(-0.08, 0.2)), foot, r.normal(0, 0.02))]


def _closed_four(r: Random) -> Lines:
    bar, stem = r.uniform(0.5, 0.75), r.uniform(0.35, 0.65)
    width = stem + (r.uniform(0.06, 0.15) if flip(r, 0.3) else r.uniform(0.15, 0.45))
    angle = line((stem, 0), (0, bar), (width, bar + r.normal(0, 0.03)))
    return [angle, line((stem + r.normal(0, 0.02), r.uniform(-0.06, 0.1)), (stem - r.uniform(-0.04, 0.1), 1))]


def _one_stroke_four(r: Random) -> Lines:
    """Down, across, up to the stem's top and down again, the pen never lifted."""
    width, bar = r.uniform(0.55, 0.8), r.uniform(0.45, 0.68)
    stem = width * r.uniform(0.65, 0.95)
    top = (stem + r.uniform(-0.02, 0.06), r.uniform(-0.05, 0.25))
    tip = (stem * r.uniform(0.1, 0.7), r.uniform(-0.05, 0.1))
    return [line(tip, (0, bar), (width, bar + r.normal(0, 0.03)), top, (stem - r.uniform(-0.04, 0.12), 1))]


def _top_bar(r: Random, width: float) -> np.ndarray:
    """From (0, ...) to (width, 0): straight, bowed or wavy, level or tilted."""
    start, kind = (0.0, r.normal(0, 0.05)), r.integers(3)
    if kind == 0:
        return line(start, (width, 0))
    if kind == 1:
        return bent(start, (width, 0), r.normal(0, 0.08))
    wave = r.uniform(0.02, 0.06)
    return curve(start, (width * 0.28, start[1] - wave), (width * 0.7, wave), (width, 0))


def _seven_stem(r: Random, width: float) -> np.ndarray:
    """From (width, 0) to the foot: straight, bowed or with a knee."""
    foot, kind = (width * r.uniform(-0.1, 0.85), 1.0), r.choice(3, p=[0.4, 0.35, 0.25])
    if kind == 0:
        return line((width, 0), foot)
    if kind == 1:
        return bent((width, 0), foot, r.normal(0.03, 0.06))
    knee = (foot[0] + (width - foot[0]) * r.uniform(0.15, 0.4), r.uniform(0.35, 0.6))
    return curve((width, 0), knee, foot)


def _serif(r: Random, start: np.ndarray) -> np.ndarray:
    """What leads to the top bar's start from below: a short upright line, a hook or a curl."""
    x, y = start
    down, kind = r.uniform(0.07, 0.2), r.integers(3)
    if kind == 0:
        return line((x + r.uniform(-0.04, 0.04), y + down), (x, y))
    if kind == 1:
        return curve((x + r.uniform(0.02, 0.1), y + down), (x - 0.03, y + down * 0.45), (x, y))
    size = r.uniform(0.03, 0.055)
    return curve((x + size, y + 2 * size), (x + 2 * size, y + size), (x + size, y), (x - size, y + size), (x, y))


def _seven(r: Random, serif: bool) -> np.ndarray:
    width = r.uniform(0.52 if serif else 0.45, 0.82)
    bar, stem = _top_bar(r, width), _seven_stem(r, width)
    parts = [_serif(r, bar[0])] if serif else []
    body = joined(*parts, bar, stem[1:])
    if flip(r, 0.15):  # a small curl at the foot
        (x, y), side = body[-1], -1 if flip(r, 0.6) else 1
        body = joined(
            body, curve((x, y), (x + side * 0.05, y + 0.02), (x + side * r.uniform(0.07, 0.13), y - 0.03))[1:]
        )
    return body


def _cross(r: Random, body: np.ndarray) -> np.ndarray:
    """The bar through a seven's stem: straight or wavy, level or tilted, high or low."""
    height, half = r.uniform(0.36, 0.66), r.uniform(0.12, 0.34)
    lower = body[body[:, 1] > 0.28]
    x = lower[np.abs(lower[:, 1] - height).argmin(), 0] + r.normal(0, 0.03)
    tilt = r.normal(0.02, 0.05)
    left, right = (x - half * r.uniform(0.8, 1.2), height + tilt), (x + half * r.uniform(0.8, 1.2), height - tilt)
    if flip(r, 0.6):
        return bent(left, right, r.normal(0, 0.04))
    wave = r.uniform(0.03, 0.07)
    return curve(left, (x - half * 0.5, height + tilt / 2 - wave), (x + half * 0.5, height - tilt / 2 + wave), right)


def _plain_seven(r: Random) -> Lines:
    return [_seven(r, serif=False)]


def _curled_seven(r: Random) -> Lines:
    return [_seven(r, serif=True)]


def _crossed_seven(r: Random) -> Lines:
    body = _seven(r, serif=False)
    return [body, _cross(r, body)]


def _curled_crossed_seven(r: Random) -> Lines:
    body = _seven(r, serif=True)
    return [body, _cross(r, body)]


def _run_on_crossed_seven(r: Random) -> Lines:
    """From the foot the pen turns back up, in a curl on the stem's left, and across the stem."""
    width, foot = r.uniform(0.45, 0.75), r.uniform(0.15, 0.4)
    bar = _top_bar(r, width)
    height, bulge = r.uniform(0.42, 0.58), foot - r.uniform(0.05, 0.18)
    middle = width + (foot - width) * height
    curl = curve(
        (foot, 1), (bulge + 0.02, 0.5 + height / 2), (bulge, height + 0.1), (bulge + 0.08, height),
        (middle + r.uniform(0.15, 0.3), height - r.uniform(-0.03, 0.06)),
    )  # fmt: skip
    serif = [_serif(r, bar[0])] if flip(r, 0.3) else []
    return [joined(*serif, bar, line((width, 0), (foot, 1))[1:], curl[1:])]


STYLES = (
    Style("open four", 4, _open_four, 0.35),
    Style("round four", 4, _round_four, 0.25),
    Style("closed four", 4, _closed_four, 0.25),
    Style("one-stroke four", 4, _one_stroke_four, 0.15),
    Style("plain seven", 7, _plain_seven, 0.2),
    Style("curled seven", 7, _curled_seven, 0.2),
    Style("crossed seven", 7, _crossed_seven, 0.25),
    Style("curled crossed seven", 7, _curled_crossed_seven, 0.15),
    Style("run-on crossed seven", 7, _run_on_crossed_seven, 0.15),
)
