"""Python's side of drawing -> digit has not changed by one bit; tests/browser/test_digit_twin.py holds the page's."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from digit_model.digit import PREPROCESSING_VERSION
from tests.drawings import BATCH, FILE, NASTY, WRITTEN, answer, hash_of, nasty, written

RECORD = json.loads(FILE.read_bytes())
ADVICE = "if the change is meant, raise PREPROCESSING_VERSION, run python -m tests.drawings, and train again"


def test_the_hashes_are_of_this_version_and_of_all_batches():
    assert RECORD["preprocessing"] == PREPROCESSING_VERSION, ADVICE
    assert (len(RECORD["written"]), len(RECORD["nasty"])) == (WRITTEN, NASTY)


# Some batches are enough here: the browser's test goes through all, and both against the same hashes.
@pytest.mark.parametrize(("kind", "batches", "some"), [("written", written, 1), ("nasty", nasty, 2)])
def test_python_makes_the_digits_of_the_record(kind, batches, some):
    for number, batch in enumerate(islice(batches(), some)):
        assert len(batch) == BATCH
        assert hash_of(map(answer, batch)) == RECORD[kind][number], f"batch {number}: {ADVICE}"
