"""The suite: all that a sceptic asks of a reader, measured on people, pictures and figures that trained nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch

from digit_model import Reader, Reading
from digit_model.path import Readable
from digit_model.verdict import candidates, evidence
from train.corruptions import CORRUPTIONS, corrupted
from train.data import Digits, joined, load_split
from train.loop import accuracy, logits_of
from train.nondigits import NON_DIGITS, two_digits
from train.sources import load_letters, load_strokes
from train.sources.uji import load_v1_letters
from train.strokes import PAD, PenDigit
from train.styles import STYLES, styled
from train.suite import CELLS, SEED, prepared

CORRUPTED = 400  # test digits behind every corruption
FIGURES = 300  # of every kind of non-digit
LETTERS = 1_500  # of each source, at most
STYLED = 60  # digits in each style written in code
SLIP = 0.1  # of a digit's longer side
STRAIGHT = 1.1  # times the distance between its ends is the longest that a straight line by hand is
BINS = 15  # of confidence, in the calibration table
READ_AT_ONCE = 200  # pictures; a reading keeps its whole trace


def drawn_digits(root: Path) -> dict[str, dict[str, Digits]]:
    """The digits of people who trained and decided nothing, by source and by how they were drawn.

    Raises: MissingData, DamagedData.
    """
    return {
        source: {cell.name: prepared(people, cell) for cell in CELLS}
        for source, people in load_strokes("test", root).items()
        if people
    }


def by_writer(reader: Reader, drawn: dict[str, dict[str, Digits]], root: Path) -> dict[str, list[int]]:
    """How many of each person's digits are read right, drawn in every way, and how many there are: {writer: [n, of]}.

    ``drawn``: all of ``drawn_digits``.  Raises: MissingData, DamagedData.
    """
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    people = load_strokes("test", root)
    for source, cells in drawn.items():
        writers = [digit.writer for digit in people[source]]
        for part in cells.values():
            is_right = logits_of(reader.network, part.images).argmax(dim=1) == part.labels
            right.update(writer for writer, known in zip(writers, is_right.tolist(), strict=True) if known)
            every.update(writers)
    return {writer: [right[writer], every[writer]] for writer in sorted(every)}


def measure(reader: Reader, drawn: Digits, root: Path) -> dict[str, Any]:
    """Everything else, as plain data for a run file.  ``drawn``: all digits of ``drawn_digits``.

    Raises: MissingData, DamagedData.
    """
    mnist = load_split("mnist", "test", root)
    people = [digit for some in load_strokes("test", root).values() for digit in some]
    letters = {"letter": load_v1_letters(root) * 4, "letter or symbol, UNIPEN": load_letters("test", root)}
    every = joined([mnist, drawn])
    return {
        "styles of people": {name: _share(reader, some) for name, some in styles_of(people).items()},
        "styles in code": {name: _share(reader, styled(STYLED, SEED, name)) for name in STYLES},
        "corruptions": {name: corrupted_accuracy(reader, mnist, name) for name in CORRUPTIONS},
        "refused": refusals(reader, people, letters),
        "verdicts": verdicts(reader, every),
        "calibration": calibration(reader, every),
    }


def styles_of(people: list[PenDigit]) -> dict[str, list[PenDigit]]:
    """The digits among these whose style their strokes betray, by the name of the style."""
    return {
        "zeros in two strokes, mostly slashed": [digit for digit in people if digit.label == 0 and _parts(digit) > 1],
        "ones with a flag or a foot": [digit for digit in people if digit.label == 1 and not _is_a_stem(digit)],
        "sevens in two strokes, mostly crossed": [digit for digit in people if digit.label == 7 and _parts(digit) > 1],
        "fours in one stroke": [digit for digit in people if digit.label == 4 and _parts(digit) == 1],
    }


def _parts(digit: PenDigit) -> int:
    """Strokes longer than a slip of the pen."""
    return sum(np.ptp(line, axis=0).max() > SLIP for line in digit.lines)


def _is_a_stem(digit: PenDigit) -> bool:
    """Whether it is one stroke that goes nearly straight from end to end."""
    (path,) = digit.lines if len(digit.lines) == 1 else [np.concatenate(digit.lines)]
    length = np.hypot(*np.diff(path, axis=0).T).sum()
    return bool(length < STRAIGHT * np.hypot(*(path[-1] - path[0])))


def _share(reader: Reader, digits: list[PenDigit]) -> float:
    """Share of these digits that is read right, drawn in every way."""
    return accuracy(reader.network, joined(prepared(digits, cell) for cell in CELLS)) if digits else float("nan")


def corrupted_accuracy(reader: Reader, digits: Digits, name: str) -> float:
    """Share read right of the first test digits as damaged pictures, read the whole way."""
    chosen = digits.pick(torch.arange(min(CORRUPTED, len(digits))))
    readings = read_all(reader, corrupted(chosen, name, SEED))
    answers = [int(reading.probabilities.argmax()) if reading.verdict != "blank" else -1 for reading in readings]
    return (torch.tensor(answers) == chosen.labels).float().mean().item()


def refusals(reader: Reader, people: list[PenDigit], letters: dict[str, list[PenDigit]]) -> dict[str, float]:
    """Share of each kind of non-digit that gets no digit: "not a digit" or "blank"."""
    random = np.random.default_rng(SEED)
    kinds: dict[str, list[Readable]] = {
        kind: [make(random) for _ in range(FIGURES)] for kind, make in NON_DIGITS.items()
    }
    for kind, some in letters.items():
        chosen = random.permutation(len(some))[:LETTERS]
        kinds[kind] = [some[index].drawing(*_place(random)) for index in chosen]
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
    refused = (evidence(logits.numpy()) < thresholds.evidence).tolist()
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
    place = (confidence * BINS).to(torch.int64).clamp(max=BINS - 1)
    bins = [
        [int(chosen.sum()), confidence[chosen].double().mean().item(), right[chosen].mean().item()]
        for chosen in (place == k for k in range(BINS))
        if chosen.any()
    ]
    return {"error": sum(count * abs(sure - true) for count, sure, true in bins) / len(digits), "bins": bins}


def read_all(reader: Reader, pictures: Sequence[Readable]) -> Iterable[Reading]:
    """Readings one after the other, few of them in memory at a time."""
    rest = iter(pictures)
    while some := list(islice(rest, READ_AT_ONCE)):
        yield from reader.read_many(some)
