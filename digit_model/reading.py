"""The answer for one picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from digit_model.verdict import Verdict


@dataclass(frozen=True)
class Reading:
    """What a network says of one picture, and all that it computed for that.

    ``candidates``:    the digits that may be the answer, most probable first: one for "digit", several for "unsure",
                       none for "not a digit" and "blank".
    ``probabilities``: (10,), sums to 1; zeros for "blank".
    ``digit``:         (28, 28), float32, ink in [0, 1]: what the network saw.
    ``placement``:     the rectangle (left, top, width, height) of the pad that the whole digit shows, in pad units; an
                       upright picture lies on the pad as ``page.on_pad`` says. None for "blank", and if only the digit
                       is known.
    ``trace``:         {stage name: activation}, in order, no batch axis; the last are the logits.
    """

    verdict: Verdict
    candidates: tuple[str, ...]
    probabilities: np.ndarray
    digit: np.ndarray
    trace: dict[str, np.ndarray]
    placement: tuple[float, float, float, float] | None = None

    def top(self, count: int = 3) -> dict[str, float]:
        """The ``count`` most probable digits, largest first: {"7": 0.981, ...}; {} for "blank"."""
        if self.verdict == "blank":
            return {}
        order = np.argsort(-self.probabilities, kind="stable")[:count]
        return {str(digit): float(self.probabilities[digit]) for digit in order}
