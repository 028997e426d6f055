"""What a reading amounts to: a digit, one of a few digits, no digit at all, or an empty page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

Verdict = Literal["digit", "unsure", "not a digit", "blank"]


@dataclass(frozen=True)
class Thresholds:
    """Where the verdicts part; fitted on validation digits (``train/calibrate.py``) and stored with the checkpoint.

    ``evidence``:    with less, it is not a digit; as ``evidence`` below measures it.
    ``probability``: every digit at least so probable may be the answer; several such are "unsure".
    """

    evidence: float
    probability: float


def evidence(logits: np.ndarray) -> np.ndarray:
    """How far the logits stand out from their own mean: 2.3 (log 10) if all are alike, the more the surer a digit.

    Shape:  (N, 10) -> (N,).
    Source: the energy score (Liu et al. 2020), less the mean so that a shift of all logits, which changes no
            probability, changes nothing here either. Two likely digits stand out as one does: doubt is no refusal.
    """
    logits = np.asarray(logits)
    return np.logaddexp.reduce(logits, axis=1) - logits.mean(axis=1)


def candidates(probabilities: np.ndarray, thresholds: Thresholds) -> tuple[str, ...]:
    """The digits that may be the answer, most probable first; at least one.

    Shape:  (10,) -> names of digits.
    Source: conformal sets (Sadinle, Lei, Wasserman 2019): the threshold makes them hold the truth as often as wanted.
    """
    order = np.argsort(-probabilities, kind="stable")
    count = max(1, int((probabilities >= thresholds.probability).sum()))
    return tuple(str(digit) for digit in order[:count])
