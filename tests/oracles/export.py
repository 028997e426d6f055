"""A reading as a file: every number of it, for a spreadsheet or for NumPy."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np

from digit_model.reading import Reading

COLUMNS = "stage,channel,row,column,value"


def to_csv(reading: Reading) -> str:
    """A table with one line a value: the digit, every stage in order, the probabilities.

    Units: channels, rows and columns count from 0; a vector's values have a channel alone. Values are written in as few
           decimals as float32 needs to come back exactly.
    """
    # The digit is the network's input: a map like any other, its only channel the first.
    named = {"digit": reading.digit[np.newaxis], **reading.trace, "probabilities": reading.probabilities}
    return "\r\n".join([COLUMNS, *(line for name, values in named.items() for line in _lines(name, values)), ""])


def to_npz(reading: Reading) -> bytes:
    """A compressed NumPy archive: one array a stage, by its name, and "digit" and "probabilities".

    Shape: as in the reading: digit (28, 28), probabilities (10,), stages (channels, rows, columns) or (channels,).
    """
    file = io.BytesIO()
    np.savez_compressed(file, digit=reading.digit, **reading.trace, probabilities=reading.probabilities)
    return file.getvalue()


def _lines(name: str, values: np.ndarray) -> Iterator[str]:
    after = "," * (3 - values.ndim)  # no row, no column
    places = (",".join(map(str, index)) for index in np.ndindex(values.shape))
    numbers = values.ravel().astype(str).tolist()
    return (f"{name},{place}{after},{number}" for place, number in zip(places, numbers, strict=True))
