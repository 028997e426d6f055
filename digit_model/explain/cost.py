"""What a network costs: its parameters, and the multiplications of one reading."""

from __future__ import annotations

from copy import deepcopy

import torch
from torch import Tensor, nn

from digit_model.network import StagedNet
from digit_model.page import SIDE


def parameters(network: nn.Module) -> int:
    """How many numbers a network, or a stage of one, has learned.

    >>> from digit_model.variants import VARIANTS
    >>> parameters(VARIANTS["talk"]()), multiplications(VARIANTS["talk"]())
    (30074, 1041312)
    """
    return sum(parameter.numel() for parameter in network.parameters())


def multiplications(network: StagedNet) -> int:
    """How many products one digit takes: every weight is used once for each place of its layer's map."""
    counts: list[int] = []

    def count(layer: nn.Module, _: tuple[Tensor, ...], activation: Tensor) -> None:
        counts.append(layer.weight.numel() * activation[0, 0].numel())

    watched = deepcopy(network)  # a hook would also count what others read meanwhile
    for layer in watched.modules():
        if isinstance(layer, nn.Conv2d | nn.Linear):
            layer.register_forward_hook(count)
    with torch.inference_mode():
        watched(torch.zeros(1, 1, SIDE, SIDE))
    return sum(counts)
