"""Networks for the oracle: a random one that has every kind of stage, and those of the package from their files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file
from torch import nn

from digit_model.course import SIBLINGS
from digit_model.network import StagedNet
from digit_model.reader import BUNDLED, bundled_models
from tests.browser.oracle import Layer, Place, activations, convolution, linear, living, maximum, mean


class Oracle:
    """A network's layers, and all that they make of one digit."""

    def __init__(self, layers: list[Layer], digit: np.ndarray) -> None:
        self.layers = [*layers, Layer("softmax", "softmax")]
        self.found = activations(self.layers, digit)
        self.names = list(self.found)

    @cached_property
    def living(self) -> dict[str, np.ndarray]:
        """{stage name: mask} of the numbers from which some way leads to a score without passing a 0."""
        return living(self.layers, self.found)

    def layer(self, stage: str) -> Layer:
        return self.layers[self.names.index(stage) - 1]

    def before(self, stage: str) -> str:
        return self.names[self.names.index(stage) - 1]

    def places(self, seed: int = 0) -> Iterator[tuple[str, Place]]:
        """The corners, the middle and some more places of every stage."""
        random = np.random.default_rng(seed)
        for stage, activation in list(self.found.items())[1:]:
            shape = activation.shape
            chosen = [tuple(0 for _ in shape), tuple(n // 2 for n in shape), tuple(n - 1 for n in shape)]
            chosen += [tuple(map(int, random.integers(shape))) for _ in range(4)]
            yield from ((stage, place) for place in dict.fromkeys(chosen))


def network_of_every_kind() -> StagedNet:
    """Convolutions that overlap, stride, and see groups of several channels, rectified and not; random weights.

    The weights are so large that there are activations beyond both ends of the scale of colours.
    """
    torch.manual_seed(0)
    network = StagedNet(
        {
            "conv1": nn.Sequential(nn.Conv2d(1, 20, 3, padding=1), nn.ReLU()),  # (20, 28, 28)
            "pool1": nn.MaxPool2d(2),  # (20, 14, 14)
            "conv2": nn.Conv2d(20, 8, 3, stride=2, padding=1, groups=2),  # (8, 7, 7)
            "mean": nn.AvgPool2d(3, stride=1),  # (8, 5, 5); windows overlap
            "pool2": nn.Sequential(nn.MaxPool2d(2), nn.ReLU()),  # (8, 2, 2); a row and a column are left over
            "conv3": nn.Conv2d(8, 80, 2),  # (80, 1, 1)
            "flatten": nn.Flatten(),  # (80), a strip of colours
            "fc1": nn.Linear(80, 12),
            "relu": nn.ReLU(),
            "fc2": nn.Linear(12, 10),
        }
    )
    for parameter in network.parameters():
        parameter.requires_grad_(False).mul_(4)
    return network.eval()


def layers_of_every_kind(weights: dict[str, np.ndarray]) -> list[Layer]:
    """The same network, for the oracle."""
    conv1 = (weights["conv1.0.weight"], weights["conv1.0.bias"])
    conv2, conv3, fc1, fc2 = (
        (weights[f"{name}.weight"], weights[f"{name}.bias"]) for name in ("conv2", "conv3", "fc1", "fc2")
    )
    return [
        convolution("conv1", *conv1, stride=1, padding=1, rectified=True),
        maximum("pool1", 2),
        convolution("conv2", *conv2, stride=2, padding=1, groups=2),
        mean("mean", 3, 1),
        maximum("pool2", 2, rectified=True),
        convolution("conv3", *conv3, stride=1),
        Layer("flatten", "row"),
        linear("fc1", *fc1),
        Layer("relu", "rectifier"),
        linear("fc2", *fc2),
    ]


def folder_of(name: str) -> Path:
    """Where a bundled network, or one of the lessons' siblings, has its files."""
    return (BUNDLED if name in bundled_models() else SIBLINGS) / name


def layers_of(name: str) -> list[Layer]:
    """A network of the package, for the oracle: its architecture as variants.py states it, and its file of weights."""
    file = load_file(folder_of(name) / "model.safetensors")

    def numbers(stage: str) -> tuple[np.ndarray, np.ndarray]:
        return tuple(file.get(f"{stage}.{part}", file.get(f"{stage}.0.{part}")) for part in ("weight", "bias"))

    def same(stage: str, rectified: bool) -> Layer:
        return convolution(stage, *numbers(stage), stride=1, padding=1, rectified=rectified)

    if name in ("talk", "talk-average"):
        pool = maximum if name == "talk" else mean
        ends = [Layer("flatten", "row"), linear("fc1", *numbers("fc1")), Layer("relu", "rectifier")]
        maps = [same("conv1", False), pool("pool1", 2), same("conv2", False), pool("pool2", 2)]
        return [*maps, *ends, linear("fc2", *numbers("fc2"))]
    pairs = [same(f"conv{at}", True) for at in range(1, 7)]
    pool3 = convolution("pool3", *numbers("pool3"), stride=1, groups=96, flat=True)
    maps = [*pairs[:2], maximum("pool1", 2), *pairs[2:4], maximum("pool2", 2), *pairs[4:]]
    return [*maps, pool3, linear("fc", *numbers("fc"))]
