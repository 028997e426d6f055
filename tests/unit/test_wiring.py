"""The wiring alone leads from a number back to the numbers that made it."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from digit_model import VARIANTS
from digit_model.explain.wiring import Wire, weights, wiring
from digit_model.network import StagedNet


def rebuilt(wire: Wire, before: np.ndarray, own: np.ndarray) -> np.ndarray:
    """A stage's activation in plain numpy, from its wire, its weights and the activation before it."""
    outputs = wire.shape[0]
    kernel, bias = own[: wire.weights], own[wire.weights :]
    if wire.kind in ("convolution", "maximum"):
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
        nn.AvgPool2d(2),
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
