"""What the talk's chapters on learning show, computed by PyTorch."""

from __future__ import annotations

import re
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from digit_model.network import StagedNet

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

WEIGHTS = """async () => {
  const [{ name }] = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/08-batch.js"));
  return [...(await import(name)).beginner(rested.network).weights];
}"""


def compact(text: str) -> float:
    """The number that a text stands for, such as "10⁻³" or "1,630"."""
    match = re.fullmatch(r"(?:([-\d.,]+)(?:\s×\s|$))?(?:10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+))?", text.replace("−", "-"))
    assert match, text
    return float((match[1] or "1").replace(",", "")) * 10.0 ** int((match[2] or "⁰").translate(SUPERSCRIPTS))


def near(value: float) -> Any:
    """What two written digits of a number may stand for."""
    return pytest.approx(value, rel=0.06, abs=0.0051)


def gradient(network: StagedNet, digits: Tensor, labels: Tensor) -> tuple[float, Tensor]:
    """The mean loss, and its gradient as one row."""
    network.zero_grad()
    loss = F.cross_entropy(network(digits), labels)
    loss.backward()
    return loss.item(), torch.cat(
        [weights.grad.ravel() for weights in network.parameters() if weights.grad is not None]
    )


def trained(
    network: StagedNet, optimiser: torch.optim.Optimizer, steps: int, digits: Tensor, labels: Tensor
) -> list[float]:
    """The losses before every step and after the last."""
    losses = []
    for _ in range(steps):
        losses.append(gradient(network, digits, labels)[0])
        optimiser.step()
    return [*losses, F.cross_entropy(network(digits), labels).item()]
