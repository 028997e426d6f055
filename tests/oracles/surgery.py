"""Surgery: switch channels off or put kernels of one's own in their place, and rank channels by what they do."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from digit_model.network import StagedNet

Kernel = tuple[float, ...]  # 9 numbers, row by row


@dataclass(frozen=True)
class Operation:
    """What is done to one channel: a kernel takes the place of its weights, or None switches it off.

    The kernel is a 3 x 3, row by row, that works on the mean of the stage's inputs; the bias becomes 0.
    """

    stage: str
    channel: int
    kernel: Kernel | None = None


@dataclass(frozen=True)
class Site:
    """Where one can operate: a stage's number of channels, and whether a 3 x 3 kernel has a place there."""

    channels: int
    takes_kernel: bool


@dataclass(frozen=True)
class Importance:
    """How far the evidence for the answer falls, in logits, when one channel is switched off."""

    stage: str
    channel: int
    drop: float


def sites(network: StagedNet) -> dict[str, Site]:
    """Every stage that can be operated on, in order: one convolution or linear layer, and not the logits'."""
    found = {name: _layers(stage) for name, stage in list(network.named_children())[:-1]}
    return {name: _site(layers[0]) for name, layers in found.items() if len(layers) == 1}


def operated(network: StagedNet, operations: Sequence[Operation]) -> StagedNet:
    """A network with the operations done, one after the other; the original stays as it is.

    Stages that are not operated on are the original's own, so the new network costs next to nothing.
    """
    stages = dict(network.named_children())
    stages |= {name: copy.deepcopy(stages[name]) for name in {operation.stage for operation in operations}}
    for operation in operations:
        _operate(_layers(stages[operation.stage])[0], operation)
    return StagedNet(stages)


def evidence_for(logits: Tensor, answer: Tensor) -> Tensor:
    """How far the answer's logit stands above the mean of the others.  Shape: (N, 10), () -> (N,)."""
    others = (logits.sum(dim=1) - logits[:, answer]) / (logits.shape[1] - 1)
    return logits[:, answer] - others


@torch.inference_mode()
def ranking(network: StagedNet, batch: Tensor) -> list[Importance]:
    """Every channel of every stage that can be operated on, the one that the answer needs most first.

    The rest of the network runs once a stage, on a batch with one channel switched off in each row, and that gives
    what ``operated`` would: a channel switched off is 0 after a ReLU and a Flatten too.

    Shape: batch (1, 1, 28, 28), one digit.
    """
    trace = network.trace(batch)
    logits = next(reversed(trace.values()))
    answer = logits[0].argmax()
    before = evidence_for(logits, answer)
    order, places = list(trace), sites(network)
    found = []
    for name, site in places.items():
        rest = network[order.index(name) + 1 :]
        drops = before - evidence_for(rest(_each_switched_off(trace[name], site.channels)), answer)
        found += [Importance(name, channel, drop) for channel, drop in enumerate(drops.tolist())]
    return sorted(found, key=lambda importance: -importance.drop)


def _layers(stage: nn.Module) -> list[nn.Conv2d | nn.Linear]:
    return [layer for layer in stage.modules() if isinstance(layer, nn.Conv2d | nn.Linear)]


def _site(layer: nn.Conv2d | nn.Linear) -> Site:
    if isinstance(layer, nn.Linear):
        return Site(layer.out_features, takes_kernel=False)
    return Site(layer.out_channels, takes_kernel=layer.groups == 1 and min(layer.kernel_size) >= 3)


@torch.no_grad()
def _operate(layer: nn.Conv2d | nn.Linear, operation: Operation) -> None:
    weights = layer.weight[operation.channel]  # (inputs, height, width), or (inputs,)
    weights.zero_()
    if layer.bias is not None:
        layer.bias[operation.channel] = 0
    if operation.kernel is not None:
        top, left = ((side - 3) // 2 for side in weights.shape[1:])
        middle = weights[:, top : top + 3, left : left + 3]
        middle[:] = torch.tensor(operation.kernel, dtype=torch.float32).view(3, 3) / len(weights)


def _each_switched_off(activation: Tensor, channels: int) -> Tensor:
    """One row a channel, with that channel zero.  Shape: (1, ...) -> (channels, ...)."""
    rows = activation.reshape(1, channels, -1).repeat(channels, 1, 1)
    each = torch.arange(channels)
    rows[each, each] = 0
    return rows.view(channels, *activation.shape[1:])
