"""Why this digit and not the other: the last stage is linear, so what parts two logits splits exactly into terms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from digit_model.network import StagedNet


@dataclass(frozen=True)
class Ledger:
    """Evidence for one digit against another, in logits.

    ``features``: (F,), what goes into the last stage; ``weights``: (F,), how much each counts for one against the
    other; their products and ``bias`` add up to ``total``, the difference of the two logits.
    """

    features: np.ndarray
    weights: np.ndarray
    bias: float
    total: float

    @property
    def terms(self) -> np.ndarray:
        """(F,): what each feature adds to the total."""
        return self.features * self.weights


def ledger(network: StagedNet, batch: Tensor, digit: int, other: int) -> Ledger:
    """Split logit(digit) - logit(other).

    Shape:  batch (1, 1, 28, 28).
    Raises: TypeError if the last stage is not one linear layer.
    """
    *before, (_, last) = network.named_children()
    if not isinstance(last, nn.Linear):
        raise TypeError(f"the last stage is {type(last).__name__}, not Linear: its logits do not split into terms")
    with torch.inference_mode():
        features = StagedNet(dict(before))(batch)
        logits = last(features)[0]
        return Ledger(
            features[0].numpy(),
            (last.weight[digit] - last.weight[other]).numpy(),
            (last.bias[digit] - last.bias[other]).item(),
            (logits[digit] - logits[other]).item(),
        )
