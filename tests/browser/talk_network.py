"""The talk's network in double precision, whose numbers the page's are compared with."""

from __future__ import annotations

import torch
from torch import Tensor

from digit_model import load_reader
from digit_model.network import StagedNet

NETWORK: StagedNet = load_reader("talk").network.double()
LAYERS = dict(NETWORK.named_children())
FC1, FC2 = LAYERS["fc1"], LAYERS["fc2"]
ROUNDED = 0.0051  # of a number with two digits after the point


def traced(batch: Tensor) -> dict[str, Tensor]:
    """Every stage's activation of one digit, (1, 1, 28, 28), without the batch axis."""
    with torch.inference_mode():
        return {name: activation[0] for name, activation in NETWORK.trace(batch.double()).items()}


def likeliest(probabilities: Tensor) -> tuple[int, float]:
    """The likeliest digit, and its probability."""
    return int(probabilities.argmax()), float(probabilities.max())
