"""How the stages are wired: which numbers each number of a stage is made of, and with which weights.

The page follows any number back to where it came from with this alone; it multiplies and adds what it shows, and
computes no stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from torch import nn

from digit_model.network import StagedNet
from digit_model.page import SIDE

Kind = Literal["convolution", "maximum", "mean", "linear", "row", "rectifier", "ink", "softmax", "unknown"]


@dataclass(frozen=True)
class Wire:
    """One stage: what it does with the activation before it.

    ``shape``:     of its activation, (channels, height, width) or (length,).
    ``window``, ``stride``, ``padding``: of a convolution, a maximum or a mean, in pixels, alike down and across.
    ``groups``:    of a convolution: each output channel sees channels / groups of the input's.
    ``rectified``: whether negatives become 0 at the end.
    ``weights``:   how many weights it has, the biases (one an output) behind them not counted.
    """

    name: str
    kind: Kind
    shape: tuple[int, ...]
    window: int = 1
    stride: int = 1
    padding: int = 0
    groups: int = 1
    rectified: bool = False
    weights: int = 0


def wiring(network: StagedNet) -> list[Wire]:
    """Every stage in order; one that is not a plain gathering layer, perhaps rectified, is of the kind "unknown"."""
    blank = torch.zeros(1, 1, SIDE, SIDE)
    with torch.inference_mode():
        shapes = {name: tuple(activation.shape[1:]) for name, activation in network.walk(blank)}
    return [_wire(name, stage, shapes[name]) for name, stage in network.named_children()]


def receptive_fields(wires: Sequence[Wire]) -> dict[str, int | None]:
    """How many pixels of the digit a number in the middle of each stage depends on, across and down alike.

    At most ``SIDE``, all of the digit; None from an unknown stage on. Source: Araujo, Norris & Sim 2019, "Computing
    Receptive Fields of Convolutional Neural Networks", https://distill.pub/2019/computing-receptive-fields

    >>> from digit_model.variants import VARIANTS
    >>> list(receptive_fields(wiring(VARIANTS["talk"]())).values())
    [3, 4, 8, 10, 10, 28, 28, 28]
    """
    fields: dict[str, int | None] = {}
    field, step = 1, 1  # pixels of the digit: seen by one number, and from one number to the next
    known = True
    for wire in wires:
        known = known and wire.kind != "unknown"
        field = SIDE if wire.kind == "linear" else min(SIDE, field + (wire.window - 1) * step)
        step *= wire.stride
        fields[wire.name] = field if known else None
    return fields


def weights(network: StagedNet) -> np.ndarray:
    """Each stage's weights and then its biases, in order, as one row of float32; unknown stages have no part in it."""
    stages = dict(network.named_children())
    weighted = [wire.name for wire in wiring(network) if wire.weights]
    linear = [
        layer for name in weighted for layer in stages[name].modules() if isinstance(layer, nn.Conv2d | nn.Linear)
    ]
    parts = [part.detach().numpy().ravel() for layer in linear for part in (layer.weight, layer.bias)]
    return np.concatenate([np.zeros(0, dtype=np.float32), *parts])


def _wire(name: str, stage: nn.Module, shape: tuple[int, ...]) -> Wire:
    layers = list(stage) if isinstance(stage, nn.Sequential) else [stage]
    after = [layer for layer in layers if isinstance(layer, nn.ReLU | nn.Flatten)]
    rectified = any(isinstance(layer, nn.ReLU) for layer in after)
    gathering = layers[: len(layers) - len(after)]
    if [*gathering, *after] != layers:  # rectified before it gathers, say
        return Wire(name, "unknown", shape)
    match gathering:
        case [nn.Conv2d() as layer] if _is_plain(layer) and layer.bias is not None and layer.padding_mode == "zeros":
            side, stride, padding = layer.kernel_size[0], layer.stride[0], int(layer.padding[0])
            count = layer.weight.numel()
            return Wire(name, "convolution", shape, side, stride, padding, layer.groups, rectified, count)
        case [nn.MaxPool2d() as layer] if _is_plain(layer) and _side(layer.padding) == 0 and not layer.ceil_mode:
            return Wire(name, "maximum", shape, _side(layer.kernel_size), _side(layer.stride), rectified=rectified)
        case [nn.AvgPool2d() as layer] if _is_plain(layer) and _side(layer.padding) == 0 and not layer.ceil_mode:
            return Wire(name, "mean", shape, _side(layer.kernel_size), _side(layer.stride), rectified=rectified)
        case [nn.Linear() as layer] if layer.bias is not None:
            return Wire(name, "linear", shape, rectified=rectified, weights=layer.weight.numel())
        case []:
            return Wire(name, "rectifier" if rectified else "row", shape)
    return Wire(name, "unknown", shape)


def _is_plain(layer: nn.Conv2d | nn.MaxPool2d | nn.AvgPool2d) -> bool:
    """Whether it looks alike down and across, without gaps, and a mean is divided by what it is a mean of."""
    sizes = (layer.kernel_size, layer.stride, layer.padding)
    if any(isinstance(size, tuple) and size[0] != size[1] for size in sizes):
        return False
    return layer.divisor_override is None if isinstance(layer, nn.AvgPool2d) else layer.dilation in (1, (1, 1))


def _side(size: int | tuple[int, int]) -> int:
    """Of what is alike down and across."""
    return size[0] if isinstance(size, tuple) else size
