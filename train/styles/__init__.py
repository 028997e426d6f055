"""Ways to write a digit that people use and that the data sets show too few of, as strokes written in code.

Each style has a name, so that a report can say how well it is read. Its proportions vary widely at random, and
``drawn.varied`` adds another hand's slant and wobble.
"""

from __future__ import annotations

import numpy as np

from train.strokes import PenDigit, normalised
from train.styles import four_seven, six_eight_nine, two_three_five, zero_one
from train.styles.pen import Lines, Random, Style, rounded

STYLES: dict[str, Style] = {
    style.name: style
    for style in sorted(
        zero_one.STYLES + two_three_five.STYLES + four_seven.STYLES + six_eight_nine.STYLES,
        key=lambda style: style.digit,
    )
}

# How often ``styled`` draws each digit, 0 to 9. Most mistakes were slashed zeros and flagged ones, then sevens, nines,
# fours and eights.
DIGIT_SHARES = (0.2, 0.2, 0.065, 0.065, 0.09, 0.06, 0.06, 0.09, 0.08, 0.09)


def styled(count: int, seed: int, style: str | None = None) -> list[PenDigit]:
    """So many digits in styles written in code: all of one style, or of all styles in their shares.

    The same arguments give the same digits. Each style's number is exact, up to one digit.
    Raises: KeyError for a style that does not exist.
    """
    random = np.random.default_rng(seed)
    names = [style] * count if style is not None else _names(count, random)
    return [_written(STYLES[name], random) for name in names]


def share_of(style: Style) -> float:
    """Of all digits that ``styled`` draws, the share in this style."""
    same_digit = sum(other.share for other in STYLES.values() if other.digit == style.digit)
    return DIGIT_SHARES[style.digit] * style.share / same_digit


def _names(count: int, random: Random) -> list[str]:
    """Names of styles in their shares, shuffled."""
    ends = np.cumsum([share_of(style) for style in STYLES.values()])
    places = np.searchsorted(ends / ends[-1], (np.arange(count) + 0.5) / count)
    every = list(STYLES)
    return [every[place] for place in random.permutation(places)]


def _written(style: Style, random: Random) -> PenDigit:
    lines: Lines = list(normalised(style.draw(random)))
    if random.random() < 0.5:  # a quick hand cuts corners
        radius = random.uniform(0.01, 0.035)
        lines = [rounded(path, radius) for path in lines]
    return PenDigit(normalised(lines), style.digit, writer="code")
