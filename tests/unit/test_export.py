"""A reading as a file, read back by others than those who wrote it."""

from __future__ import annotations

import csv
import io
import json
from base64 import b64decode, b64encode

import numpy as np
import pytest
from fastapi import HTTPException

from digit_model import VARIANTS, Drawing, Reader, Reading
from digit_model.checkpoint import Config
from digit_model.explain.export import to_csv, to_npz
from digit_model.page import digit_bytes
from digit_model.ui.share import share
from digit_model.verdict import Thresholds

FOUR = Drawing.of([[(0.56, 0.16), (0.3, 0.57), (0.74, 0.56)], [(0.62, 0.38), (0.6, 0.86)]], 0.06)


def untrained(variant: str) -> Reader:
    return Reader(VARIANTS[variant]().eval(), Config(variant, "none", 0, Thresholds(4.5, 0.2)))


def everything(reading: Reading) -> dict[str, np.ndarray]:
    return {"digit": reading.digit, **reading.trace, "probabilities": reading.probabilities}


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_spreadsheet_has_every_number_of_the_reading_to_the_last_bit(variant):
    reading = untrained(variant).read(FOUR)
    wanted = everything(reading)
    found = {name: np.full(values.shape, np.nan, np.float32) for name, values in wanted.items()}
    rows = list(csv.DictReader(io.StringIO(to_csv(reading), newline="")))
    for row in rows:
        place = [int(row[axis]) for axis in ("channel", "row", "column") if row[axis]]
        found[row["stage"]][tuple(place[-found[row["stage"]].ndim :])] = np.float32(row["value"])
    assert len(rows) == sum(values.size for values in wanted.values())
    assert list(dict.fromkeys(row["stage"] for row in rows)) == list(wanted)
    for name, values in wanted.items():
        assert np.array_equal(found[name], values), name


def test_vectors_have_neither_row_nor_column_and_maps_have_both():
    rows = list(csv.DictReader(io.StringIO(to_csv(untrained("talk").read(FOUR)), newline="")))
    maps = {"digit", "conv1", "pool1", "conv2", "pool2"}
    for row in rows:
        assert row["channel"]
        assert bool(row["row"]) == bool(row["column"]) == (row["stage"] in maps)


@pytest.mark.parametrize("variant", VARIANTS)
def test_an_archive_has_every_array_of_the_reading(variant):
    reading = untrained(variant).read(FOUR)
    wanted = everything(reading)
    with np.load(io.BytesIO(to_npz(reading)), allow_pickle=False) as archive:
        assert set(archive.files) == set(wanted)
        for name, values in wanted.items():
            assert archive[name].dtype == values.dtype
            assert np.array_equal(archive[name], values), name


def test_the_page_gets_the_files_of_the_digit_it_asks_about_and_nothing_else_is_answered():
    reader = untrained("talk")
    reading = reader.read(FOUR)
    question = {"digit": b64encode(digit_bytes(reading.digit)).decode()}
    made = {function.__name__: function for function in share(reader).server_fns}

    def file(name: str, asked: dict[str, object]) -> bytes:
        return b64decode(json.loads(made[name](asked).body))

    assert file("csv", question).decode() == to_csv(reading)
    with np.load(io.BytesIO(file("npz", question)), allow_pickle=False) as archive:
        assert np.array_equal(archive["digit"], reading.digit)
    changed = question | {"surgery": [{"stage": "conv1", "channel": 3}]}
    with np.load(io.BytesIO(file("npz", changed)), allow_pickle=False) as archive:
        assert not archive["conv1"][3].any()
        assert archive["conv1"][2].any()
    assert file("csv", changed).decode() != to_csv(reading)
    for answer in made.values():
        with pytest.raises(HTTPException):
            answer({"digit": "not a digit"})
