"""One scale for every activation on the page: the same value has the same colour in every place.

Activations of one network span two orders of magnitude from stage to stage, so the scale is linear around zero and
logarithmic beyond (the inverse hyperbolic sine): small values in the first stage and large logits are both visible.
"""

from __future__ import annotations

import numpy as np

LINEAR = 0.5  # below about this magnitude the scale is linear
LIMIT = 8.0  # values beyond +-LIMIT have the scale's last colour
STEPS = 127  # colours on either side of zero
TICKS = (-8, -2, -0.5, 0, 0.5, 2, 8)


def position(values: np.ndarray | float) -> np.ndarray:
    """Where values lie on the scale: -1 at -LIMIT, 0 at zero, 1 at LIMIT.

    >>> position(np.array([-99.0, 0.0, 8.0])).tolist()
    [-1.0, 0.0, 1.0]
    """
    size = np.abs(values) / LINEAR
    # The inverse hyperbolic sine in numpy's fast functions: a drawing has 47,000 values, at every move of the pen.
    return np.copysign(np.minimum(np.log(size + np.sqrt(size * size + 1)) / np.arcsinh(LIMIT / LINEAR), 1), values)


def colour_codes(values: np.ndarray) -> bytes:
    """One byte a value: STEPS is zero, 0 the most negative colour, 2 * STEPS the most positive."""
    return np.rint(position(values) * STEPS + STEPS).astype(np.uint8).tobytes()
