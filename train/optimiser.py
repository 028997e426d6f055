"""How far a step goes, and which weights are kept: optimiser, learning rate over a run, moving average."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.optim.swa_utils import get_ema_multi_avg_fn

from train.recipes import Recipe


def optimiser_of(network: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    """What updates a network's weights after every step, as its recipe asks."""
    if recipe.optimiser == "sgd":
        return torch.optim.SGD(network.parameters(), lr=recipe.learning_rate, weight_decay=recipe.weight_decay)
    # One fused update for all tensors; a beta of .99 forgets gradients of the high learning rate soon enough.
    return torch.optim.AdamW(
        network.parameters(),
        lr=recipe.learning_rate,
        betas=(0.9, 0.99),
        weight_decay=recipe.weight_decay,
        fused=True,
    )


def one_cycle(done: float, warm_up: float = 0.1) -> float:
    """The learning rate's share of its maximum: a linear warm-up, then a cosine to nothing.

    >>> one_cycle(0.0), one_cycle(0.1), round(one_cycle(1.0), 6)
    (0.0, 1.0, 0.0)
    """
    if done < warm_up:
        return done / warm_up
    return 0.5 * (1 + math.cos(math.pi * (done - warm_up) / (1 - warm_up)))


def warmed_up_ema(decay: float) -> Callable[[Any, Any, Any], None]:
    """An update for ``AveragedModel``: an exponential moving average whose memory grows up to ``decay``.

    With the full decay from the start, the first thousand steps would hardly move the average from the initial
    weights, and a short run would export a network that has learned nothing.
    """

    def update(averaged: Any, current: Any, count: Any) -> None:
        steps = int(count)
        get_ema_multi_avg_fn(min(decay, (1 + steps) / (10 + steps)))(averaged, current, count)

    return update
