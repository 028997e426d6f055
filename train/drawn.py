"""Training digits drawn on the pad: real pen strokes and styles written in code, varied as strokes, then read the way
that the page reads them.

Varying strokes and not their pixels keeps the pen a pen: a slanted or stretched digit has round strokes of one width.
"""

from __future__ import annotations

import numpy as np
import torch

from digit_model.ink import ink_from, ink_from_drawing
from digit_model.network import to_batch
from digit_model.preprocess import digit_from_ink
from train.data import Digits
from train.strokes import PAD, PenDigit, normalised

SIZES = ((0.18, 0.45), (0.45, 0.9))  # small and large digits, longer side, shares of the pad
PENS = (0.02, 0.08)  # pad units, 6 to 22 pixels


def drawn(digits: list[PenDigit], copies: int, seed: int) -> Digits:
    """Each digit ``copies`` times, drawn differently each time.

    The same (digits, copies, seed) give the same pictures. About 0.7 ms a picture.
    """
    random = np.random.default_rng(seed)
    every = digits * copies
    images = [drawn_digit(digit, random) for digit in every]
    return Digits(to_batch(images), torch.tensor([digit.label for digit in every], dtype=torch.int64))


def drawn_digit(digit: PenDigit, random: np.random.Generator) -> np.ndarray:
    """One digit drawn somewhere on the pad by another hand, as the network sees it; half in the pen it was drawn with.

    Shape: -> (28, 28), float32, ink in [0, 1].
    """
    hand = PenDigit(normalised(varied(digit.lines, random)), digit.label, digit.writer)
    height = random.uniform(*SIZES[random.integers(len(SIZES))])
    pen = min(random.uniform(*PENS), 0.26 * height)
    drawing = hand.drawing(height, pen, *random.uniform(0, 1 - height, size=2))
    return digit_from_ink(ink_from(drawing) if random.random() < 0.5 else ink_from_drawing(drawing, PAD))


def varied(lines: tuple[np.ndarray, ...], random: np.random.Generator) -> list[np.ndarray]:
    """The same strokes by another hand: turned, slanted, stretched, wavering, in some cases jerky as with a mouse.

    Shape: strokes of (points, 2) -> the same.  Units: the digit's longer side is 1.
    """
    angle, slant = np.radians(random.normal(0, 6)), random.normal(0, 0.15)
    stretch = np.exp(random.normal(0, 0.12))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    matrix = np.array([[stretch, 0], [-slant, 1 / stretch]]) @ turn
    # A hand wavers slowly: a few sine waves along the path and across the page.
    waves = random.normal(0, 0.018, size=(3, 2)), random.uniform(2, 9, size=(3, 2)), random.uniform(0, 7, size=(3, 1))
    jerk = 0.012 if random.random() < 0.2 else 0.0
    result = []
    for line in lines:
        moved = line @ matrix + jerk * random.normal(size=line.shape)
        for size, frequency, phase in zip(*waves, strict=True):
            moved = moved + size * np.sin(line @ frequency + phase)[:, None]
        result.append(moved)
    return result
