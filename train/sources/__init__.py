"""Other people's pen strokes, one file a source: where it is published, how it is read, whose digits measure.

Every source's writers are split, whole, into those who train ("train"), decide ("val") and measure ("test").
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from train.sources import numberpad, pendigits, uji, unipen
from train.strokes import PenDigit

SPLITS = ("train", "val", "test")
SOURCES: dict[str, Callable[[str, str | Path], list[PenDigit]]] = {
    "pendigits": pendigits.load,
    "uji": uji.load,
    "numberpad": numberpad.load,
    "unipen": unipen.load,
}

# Whom the card of a checkpoint thanks for what it learned from.
CREDITS = {
    "pendigits": "pen strokes of E. Alpaydin, F. Alimoglu, Pen-Based Recognition of Handwritten Digits, UCI, CC BY 4.0",
    "uji": "pen strokes of F. Prat, M. J. Castro and others, UJI Pen Characters (Version 2), UCI, CC BY 4.0",
    "numberpad": "pen strokes of B. Maxwell's NumberPad, Apache-2.0",
    "unipen": "pen strokes of The International Unipen Foundation, train_r01_v07, CC BY 4.0",
    "letters": "letters and symbols, which are no digits, from the same collection of UNIPEN",
}


def load_strokes(split: str, root: str | Path, without: Collection[str] = ()) -> dict[str, list[PenDigit]]:
    """The digits of a split by the name of their source; a source with nobody in that split gives an empty list.

    ``without``: sources to leave out, which are then not downloaded either.
    Raises: MissingData, DamagedData; ValueError for a split or a source that does not exist.
    """
    _check(split, without)
    return {name: load(split, root) for name, load in SOURCES.items() if name not in without}


def load_letters(split: str, root: str | Path) -> list[PenDigit]:
    """Real letters and symbols, labelled NOT_A_DIGIT, by the writers of a split; those that look like digits left out.

    Raises: MissingData, DamagedData; ValueError for a split that does not exist.
    """
    _check(split)
    return unipen.load_unipen_letters(split, root)


def _check(split: str, without: Collection[str] = ()) -> None:
    if split not in SPLITS:
        raise ValueError(f'"{split}" is no split; there are train, val and test')
    if unknown := set(without) - set(SOURCES):
        raise ValueError(f"{', '.join(sorted(unknown))}: no such source; there are {', '.join(SOURCES)}")
