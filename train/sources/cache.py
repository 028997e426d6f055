"""Strokes that were parsed once, kept beside the data: reading UNIPEN's text takes many seconds, this a fraction.

The name of the kept file holds a key of all that the strokes depend on, so that one made from other data or by another
version of the code is never read.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np

from train.sources.published import UNREADABLE, md5_of, written_whole
from train.strokes import NOT_A_DIGIT, PenDigit


@dataclass(frozen=True)
class Packed:
    """Many drawn digits as few arrays.

    ``points``:  (P, 2), float32, all strokes one after the other.
    ``strokes``: (S,), points in each stroke.  ``counts``: (N,), strokes of each digit.  ``labels``: (N,).
    ``names``:   (W,), text, every writer once.  ``writers``: (N,), the place of each digit's writer among them.
    """

    points: np.ndarray
    strokes: np.ndarray
    counts: np.ndarray
    labels: np.ndarray
    names: np.ndarray
    writers: np.ndarray

    def __post_init__(self) -> None:
        """Raise ValueError if the arrays do not belong together."""
        same = len(self.counts) == len(self.labels) == len(self.writers)
        whole = self.counts.sum() == len(self.strokes) and self.strokes.sum() == len(self.points)
        if not (same and whole and self.points.shape[1:] == (2,) and (self.writers < len(self.names)).all()):
            raise ValueError("these arrays do not belong together")

    def digits_of(self, split: str, split_of: Mapping[str, str]) -> list[PenDigit]:
        """The digits by the writers of a split."""
        return self._chosen((self.labels != NOT_A_DIGIT) & self._by_writers_of(split, split_of))

    def letters_of(self, split: str, split_of: Mapping[str, str]) -> list[PenDigit]:
        """What is no digit, by the writers of a split."""
        return self._chosen((self.labels == NOT_A_DIGIT) & self._by_writers_of(split, split_of))

    def _by_writers_of(self, split: str, split_of: Mapping[str, str]) -> np.ndarray:
        return np.array([split_of[name] == split for name in self.names.tolist()], dtype=bool)[self.writers]

    def _chosen(self, chosen: np.ndarray) -> list[PenDigit]:
        last_stroke = np.cumsum(self.counts)
        ends = np.concatenate([[0], np.cumsum(self.strokes)]).tolist()
        points, names = self.points.astype(np.float64), self.names.tolist()
        return [
            PenDigit(tuple(points[ends[s] : ends[s + 1]] for s in range(last - count, last)), label, names[writer])
            for last, count, label, writer in zip(
                *(part[chosen].tolist() for part in (last_stroke, self.counts, self.labels, self.writers)), strict=True
            )
        ]


def packed(digits: list[PenDigit]) -> Packed:
    """Digits as arrays; points are rounded to float32, a millionth of the digit's size."""
    lines = [line for digit in digits for line in digit.lines]
    names, writers = np.unique(np.array([digit.writer for digit in digits], dtype=str), return_inverse=True)
    return Packed(
        points=np.concatenate([np.zeros((0, 2)), *lines]).astype(np.float32),
        strokes=np.array([len(line) for line in lines], dtype=np.int32),
        counts=np.array([len(digit.lines) for digit in digits], dtype=np.int32),
        labels=np.array([digit.label for digit in digits], dtype=np.int8),
        names=names,
        writers=writers.astype(np.int32),
    )


def cached(folder: Path, made_from: tuple[str, ...], make: Callable[[], list[PenDigit]]) -> Packed:
    """What ``make`` returns, from the file kept in the folder if there is one; otherwise made, and kept.

    A file that cannot be read is made anew. In a folder that cannot be written to, nothing is kept.

    ``made_from``: all that the digits depend on: checksums, the version of the code that parses.
    """
    path = folder / f"strokes-{md5_of(chr(10).join(made_from).encode())[:16]}.npz"
    # numpy leaves a file open in which it finds no arrays, so it is given the content, not the file.
    with suppress(*UNREADABLE), np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
        return Packed(**{field.name: kept[field.name] for field in fields(Packed)})
    made = packed(make())
    data = io.BytesIO()
    np.savez(data, allow_pickle=False, **asdict(made))
    with suppress(OSError):
        written_whole(path, data.getvalue())
    return made
