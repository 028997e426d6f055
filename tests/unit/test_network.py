"""Every stage against an independent computation, and trace against forward."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.signal
import torch
from torch import nn

from digit_model import VARIANTS
from digit_model.network import StagedNet

PARAMETERS = {"softmax": 7_850, "mlp": 25_450, "talk": 30_074, "pen": 160_602, "sprint": 29_322}
PARAMETERS |= dict.fromkeys(["talk-average", "talk-without-relu"], PARAMETERS["talk"])
TALK = ["conv1", "pool1", "conv2", "pool2", "flatten", "fc1", "relu", "fc2"]


@pytest.fixture
def batch() -> torch.Tensor:
    return torch.rand(3, 1, 28, 28, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("name", VARIANTS)
def test_variants_have_their_parameters_and_give_ten_logits(name, batch):
    network = VARIANTS[name]()
    assert sum(p.numel() for p in network.parameters()) == PARAMETERS[name]
    assert network(batch).shape == (3, 10)


@pytest.mark.parametrize("name", VARIANTS)
def test_trace_is_what_hooks_see_and_ends_in_forward(name, batch):
    network, seen = VARIANTS[name](), {}
    for stage_name, stage in network.named_children():
        stage.register_forward_hook(lambda _, __, output, key=stage_name: seen.update({key: output}))
    trace = network.trace(batch)
    assert list(trace) == list(seen)
    assert all(torch.equal(trace[key], seen[key]) for key in seen)
    assert torch.equal(trace[list(trace)[-1]], network(batch))


def not_linear(name: str, batch: torch.Tensor) -> list[str]:
    """The stages that do not add what two digits make of them, less what an empty one does; float64."""
    torch.manual_seed(0)
    one, other = batch[:1].double(), batch[1:2].double()
    network = VARIANTS[name]().double()
    with torch.inference_mode():
        both, empty, *each = (network.trace(digit) for digit in (one + other, 0 * one, one, other))
    added = {stage: sum(trace[stage] for trace in each) - empty[stage] for stage in both}
    return [stage for stage in both if not torch.allclose(both[stage], added[stage], atol=1e-9)]


def test_of_the_talks_siblings_one_is_linear_up_to_its_relu_and_one_because_of_its_maxima_is_not(batch):
    assert not_linear("talk-average", batch) == ["relu", "fc2"]
    assert not_linear("talk-without-relu", batch) == [*TALK[1:6], "fc2"]
    assert not_linear("softmax", batch) == []


def test_forward_and_trace_of_any_chain_are_one_fold():
    network = StagedNet({"twice": nn.Linear(1, 1, bias=False), "relu": nn.ReLU()})
    network.twice.weight.data.fill_(2.0)
    assert {k: v.item() for k, v in network.trace(torch.tensor([[-3.0]])).items()} == {"twice": -6.0, "relu": 0.0}
    assert network(torch.tensor([[3.0]])).item() == 6.0


def test_every_stage_of_talk_is_what_numpy_and_scipy_compute(batch):
    network = VARIANTS["talk"]()
    assert [name for name, _ in network.named_children()] == TALK
    weights = {name: tensor.detach().double().numpy() for name, tensor in network.state_dict().items()}
    with torch.inference_mode():
        trace = {name: activation[0].numpy() for name, activation in network.trace(batch).items()}

    def convolution(maps, name):
        kernels, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
        return np.stack(
            [
                sum(scipy.signal.correlate2d(m, k, mode="same") for m, k in zip(maps, kernel, strict=True)) + b
                for kernel, b in zip(kernels, bias, strict=True)
            ]
        )

    def largest_of_four(maps):
        return np.max([maps[:, i::2, j::2] for i in (0, 1) for j in (0, 1)], axis=0)

    expected = {"conv1": convolution(batch[0].numpy(), "conv1")}
    expected["pool1"] = largest_of_four(expected["conv1"])
    expected["conv2"] = convolution(expected["pool1"], "conv2")
    expected["pool2"] = largest_of_four(expected["conv2"])
    expected["flatten"] = expected["pool2"].reshape(-1)
    expected["fc1"] = weights["fc1.weight"] @ expected["flatten"] + weights["fc1.bias"]
    expected["relu"] = np.maximum(expected["fc1"], 0)
    expected["fc2"] = weights["fc2.weight"] @ expected["relu"] + weights["fc2.bias"]
    assert list(trace) == TALK
    for name in TALK:
        assert trace[name] == pytest.approx(expected[name], abs=1e-5), name
