"""python -m train.numbers FOLDER|NAME: how well a checkpoint reads numbers, and what it makes of digits that touch.

Steer by the validation writers; the test writers measure, once.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from digit_model import Drawing, Reader, UnreadablePicture, load_reader
from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable, UnknownModel
from digit_model.number import NumberReading
from digit_model.path import Readable
from train.compositions import (
    SEED,
    Gap,
    Number,
    apart,
    close,
    joined,
    leaning,
    numbers,
    on_grey_paper,
    on_paper,
    touching,
)
from train.run_files import save_run_file
from train.sources import load_strokes
from train.sources.published import DamagedData, MissingData
from train.strokes import PenDigit

COUNT = 1000  # numbers of each kind
PICTURES = 400  # of each kind, which take ten times as long

Form = Callable[[Drawing, np.random.Generator], Readable]


@dataclass(frozen=True)
class Kind:
    """How far a number's digits are apart, and what is read: the drawing itself, or a picture of it."""

    gap: Gap
    form: Form
    count: int


def _strokes(drawing: Drawing, _: np.random.Generator) -> Drawing:
    return drawing


def _picture(drawing: Drawing, _: np.random.Generator) -> np.ndarray:
    return on_paper(drawing)


SEPARATE = {
    "strokes, apart": Kind(apart, _strokes, COUNT),
    "strokes, close": Kind(close, _strokes, COUNT),
    "strokes, one reaching over another": Kind(leaning, _strokes, COUNT),
    "pictures, apart": Kind(apart, _picture, PICTURES),
    "grey paper, apart": Kind(apart, on_grey_paper, PICTURES),
}
TOUCHING = {
    "strokes": Kind(touching, _strokes, COUNT),
    "strokes, the pen not lifted": Kind(touching, _strokes, COUNT),
    "pictures": Kind(touching, _picture, PICTURES),
    "grey paper": Kind(touching, on_grey_paper, PICTURES),
}
NOT_LIFTED = "strokes, the pen not lifted"


def separate(reader: Reader, people: list[PenDigit], kind: Kind) -> dict[str, float]:
    """Shares of numbers of 2 to 5 digits that stand apart.

    "exact": read as written.  "found": as many digits found as written.  "alone": each of its digits read rightly when
    it stands alone in the same place, which is all that a reader of digits can reach.
    """
    random = np.random.default_rng(SEED)
    told: Counter[str] = Counter()
    for number in numbers(people, kind.count, kind.gap):
        drawing, alone = number.on_pad(random)
        read = _read(reader, kind.form(drawing, random))
        told["exact"] += read is not None and read.text == number.text
        told["found"] += read is not None and len(read.digits) == len(number.digits)
        every = [reading.candidates[:1] for reading in reader.read_many([kind.form(digit, random) for digit in alone])]
        told["alone"] += every == [(digit,) for digit in number.text]
    return {name: told[name] / kind.count for name in ("exact", "found", "alone")}


def pairs(reader: Reader, people: list[PenDigit], kind: Kind, change: Callable[[Number], Number]) -> dict[str, float]:
    """Shares of two digits that touch or overlap, by what is said of them.

    "one digit": read as one, surely.  "touching": said to touch.  "unknown": no digit, or one that is unsure.
    "both": read as the two digits that they are.  "other": anything else.
    """
    random = np.random.default_rng(SEED)
    told: Counter[str] = Counter()
    for number in numbers(people, kind.count, kind.gap, lengths=(2, 2)):
        drawing, _ = change(number).on_pad(random)
        told[_said(_read(reader, kind.form(drawing, random)), number.text)] += 1
    return {name: told[name] / kind.count for name in ("one digit", "touching", "unknown", "both", "other")}


def _read(reader: Reader, picture: Readable) -> NumberReading | None:
    try:
        return reader.read_number(picture)
    except UnreadablePicture:  # such as two lines, if a stroke was taken for another
        return None


def _said(read: NumberReading | None, text: str) -> str:
    if read is None:
        return "unknown"
    if any(digit.is_touching for digit in read.digits):
        return "touching"
    if len(read.digits) == 1:
        return "one digit" if read.digits[0].reading.verdict == "digit" else "unknown"
    return "both" if read.text == text else "other"


def measure_numbers(reader: Reader, split: str, root: Path) -> dict[str, dict[str, dict[str, float]]]:
    """{"separate", "sources", "touching": {kind or source: shares}}.  Raises: MissingData, DamagedData."""
    sources = {name: people for name, people in load_strokes(split, root).items() if people}
    people = [digit for some in sources.values() for digit in some]
    return {
        "separate": {name: separate(reader, people, kind) for name, kind in SEPARATE.items()},
        "sources": {name: separate(reader, some, SEPARATE["strokes, apart"]) for name, some in sources.items()},
        "touching": {
            name: pairs(reader, people, kind, joined if name == NOT_LIFTED else lambda number: number)
            for name, kind in TOUCHING.items()
        },
    }


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, save."""
    parser = argparse.ArgumentParser(prog="python -m train.numbers", description="Measure how numbers are read.")
    parser.add_argument("model", help="a bundled name, a checkpoint folder, or USER/REPO")
    parser.add_argument("--split", choices=["val", "test"], default="val", help="default val; test is for the very end")
    parser.add_argument("--data-root", type=Path, default=Path("data"))
    parser.add_argument("--json", type=Path, help="default runs/RECIPE-seedN-numbers.json")
    options = parser.parse_args(arguments)
    try:
        reader = load_reader(options.model)
        measured = measure_numbers(reader, options.split, options.data_root)
    except (UnknownModel, DamagedCheckpoint, HubRefused, HubUnreachable, MissingData, DamagedData) as error:
        sys.exit(f"{error}")
    for part, rows in measured.items():
        for name, shares in rows.items():
            print(f"{part:9} {name:36}", *(f"{what} {share:.2%}" for what, share in shares.items()), sep="  ")
    save_run_file(reader.config, "numbers", {"of": options.split, "numbers": measured}, options.json)


if __name__ == "__main__":
    main()
