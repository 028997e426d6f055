"""Strokes are parsed once, and kept: what is kept is the same, and nothing wrong is ever read."""

from __future__ import annotations

import numpy as np
import pytest

from train.sources.cache import Packed, cached
from train.strokes import NOT_A_DIGIT, PenDigit

SEVEN = PenDigit((np.array([[0, 0], [0.6, 0], [0.2, 1]]),), 7, "a/1")
FOUR = PenDigit((np.array([[0.4, 0], [0, 0.6], [0.7, 0.6]]), np.array([[0.5, 0.3]])), 4, "a/2")
LETTER = PenDigit((np.array([[0, 0], [1, 1.0]]),), NOT_A_DIGIT, "a/1")
SPLIT_OF = {"a/1": "train", "a/2": "test"}


@pytest.fixture
def made() -> list[str]:
    """What was parsed, in order."""
    return []


def load(folder, made: list[str], made_from: str = "v1") -> Packed:
    def make() -> list[PenDigit]:
        made.append(made_from)
        return [SEVEN, FOUR, LETTER]

    return cached(folder, (made_from,), make)


def told(digits: list[PenDigit]) -> list[tuple[int, str, list]]:
    return [(digit.label, digit.writer, [line.round(6).tolist() for line in digit.lines]) for digit in digits]


def test_what_is_kept_is_what_was_parsed(tmp_path, made):
    for kept in (load(tmp_path, made), load(tmp_path, made)):
        assert told(kept.digits_of("train", SPLIT_OF)) == told([SEVEN])
        assert told(kept.digits_of("test", SPLIT_OF)) == told([FOUR])
        assert told(kept.letters_of("train", SPLIT_OF)) == told([LETTER])
        assert kept.digits_of("val", SPLIT_OF) == kept.letters_of("test", SPLIT_OF) == []
    assert made == ["v1"]
    assert [path.suffix for path in tmp_path.iterdir()] == [".npz"]


def test_other_data_or_another_version_is_parsed_anew(tmp_path, made):
    for made_from in ("v1", "v2", "v1", "v2"):
        load(tmp_path, made, made_from)
    assert made == ["v1", "v2"]


def damaged(data: bytes) -> dict[str, bytes]:
    flipped = bytearray(data)
    flipped[len(data) // 4] ^= 255
    return {"empty": b"", "half": data[: len(data) // 2], "flipped": bytes(flipped), "text": b"something else"}


@pytest.mark.parametrize("kind", ["empty", "half", "flipped", "text", "other arrays", "too short", "pickle"])
def test_a_damaged_or_foreign_file_is_made_anew(tmp_path, made, kind):
    first = load(tmp_path, made)
    (path,) = tmp_path.iterdir()
    if kind == "other arrays":
        np.savez(path, points=np.zeros(3))
    elif kind == "too short":
        np.savez(path, **{**vars(first), "points": first.points[:-1]})
    elif kind == "pickle":
        np.savez(path, **{**vars(first), "names": np.array([{}, {}], dtype=object)})
    else:
        path.write_bytes(damaged(path.read_bytes())[kind])
    assert told(load(tmp_path, made).digits_of("train", SPLIT_OF)) == told([SEVEN])
    load(tmp_path, made)
    assert made == ["v1", "v1"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path, made):
    (tmp_path / "file").write_text("no folder can be here")
    for _ in range(2):
        assert told(load(tmp_path / "file" / "folder", made).digits_of("test", SPLIT_OF)) == told([FOUR])
    assert made == ["v1", "v1"]


def test_no_digit_at_all_can_be_kept(tmp_path):
    for _ in range(2):
        assert cached(tmp_path, ("none",), list).digits_of("train", {}) == []
