"""What a network is trained to make small."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from train.strokes import NOT_A_DIGIT


def loss_of(logits: Tensor, labels: Tensor) -> Tensor:
    """Mean cross-entropy; what is no digit should be read as all ten alike.

    Shape:  (N, 10), (N,) with ``NOT_A_DIGIT`` among 0..9 -> ().
    Source: Lee, Lee, Lee, Shin 2018 (confidence calibration with out-of-distribution samples).
    """
    digit = labels != NOT_A_DIGIT
    targets = torch.where(digit[:, None], F.one_hot(labels.clamp(min=0), 10), 0.1)
    return F.cross_entropy(logits, targets)
