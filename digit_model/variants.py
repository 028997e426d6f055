"""The architectures, one builder each, in one plain dict."""

from __future__ import annotations

from collections.abc import Callable

from torch import nn

from digit_model.network import StagedNet


def softmax() -> StagedNet:
    """Softmax regression: one matrix. 7,850 parameters."""
    return StagedNet(
        {
            "flatten": nn.Flatten(),  # (N, 784)
            "fc": nn.Linear(28 * 28, 10),  # (N, 10)
        }
    )


def mlp() -> StagedNet:
    """A multi-layer perceptron with one hidden layer, blind to which pixels are neighbours. 25,450 parameters."""
    return StagedNet(
        {
            "flatten": nn.Flatten(),  # (N, 784)
            "fc1": nn.Linear(28 * 28, 32),  # (N, 32)
            "relu": nn.ReLU(),
            "fc2": nn.Linear(32, 10),  # (N, 10)
        }
    )


def talk() -> StagedNet:
    """The network of the talk, to the letter. 30,074 parameters.

    There is no ReLU after the convolutions: the maximum is their only non-linearity. A teaching point of the
    talk, not a mistake.
    """
    return StagedNet(
        {
            "conv1": nn.Conv2d(1, 16, 3, padding=1),  # (N, 16, 28, 28)
            "pool1": nn.MaxPool2d(2),  # (N, 16, 14, 14)
            "conv2": nn.Conv2d(16, 32, 3, padding=1),  # (N, 32, 14, 14)
            "pool2": nn.MaxPool2d(2),  # (N, 32, 7, 7)
            "flatten": nn.Flatten(),  # (N, 1568)
            "fc1": nn.Linear(32 * 7 * 7, 16),  # (N, 16)
            "relu": nn.ReLU(),
            "fc2": nn.Linear(16, 10),  # (N, 10)
        }
    )


VARIANTS: dict[str, Callable[[], StagedNet]] = {"softmax": softmax, "mlp": mlp, "talk": talk}
