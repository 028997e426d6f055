"""A network as an ordered chain of named stages: the list of stages *is* the architecture."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from digit_model.page import SIDE


class StagedNet(nn.Sequential):
    """Stages that run one after the other, each with a name to ask for.

    Shape: batch (N, 1, 28, 28) -> logits (N, 10).

    >>> net = StagedNet({"flatten": nn.Flatten(), "fc": nn.Linear(784, 10)})
    >>> import torch; [(name, tuple(a.shape)) for name, a in net.trace(torch.zeros(2, 1, 28, 28)).items()]
    [('flatten', (2, 784)), ('fc', (2, 10))]
    """

    def __init__(self, stages: Mapping[str, nn.Module]) -> None:
        super().__init__(OrderedDict(stages))

    def walk(self, batch: Tensor) -> Iterator[tuple[str, Tensor]]:
        """Run the stages in order, yielding (name, activation) after each."""
        for name, stage in self.named_children():
            batch = stage(batch)
            yield name, batch

    def forward(self, batch: Tensor) -> Tensor:
        """The last stage's activation, the ten logits: (N, 1, 28, 28) -> (N, 10)."""
        for _, activation in self.walk(batch):
            batch = activation
        return batch

    def trace(self, batch: Tensor) -> dict[str, Tensor]:
        """Every stage's activation of one pass, {stage name: (N, ...)}, in order."""
        return dict(self.walk(batch))


def to_batch(digits: Sequence[np.ndarray]) -> Tensor:
    """Stack digits for the network.  Shape: N x (28, 28) -> (N, 1, 28, 28), float32, still ink in [0, 1]."""
    return torch.from_numpy(np.array(digits, dtype=np.float32).reshape(-1, 1, SIDE, SIDE))
