"""The training data: MNIST, and a sample of it that needs no download.

Everything lives in memory as tensors; 60,000 digits are 47 MB.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from digit_model.explain.sample import load_sample
from train.sources.mnist import TEST_FILES, TRAIN_FILES, load_mnist

VALIDATION = {"mnist": 5_000, "sample": 500}
# The one random choice of the splits, the same for every recipe and seed: validation digits never train anything.
SPLIT_SEED = 20_260_101


@dataclass(frozen=True)
class Digits:
    """``images``: (N, 1, 28, 28), float32, ink in [0, 1]; ``labels``: (N,), int64, 0..9, or -1 for no digit."""

    images: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def to(self, device: torch.device) -> Digits:
        """The same digits on another device."""
        return Digits(self.images.to(device), self.labels.to(device))

    def pick(self, indices: Tensor) -> Digits:
        """The digits at these positions, in this order."""
        return Digits(self.images[indices], self.labels[indices])


def joined(parts: Iterable[Digits]) -> Digits:
    """All digits of several sets, one set after the other."""
    every = list(parts)
    return Digits(torch.cat([part.images for part in every]), torch.cat([part.labels for part in every]))


def load_split(name: str, split: str, root: str | Path) -> Digits:
    """One split of a data set.

    ``name``: "mnist" or "sample"; ``split``: "train", "val" or "test" (which "sample" does not have).
    Raises: MissingData, DamagedData; ValueError for a split that does not exist.
    """
    if split == "test":
        if name != "mnist":
            raise ValueError(f'"{name}" has no test split; evaluate on val, or on MNIST')
        return _digits(*load_mnist(TEST_FILES, root))
    whole = _digits(*(load_mnist(TRAIN_FILES, root) if name == "mnist" else load_sample()))
    order = torch.randperm(len(whole), generator=torch.Generator().manual_seed(SPLIT_SEED))
    held_out = VALIDATION[name]
    if split == "val":
        return whole.pick(order[:held_out])
    if split == "train":
        return whole.pick(order[held_out:])
    raise ValueError(f'"{split}" is no split; there are train, val and test')


def _digits(images: np.ndarray, labels: np.ndarray) -> Digits:
    return Digits(
        torch.from_numpy(images.astype(np.float32) / 255).unsqueeze(1),
        torch.from_numpy(labels.astype(np.int64)),
    )
