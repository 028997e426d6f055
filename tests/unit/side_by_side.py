"""Drawings of digits side by side, as far apart as asked."""

from __future__ import annotations

import numpy as np

from digit_model import Drawing

ZERO = [(0.5 + 0.2 * np.cos(a), 0.5 - 0.35 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 30)]


def beside(*digits: list, gap: float = 0.25) -> Drawing:
    """Digits side by side, in pad units, each as high as the pad; so far apart."""
    lines, right = [], 0.0
    for digit in digits:
        left = min(x for line in digit for x, _ in line) - right
        placed = [[(x - left, y) for x, y in line] for line in digit]
        right = max(x for line in placed for x, _ in line) + gap
        lines += placed
    return Drawing.of(lines, 0.05)
