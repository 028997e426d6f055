"""After training: probabilities that mean what they say and the verdicts' thresholds, both from validation data."""

from __future__ import annotations

import copy
import math

import torch
import torch.nn.functional as F
from scipy.optimize import minimize_scalar
from torch import nn

from digit_model.network import StagedNet
from digit_model.verdict import Thresholds, evidence
from train.data import Digits
from train.loop import logits_of

REFUSED = 0.008  # share of the true digits that may be called no digit
MISSED = 0.003  # share of the true digits that may be missing among the candidates


def calibrated(network: StagedNet, validation: Digits) -> tuple[StagedNet, Thresholds]:
    """The same network with its logits divided by one temperature, and thresholds to go with them.

    The division is folded into the last layer: softmax of the logits is the probability, with no step in between.
    All weights are then rounded to float16, so that half the bytes hold the very same network; the thresholds are
    fitted to what they compute.
    """
    temperature = fit_temperature(logits_of(network, validation.images), validation.labels)
    published = cooled(network, temperature)
    return published, fit_thresholds(logits_of(published, validation.images), validation.labels)


def cooled(network: StagedNet, temperature: float) -> StagedNet:
    """A copy whose last layer divides its logits by a temperature, all weights rounded to float16."""
    copied = copy.deepcopy(network)
    last = list(copied.children())[-1]
    assert isinstance(last, nn.Linear)
    with torch.no_grad():
        last.weight /= temperature
        last.bias /= temperature
        for weights in copied.parameters():
            weights.copy_(weights.half())
    return copied


def fit_temperature(logits: torch.Tensor, labels: torch.Tensor) -> float:
    """The temperature at which the labels are most probable.  Source: Guo et al. 2017.  Shape: (N, 10), (N,)."""

    def loss(log_temperature: float) -> float:
        return F.cross_entropy(logits.double() / math.exp(log_temperature), labels).item()

    return math.exp(minimize_scalar(loss, bounds=(math.log(0.05), math.log(20)), method="bounded").x)


def fit_thresholds(logits: torch.Tensor, labels: torch.Tensor) -> Thresholds:
    """Thresholds that refuse ``REFUSED`` of these digits and miss ``MISSED`` of the rest.  Shape: (N, 10), (N,)."""
    strength = torch.from_numpy(evidence(logits.numpy()))
    least = strength.quantile(REFUSED).item()
    kept = strength >= least
    truth = torch.softmax(logits[kept], dim=1).gather(1, labels[kept, None])[:, 0]
    return Thresholds(evidence=least, probability=truth.quantile(MISSED).item())
