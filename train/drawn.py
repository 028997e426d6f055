"""Training digits drawn on the pad: real pen strokes and styles written in code, varied as strokes, then read the way
that the page reads them.

Varying strokes and not their pixels keeps the pen a pen: a slanted or stretched digit has round strokes of one width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from tqdm import tqdm

from digit_model.ink import ink_from_drawing
from digit_model.page import FULL, SIDE, page_through
from digit_model.path import page_from
from digit_model.preprocess import INK_TO_DIGIT
from train.data import Digits
from train.strokes import PAD, PenDigit, normalised

SIZES = ((0.18, 0.45), (0.45, 0.9))  # small and large digits, longer side, shares of the pad
PENS = (0.02, 0.08)  # pad units, 6 to 22 pixels
WIDEST = 0.22  # share of the digit's longer side; a wider pen fills the loops
POOL = 2  # pictures in a pool for each that an epoch takes


@dataclass(frozen=True)
class Pool:
    """Pictures drawn once, from which every epoch takes others.

    ``levels``: (N, 1, 28, 28), uint8, 0 paper .. 255 ink; ``labels``: (N,), int64; ``an_epoch``: how many it takes.
    """

    levels: Tensor
    labels: Tensor
    an_epoch: int

    def pick(self, generator: torch.Generator) -> Digits:
        """An epoch's pictures."""
        chosen = torch.randperm(len(self.labels), generator=generator)[: self.an_epoch].to(self.labels.device)
        return Digits(self.levels[chosen].float() / FULL, self.labels[chosen])

    def to(self, device: torch.device) -> Pool:
        """The same pool on another device."""
        return Pool(self.levels.to(device), self.labels.to(device), self.an_epoch)


def drawn(digits: Sequence[PenDigit], an_epoch: int, seed: int, title: str = "") -> Pool:
    """``POOL`` times as many pictures as an epoch takes, all digits equally often, each time drawn differently.

    The same (digits, an_epoch, seed) give the same pictures. About 0.6 ms a picture, with a progress bar.
    """
    random = np.random.default_rng(seed)
    order = random.permutation(len(digits))
    every = [digits[index] for index in np.resize(order, POOL * an_epoch if digits else 0)]
    levels = [drawn_digit(digit, random) for digit in tqdm(every, desc=f"drawing {title}", leave=False)]
    return Pool(
        torch.from_numpy(np.array(levels, dtype=np.uint8).reshape(-1, 1, SIDE, SIDE)),
        torch.tensor([digit.label for digit in every], dtype=torch.int64),
        an_epoch,
    )


def drawn_digit(digit: PenDigit, random: np.random.Generator) -> np.ndarray:
    """One digit drawn somewhere on the pad by another hand, as the network sees it; half as pictures, in their own pen.

    Shape: -> (28, 28), uint8, 0 paper .. 255 ink.
    """
    hand = PenDigit(normalised(varied(digit.lines, random)), digit.label, digit.writer)
    height = random.uniform(*SIZES[random.integers(len(SIZES))])
    pen = min(random.uniform(*PENS), WIDEST * height)
    drawing = hand.drawing(height, pen, *random.uniform(0, 1 - height, size=2))
    if random.random() < 0.5:
        return page_from(drawing).levels
    return page_through(INK_TO_DIGIT, ink_from_drawing(drawing, PAD)).levels


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
