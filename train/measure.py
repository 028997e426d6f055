"""The suite: all that a sceptic asks of a reader, measured on people, pictures and figures that trained nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch

from digit_model import Reader, Reading
from digit_model.ink import Picture
from digit_model.verdict import candidates, evidence
from train.corruptions import CORRUPTIONS, corrupted
from train.data import Digits, joined, load_split
from train.loop import accuracy, logits_of
from train.nondigits import NON_DIGITS, two_digits
from train.sources import load_strokes, pendigits
from train.sources.uji import load_v1_letters
from train.strokes import PAD, PenDigit
from train.suite import CELLS, SEED, prepared

CORRUPTED = 400  # test digits behind every corruption
FIGURES = 300  # of every kind of non-digit
BINS = 15  # of confidence, in the calibration table
READ_AT_ONCE = 200  # pictures; a reading keeps its whole trace


def drawn_digits(root: Path) -> dict[str, Digits]:
    """The digits of people who trained and decided nothing, by how they were drawn.

    Raises: MissingData, DamagedData.
    """
    people = pendigits.load("test", root)
    return {cell.name: prepared(people, cell) for cell in CELLS}


def measure(reader: Reader, drawn: dict[str, Digits], root: Path) -> dict[str, Any]:
    """Everything else, as plain data for a run file.

    Raises: MissingData, DamagedData.
    """
    mnist = load_split("mnist", "test", root)
    strangers = load_strokes("test", root, without=("pendigits",))
    others = [digit for people in strangers.values() for digit in people]
    every = joined([mnist, *drawn.values()])
    return {
        "other source": accuracy(reader.network, joined(prepared(others, cell) for cell in CELLS)),
        "corruptions": {name: corrupted_accuracy(reader, mnist, name) for name in CORRUPTIONS},
        "refused": refusals(reader, pendigits.load("test", root), load_v1_letters(root)),
        "verdicts": verdicts(reader, every),
        "calibration": calibration(reader, every),
    }


def corrupted_accuracy(reader: Reader, digits: Digits, name: str) -> float:
    """Share read right of the first test digits as damaged pictures, read the whole way."""
    chosen = digits.pick(torch.arange(min(CORRUPTED, len(digits))))
    readings = read_all(reader, corrupted(chosen, name, SEED))
    answers = [int(reading.probabilities.argmax()) if reading.verdict != "blank" else -1 for reading in readings]
    return (torch.tensor(answers) == chosen.labels).float().mean().item()


def refusals(reader: Reader, people: list[PenDigit], letters: list[PenDigit]) -> dict[str, float]:
    """Share of each kind of non-digit that gets no digit: "not a digit" or "blank"."""
    random = np.random.default_rng(SEED)
    kinds: dict[str, list[Picture]] = {
        kind: [make(random) for _ in range(FIGURES)] for kind, make in NON_DIGITS.items()
    }
    kinds["letter"] = [letter.drawing(*_place(random)) for letter in letters for _ in range(4)]
    pairs = random.integers(len(people), size=(FIGURES, 2))
    kinds["two digits"] = [two_digits(people[a], people[b], random) for a, b in pairs]
    return {
        kind: float(np.mean([reading.verdict in ("not a digit", "blank") for reading in read_all(reader, pictures)]))
        for kind, pictures in kinds.items()
    }


def _place(random: np.random.Generator) -> tuple[float, float, float, float]:
    """Height, pen, left and top of something drawn, in pad units."""
    height = random.uniform(70, 240) / PAD
    left, top = random.uniform(0, 1 - height, size=2)
    return height, random.choice([10, 18]) / PAD, left, top


def verdicts(reader: Reader, digits: Digits) -> dict[str, float]:
    """What true digits are told: shares of all of them.

    "refused": no digit; "unsure": of several candidates; "right": the one digit, rightly; "covered": true digit among
    the candidates.
    """
    logits = logits_of(reader.network, digits.images)
    thresholds = reader.config.thresholds
    refused = (evidence(logits) < thresholds.evidence).tolist()
    likely = [candidates(row, thresholds) for row in torch.softmax(logits, dim=1).numpy()]
    told = list(zip(refused, likely, map(str, digits.labels.tolist()), strict=True))
    return {
        "refused": float(np.mean(refused)),
        "unsure": float(np.mean([not no and len(these) > 1 for no, these, _ in told])),
        "right": float(np.mean([not no and these == (label,) for no, these, label in told])),
        "covered": float(np.mean([not no and label in these for no, these, label in told])),
    }


def calibration(reader: Reader, digits: Digits) -> dict[str, Any]:
    """Whether answers given with 90 % are right 90 times in 100.

    "error": expected calibration error, 0..1; "bins": [answers, their mean probability, share right], by probability.
    Source: Guo et al. 2017.
    """
    confidence, answers = torch.softmax(logits_of(reader.network, digits.images), dim=1).max(dim=1)
    right = (answers == digits.labels).double()
    place = (confidence * BINS).long().clamp(max=BINS - 1)
    bins = [
        [int(chosen.sum()), confidence[chosen].double().mean().item(), right[chosen].mean().item()]
        for chosen in (place == k for k in range(BINS))
        if chosen.any()
    ]
    return {"error": sum(count * abs(sure - true) for count, sure, true in bins) / len(digits), "bins": bins}


def read_all(reader: Reader, pictures: Sequence[Picture]) -> Iterable[Reading]:
    """Readings one after the other, few of them in memory at a time."""
    rest = iter(pictures)
    while some := list(islice(rest, READ_AT_ONCE)):
        yield from reader.read_many(some)
