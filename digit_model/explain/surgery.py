"""Surgery: switch channels off or put kernels of one's own in their place, and rank channels by what they do."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from digit_model.network import StagedNet

MAX_OPERATIONS = 64
LARGEST = 100.0  # a kernel's largest number: trained ones stay below 3, and far larger ones overflow further on

Kernel = tuple[float, ...]  # 9 numbers, row by row
KERNELS: dict[str, Kernel] = {
    "vertical edge": (-1, 0, 1, -2, 0, 2, -1, 0, 1),  # Sobel's
    "horizontal edge": (-1, -2, -1, 0, 0, 0, 1, 2, 1),
    "blur": (0.0625, 0.125, 0.0625, 0.125, 0.25, 0.125, 0.0625, 0.125, 0.0625),  # binomial
    "sharpen": (0, -1, 0, -1, 5, -1, 0, -1, 0),
    "identity": (0, 0, 0, 0, 1, 0, 0, 0, 0),
}


@dataclass(frozen=True)
class Operation:
    """What is done to one channel: a kernel takes the place of its weights, or None switches it off.

    The kernel is a 3 x 3, row by row, that works on the mean of the stage's inputs; the bias becomes 0.

    Raises: ValueError, saying what is wrong, whatever the fields hold: they may come from anybody.
    """

    stage: str
    channel: int
    kernel: Kernel | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.stage, str):
            raise ValueError("a stage is a name")
        if type(self.channel) is not int:
            raise ValueError("a channel is a whole number")
        if self.kernel is not None and not _is_kernel(self.kernel):
            raise ValueError(f"a kernel is 9 numbers from {-LARGEST:g} to {LARGEST:g}, row by row")


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

    Raises: ValueError for more than ``MAX_OPERATIONS``, and for what cannot be done on this network.
    """
    if len(operations) > MAX_OPERATIONS:
        raise ValueError(f"{len(operations)} operations; at most {MAX_OPERATIONS} are done at once")
    places = sites(network)
    for operation in operations:
        _check(operation, places)
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


def _is_kernel(values: Sequence[float]) -> bool:
    # The comparison also refuses infinities, what is no number, and integers too large for a float.
    return (
        isinstance(values, tuple)
        and len(values) == 9
        and all(type(value) in (int, float) and abs(value) <= LARGEST for value in values)
    )


def _layers(stage: nn.Module) -> list[nn.Conv2d | nn.Linear]:
    return [layer for layer in stage.modules() if isinstance(layer, nn.Conv2d | nn.Linear)]


def _site(layer: nn.Conv2d | nn.Linear) -> Site:
    if isinstance(layer, nn.Linear):
        return Site(layer.out_features, takes_kernel=False)
    return Site(layer.out_channels, takes_kernel=layer.groups == 1 and min(layer.kernel_size) >= 3)


def _check(operation: Operation, places: dict[str, Site]) -> None:
    site = places.get(operation.stage)
    if site is None:
        raise ValueError(f'"{operation.stage}" cannot be operated on; these can: {", ".join(places) or "none"}')
    if not 0 <= operation.channel < site.channels:
        raise ValueError(f"{operation.stage} has channels 0 to {site.channels - 1}, and no {operation.channel}")
    if operation.kernel is not None and not site.takes_kernel:
        raise ValueError(f"a 3 x 3 kernel has no place in {operation.stage}; its channels can be switched off")


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
