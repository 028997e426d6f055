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


def talk_average() -> StagedNet:
    """The talk's network with each window's mean in place of its maximum: linear up to its ReLU. 30,074 parameters."""
    return StagedNet(dict(talk().named_children()) | {"pool1": nn.AvgPool2d(2), "pool2": nn.AvgPool2d(2)})


def talk_without_relu() -> StagedNet:
    """The talk's network without its ReLU: the maxima are all that is not linear. 30,074 parameters."""
    return StagedNet({name: stage for name, stage in talk().named_children() if name != "relu"})


def sprint() -> StagedNet:
    """Three convolutions, each pooled before its ReLU: a quarter of the work, quick to train. 29,322 parameters."""
    return StagedNet(
        {
            "conv1": nn.Conv2d(1, 16, 5, padding=2),  # (N, 16, 28, 28)
            "pool1": nn.Sequential(nn.MaxPool2d(2), nn.ReLU()),  # (N, 16, 14, 14)
            "conv2": nn.Conv2d(16, 32, 3, padding=1),  # (N, 32, 14, 14)
            "pool2": nn.Sequential(nn.MaxPool2d(2), nn.ReLU()),  # (N, 32, 7, 7)
            "conv3": nn.Conv2d(32, 64, 3, padding=1),  # (N, 64, 7, 7)
            "pool3": nn.Sequential(nn.MaxPool2d(2), nn.ReLU()),  # (N, 64, 3, 3)
            "flatten": nn.Flatten(),  # (N, 576)
            "fc": nn.Linear(576, 10),  # (N, 10)
        }
    )


def pen() -> StagedNet:
    """The reader of drawings: pairs of convolutions, and a learned 7 x 7 pooling instead of a bare mean.

    160,602 parameters. The pooling knows where on the page it looks, which a mean does not: a 6 is a 9 elsewhere.
    """
    return StagedNet(
        {
            "conv1": _convolution(1, 16),  # (N, 16, 28, 28)
            "conv2": _convolution(16, 16),  # (N, 16, 28, 28)
            "pool1": nn.MaxPool2d(2),  # (N, 16, 14, 14)
            "conv3": _convolution(16, 48),  # (N, 48, 14, 14)
            "conv4": _convolution(48, 48),  # (N, 48, 14, 14)
            "pool2": nn.MaxPool2d(2),  # (N, 48, 7, 7)
            "conv5": _convolution(48, 96),  # (N, 96, 7, 7)
            "conv6": _convolution(96, 96),  # (N, 96, 7, 7)
            "pool3": nn.Sequential(nn.Conv2d(96, 96, 7, groups=96), nn.Flatten()),  # (N, 96)
            "fc": nn.Linear(96, 10),  # (N, 10)
        }
    )


def _convolution(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU())


VARIANTS: dict[str, Callable[[], StagedNet]] = {
    "softmax": softmax,
    "mlp": mlp,
    "talk": talk,
    "talk-average": talk_average,
    "talk-without-relu": talk_without_relu,
    "pen": pen,
    "sprint": sprint,
}
