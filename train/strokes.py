"""One digit that somebody drew, as pen strokes; where they come from is in ``train.sources``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from digit_model import Drawing

PAD = 280  # pixels; the side of the pad that most demos have, on which pictures of drawings are made
NOT_A_DIGIT = -1  # the label of what is none
# People cannot tell these letters from digits either.
LOOK_LIKE_DIGITS = frozenset("OoIliSsZzBbgq")


@dataclass(frozen=True)
class PenDigit:
    """One digit that somebody drew, or something else, labelled NOT_A_DIGIT.

    ``lines``:  one array a stroke, (points, 2), x right, y down; the longer side is 1, the corner at (0, 0).
    ``writer``: the source and the writer's name in it, such as "pendigits/12"; "code" where nobody drew it.
    """

    lines: tuple[np.ndarray, ...]
    label: int
    writer: str

    def drawing(self, height: float, pen: float, left: float, top: float) -> Drawing:
        """As drawn on the pad: longer side ``height``, corner of the ink at (left, top), all in pad units."""
        shift = np.array([left, top]) + pen / 2
        return Drawing.of([line * (height - pen) + shift for line in self.lines], pen)


def normalised(lines: list[np.ndarray]) -> tuple[np.ndarray, ...]:
    """The same lines, their corner at (0, 0) and their longer side 1."""
    points = np.concatenate(lines)
    corner, size = points.min(axis=0), np.ptp(points, axis=0).max()
    return tuple((line - corner) / (size or 1) for line in lines)
