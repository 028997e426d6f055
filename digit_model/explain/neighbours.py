"""Which real digits does the network find most like this one?

Alike is what the network itself finds alike: digits whose activations, just before the last stage makes ten logits of
them, point the same way. The angle and not the distance, because a weighted sum grows with the length of what it
weighs: the same features twice as strong lead to the same answer, more surely.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import normalize

from digit_model.explain.sample import load_sample
from digit_model.network import StagedNet, to_batch

BATCH = 250  # digits in a pass over the sample: the first convolutions' activations then take some 15 MB each


@dataclass(frozen=True)
class Neighbour:
    """A digit of the sample.

    ``index``: its place in the sample; ``label``: what it is, 0..9; ``similarity``: cosine, -1..1, 1 for the same.
    ``digit``: (28, 28), float32, ink in [0, 1].
    """

    index: int
    label: int
    similarity: float
    digit: np.ndarray


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The sample as one network sees it; its activations are computed once, when they are first needed."""

    network: StagedNet
    _computing: Lock = field(default_factory=Lock, repr=False)

    def nearest(self, digit: np.ndarray, count: int = 5) -> list[Neighbour]:
        """The ``count`` digits of the sample most similar to this one, the most similar first.

        Shape: (28, 28), ink in [0, 1]. The first call of a network takes seconds, and others wait for it.
        """
        with self._computing:  # else two visitors who come together compute it twice
            known = self._directions
        similarities = (known @ directions(self.network, to_batch([digit]))[0]).clamp(-1, 1)
        digits, labels = load_sample()
        return [
            Neighbour(index, int(labels[index]), float(similarities[index]), digits[index].astype(np.float32) / 255)
            for index in similarities.argsort(descending=True, stable=True)[:count].tolist()
        ]

    @cached_property
    def _directions(self) -> Tensor:
        digits, _ = load_sample()
        batches = torch.from_numpy(digits.astype(np.float32) / 255).unsqueeze(1).split(BATCH)
        return torch.cat([directions(self.network, batch) for batch in batches])


@torch.inference_mode()
def directions(network: StagedNet, batch: Tensor) -> Tensor:
    """Where the activations point that go into the network's last stage.

    Shape: (N, 1, 28, 28) -> (N, D), each row of length 1; of length 0 if no feature is active at all.
    """
    return normalize(network[:-1](batch).flatten(1), dim=1)
