"""Why this digit and not another: the last stage is linear, so two logits differ by an exact sum of terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from digit_model.network import StagedNet


@dataclass(frozen=True)
class Ledger:
    """Evidence for one digit over another, in logits.

    ``lead``:  how far the digit's logit is ahead of the other's; ``bias`` and all ``terms`` add up to it.
    ``stage``: name of the stage whose numbers the last one weighs.
    ``terms``: (F,), float64: what each of those numbers, in their order, adds to the lead.
    """

    lead: float
    bias: float
    stage: str
    terms: np.ndarray


def ledger(network: StagedNet, trace: Mapping[str, np.ndarray], digit: int, other: int) -> Ledger:
    """Split logit(digit) - logit(other) into terms.

    ``trace``: of one reading, {stage name: activation}, without a batch axis.
    """
    stage, last = list(trace)[-2:]
    layer = network.get_submodule(last)
    weight, bias = (values.detach().numpy().astype(np.float64) for values in (layer.weight, layer.bias))
    terms = (weight[digit] - weight[other]) * trace[stage].ravel()
    logits = trace[last].astype(np.float64)
    return Ledger(float(logits[digit] - logits[other]), float(bias[digit] - bias[other]), stage, terms)
