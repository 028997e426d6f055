"""What the API answers about a picture, as plain JSON data.

No ``from __future__ import annotations`` here and in ``api.py``: Gradio reads the types of a function's answer from its
signature as it stands, and makes the API's description from them.
"""

from typing import TypedDict

import numpy as np
from PIL import Image

from digit_model.explain.ledger import ledger
from digit_model.explain.wiring import wiring
from digit_model.page import on_pad
from digit_model.reader import Reader
from digit_model.reading import Reading
from digit_model.verdict import Verdict

TOP = 3  # digits with their probabilities
MOST_ACTIVE = 3  # of a stage
LARGEST = 10  # terms of a ledger


class Confidence(TypedDict):
    """A digit and its probability."""

    label: str
    confidence: float


class Prediction(TypedDict):
    """One digit. The label is the first candidate, null if the verdict is "not a digit" or "blank"."""

    label: str | None
    verdict: Verdict
    candidates: list[str]
    confidences: list[Confidence]


class NumberDigit(TypedDict):
    """One place of a number; the box is (left, top, width, height) in shares of the upright picture's width and height.

    The text is a digit, or "?" for what is no digit or for digits that touch, of which the rest tells nothing.
    """

    text: str
    box: list[float]
    touching: bool
    prediction: Prediction


class Number(TypedDict):
    """A number's digits from left to right."""

    text: str
    digits: list[NumberDigit]


class Active(TypedDict):
    """One channel of a map, or one number of a row, and its activation's mean."""

    index: int
    mean: float


class Stage(TypedDict):
    """One stage of the network, and what it made of the picture."""

    name: str
    kind: str
    shape: list[int]
    min: float
    mean: float
    max: float
    most_active: list[Active]


class Term(TypedDict):
    """One number of the ledger's stage, and what it adds to the lead, in logits."""

    index: int
    term: float


class Ledger(TypedDict):
    """Why the most probable digit leads over the runner-up: lead = bias + the terms + others, in logits."""

    digit: str
    runner_up: str
    lead: float
    bias: float
    stage: str
    terms: list[Term]
    others: float


class Explanation(TypedDict):
    """How the network came to its answer. There is no ledger of a blank picture."""

    prediction: Prediction
    stages: list[Stage]
    ledger: Ledger | None


def prediction_of(reader: Reader, picture: Image.Image) -> Prediction:
    """One digit.  Raises: UnreadablePicture."""
    return _prediction(reader.read(picture))


def number_of(reader: Reader, picture: Image.Image) -> Number:
    """The digits of a number.  Raises: UnreadablePicture."""
    number = reader.read_number(picture)
    left, top, width, height = on_pad((picture.height, picture.width))
    digits: list[NumberDigit] = []
    for digit in number.digits:
        x, y, w, h = digit.box
        box = [(x - left) / width, (y - top) / height, w / width, h / height]
        touching, prediction = digit.is_touching, _prediction(digit.reading)
        digits.append({"text": digit.text, "box": box, "touching": touching, "prediction": prediction})
    return {"text": number.text, "digits": digits}


def explanation_of(reader: Reader, picture: Image.Image) -> Explanation:
    """Every stage, and the ledger.  Raises: UnreadablePicture."""
    reading = reader.read(picture)
    stages = [_stage(wire.name, wire.kind, reading.trace[wire.name]) for wire in wiring(reader.network)]
    ledger_of = None if reading.verdict == "blank" else _ledger(reader, reading)
    return {"prediction": _prediction(reading), "stages": stages, "ledger": ledger_of}


def _prediction(reading: Reading) -> Prediction:
    return {
        "label": reading.candidates[0] if reading.candidates else None,
        "verdict": reading.verdict,
        "candidates": list(reading.candidates),
        "confidences": [{"label": label, "confidence": share} for label, share in reading.top(TOP).items()],
    }


def _stage(name: str, kind: str, activation: np.ndarray) -> Stage:
    """Shape: activation (channels, height, width) or (length,)."""
    means = activation.mean(axis=(1, 2)) if activation.ndim == 3 else activation
    most = np.argsort(-means, kind="stable")[:MOST_ACTIVE].tolist()
    return {
        "name": name,
        "kind": kind,
        "shape": list(activation.shape),
        "min": float(activation.min()),
        "mean": float(activation.mean()),
        "max": float(activation.max()),
        "most_active": [{"index": index, "mean": float(means[index])} for index in most],
    }


def _ledger(reader: Reader, reading: Reading) -> Ledger:
    digit, runner_up = reading.top(2)
    split = ledger(reader.network, reading.trace, int(digit), int(runner_up))
    largest = np.argsort(-np.abs(split.terms), kind="stable")[:LARGEST]
    return {
        "digit": digit,
        "runner_up": runner_up,
        "lead": split.lead,
        "bias": split.bias,
        "stage": split.stage,
        "terms": [{"index": index, "term": float(split.terms[index])} for index in largest.tolist()],
        "others": float(np.delete(split.terms, largest).sum()),
    }
