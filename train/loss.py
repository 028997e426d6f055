"""What a network is trained to make small."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from train.strokes import NOT_A_DIGIT

NEGATIVE_WEIGHT = 0.3  # of what is no digit, in the loss
TAUGHT = 0.8  # share of the teacher's probabilities in the loss, the labels' is the rest
TEMPERATURE = 4.0  # at which student and teacher are compared: how wrong digits rank tells more than how right one is


def loss_of(logits: Tensor, labels: Tensor, taught: Tensor | None = None) -> Tensor:
    """Mean cross-entropy with the labels; what is no digit should be read as all ten alike, and weighs less.

    Shape: (N, 10), (N,) with ``NOT_A_DIGIT`` among 0..9 -> ().
    ``taught``: a teacher's logits (N, 10) for the same pictures, whose softened probabilities then make up most of it.
    Source: Hinton, Vinyals, Dean 2015; uniform targets: Lee et al. 2018.
    """
    digit = labels != NOT_A_DIGIT
    targets = torch.where(digit[:, None], F.one_hot(labels.clamp(min=0), 10), 0.1)
    losses = F.cross_entropy(logits, targets, reduction="none")
    if taught is not None:
        softened = torch.softmax(taught / TEMPERATURE, dim=1)
        # Softening shrinks the gradients by the square of the temperature.
        lessons = TEMPERATURE**2 * F.cross_entropy(logits / TEMPERATURE, softened, reduction="none")
        losses = (1 - TAUGHT) * losses + TAUGHT * lessons
    return (losses * torch.where(digit, 1.0, NEGATIVE_WEIGHT)).mean()
