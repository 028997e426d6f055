"""The wiring alone leads from a number back to the numbers that made it."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from digit_model import VARIANTS
from digit_model.explain.wiring import Wire, receptive_fields, weights, wiring
from digit_model.network import StagedNet


def rebuilt(wire: Wire, before: np.ndarray, own: np.ndarray) -> np.ndarray:
    """A stage's activation in plain numpy, from its wire, its weights and the activation before it."""
    outputs = wire.shape[0]
    kernel, bias = own[: wire.weights], own[wire.weights :]
    if wire.kind in ("convolution", "maximum", "mean"):
        edge, k, s = wire.padding, wire.window, wire.stride
        padded = np.pad(before, ((0, 0), (edge, edge), (edge, edge)))
        patches = np.lib.stride_tricks.sliding_window_view(padded, (k, k), axis=(1, 2))[:, ::s, ::s]
    if wire.kind == "convolution":
        each = len(before) // wire.groups
        kernels = kernel.reshape(outputs, each, k, k)
        value = np.stack(
            [
                np.einsum("ihwkl,ikl->hw", patches[o * wire.groups // outputs * each :][:each], kernels[o])
                for o in range(outputs)
            ]
        ) + bias.reshape(-1, 1, 1)
    elif wire.kind == "maximum":
        value = patches.max(axis=(3, 4))
    elif wire.kind == "mean":
        value = patches.mean(axis=(3, 4))
    elif wire.kind == "linear":
        value = kernel.reshape(outputs, -1) @ before.ravel() + bias
    else:
        value = before
    value = value.reshape(wire.shape)
    return np.maximum(value, 0) if wire.rectified or wire.kind == "rectifier" else value


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_stage_can_be_rebuilt_from_its_wire_and_weights(variant):
    torch.manual_seed(0)
    network = VARIANTS[variant]().eval()
    batch = torch.rand(1, 1, 28, 28)
    with torch.inference_mode():
        trace = {name: activation[0].numpy() for name, activation in network.trace(batch).items()}
    wires, row = wiring(network), weights(network)
    assert [wire.name for wire in wires] == list(trace)
    before, start = batch[0].numpy(), 0
    for wire in wires:
        count = wire.weights + wire.shape[0] if wire.weights else 0
        assert rebuilt(wire, before, row[start : start + count]) == pytest.approx(trace[wire.name], abs=1e-4), wire
        before, start = trace[wire.name], start + count
    assert start == len(row) == sum(parameter.numel() for parameter in network.parameters())


def seen_by_the_middle(network: StagedNet) -> dict[str, int]:
    """How wide the part of the digit is that moves a number in the middle of each stage; found by trying every pixel.

    With positive weights and a positive digit whatever a number depends on moves it, also through maxima.
    """
    for parameter in network.parameters():
        parameter.requires_grad_(False).abs_().add_(0.01)
    before = torch.full((1, 1, 28, 28), 0.5, dtype=torch.float64)
    after = before.repeat(784, 1, 1, 1)
    after.view(784, 784).fill_diagonal_(1e6)
    found = {}
    with torch.inference_mode():
        for (name, plain), (_, changed) in zip(network.walk(before), network.walk(after), strict=True):
            if plain.ndim == 4:  # (1, channels, height, width): a number of the first map
                changed, plain = (part[:, :1, part.shape[2] // 2, part.shape[3] // 2] for part in (changed, plain))
            moved = (changed != plain).view(28, 28, -1)  # of a vector, whichever depends on most
            rows, columns = moved.any(dim=1).sum(dim=0), moved.any(dim=0).sum(dim=0)
            assert (moved.sum(dim=(0, 1)) == rows * columns).all(), "rectangles without holes"
            found[name] = int(torch.maximum(rows, columns).max())
    return found


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_receptive_field_is_as_wide_as_what_moves_the_number(variant):
    network = VARIANTS[variant]().double().eval()
    assert receptive_fields(wiring(VARIANTS[variant]())) == seen_by_the_middle(network)


def test_strides_and_windows_of_any_size_count_in_a_receptive_field_and_nothing_is_said_behind_an_unknown_stage():
    stages = {
        "conv1": nn.Conv2d(1, 4, 3, padding=1, stride=2),
        "conv2": nn.Conv2d(4, 4, 5, padding=2, groups=2),
        "pool": nn.MaxPool2d(3),
    }
    network = StagedNet(stages)
    assert receptive_fields(wiring(network)) == {"conv1": 3, "conv2": 11, "pool": 15}
    assert receptive_fields(wiring(network)) == seen_by_the_middle(network.double())
    means = StagedNet({"conv": nn.Conv2d(1, 2, 3), "mean": nn.AvgPool2d(3, stride=2), "wide": nn.AvgPool2d((2, 2))})
    assert receptive_fields(wiring(means)) == {"conv": 3, "mean": 5, "wide": 7} == seen_by_the_middle(means.double())
    odd = StagedNet({"conv1": nn.Conv2d(1, 2, 3), "odd": nn.LPPool2d(2, 2), "conv2": nn.Conv2d(2, 2, 3)})
    assert receptive_fields(wiring(odd)) == {"conv1": 3, "odd": None, "conv2": None}


@pytest.mark.parametrize(
    "stage",
    [
        nn.Sequential(nn.Conv2d(1, 2, 3), nn.Conv2d(2, 2, 3)),
        nn.Sequential(nn.ReLU(), nn.Conv2d(1, 2, 3)),
        nn.Conv2d(1, 2, 3, dilation=2),
        nn.Conv2d(1, 2, (3, 5)),
        nn.Conv2d(1, 2, 3, bias=False),
        nn.Conv2d(1, 2, 3, padding=1, padding_mode="reflect"),
        nn.MaxPool2d(3, ceil_mode=True),
        nn.MaxPool2d(3, padding=1),
        nn.AvgPool2d(3, ceil_mode=True),
        nn.AvgPool2d(2, padding=1),
        nn.AvgPool2d(2, divisor_override=3),
        nn.AvgPool2d((2, 4)),
        nn.LPPool2d(2, 2),
        nn.Tanh(),
    ],
    ids=str,
)
def test_a_stage_that_is_no_plain_layer_is_unknown_and_leaves_the_weights_of_the_others_in_their_places(stage):
    network = StagedNet({"odd": stage, "flatten": nn.Flatten(), "fc": nn.LazyLinear(10)})
    network(torch.zeros(1, 1, 28, 28))
    wires = wiring(network)
    assert [wire.kind for wire in wires] == ["unknown", "row", "linear"]
    assert wires[0].shape == tuple(stage(torch.zeros(1, 1, 28, 28)).shape[1:])
    assert np.array_equal(
        weights(network), np.concatenate([p.detach().numpy().ravel() for p in network.fc.parameters()])
    )
