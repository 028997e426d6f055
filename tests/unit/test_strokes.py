"""Pen strokes from UNIPEN's text, and the suite that is drawn from them."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pytest

import train.strokes
from digit_model import load_reader
from digit_model.ink import ink_from
from digit_model.preprocess import crop_to_ink
from train.data import DamagedData, MissingData
from train.evaluate import evaluate
from train.strokes import FILE, load_strokes, parse_unipen
from train.suite import CELLS, PAD, pictures, prepared

# A seven (writer 12) and a four in two strokes (writer 5), y upwards.
NOWHERE = "http://127.0.0.1:9/nothing.zip"  # the port of the discard protocol, where nobody listens
TEXT = """.INCLUDE        some.doc

.SEGMENT DIGIT    0 ? "7"
.COMMENT 7 12  224
.PEN_DOWN
 100  300
 200  300
 140  100
.PEN_UP
.DT 100

.SEGMENT DIGIT    1-2 ? "4"
.COMMENT 4 5   54
.PEN_DOWN
 150  300
 100  180
 220  180
.PEN_UP
.DT 60
.PEN_DOWN
 180  240
 180  100
.PEN_UP
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A data folder with the text above in the place of UCI's file."""
    path = tmp_path / FILE.path
    path.parent.mkdir()
    path.write_text(TEXT)
    md5 = hashlib.md5(TEXT.encode(), usedforsecurity=False).hexdigest()
    monkeypatch.setattr(train.strokes, "FILE", replace(FILE, url=NOWHERE, md5=md5))
    return tmp_path


def test_strokes_labels_and_writers_are_read_and_turned_upright():
    seven, four = parse_unipen(TEXT)
    assert (seven.label, seven.writer, len(seven.lines)) == (7, 12, 1)
    assert (four.label, four.writer, len(four.lines)) == (4, 5, 2)
    assert seven.lines[0].tolist() == [[0, 0], [0.5, 0], [0.2, 1]], "y runs downwards, the longer side is 1"


def test_whole_writers_are_held_out(root):
    assert [digit.label for digit in load_strokes("test", root)] == [4]
    assert load_strokes("val", root) == []
    assert [digit.label for digit in load_strokes("train", root)] == [7]
    with pytest.raises(ValueError, match='"all" is no split'):
        load_strokes("all", root)


def test_missing_and_damaged_files_are_named(root, tmp_path):
    with pytest.raises(MissingData, match=r"(?s)pendigits-orig\.tra\.Z in http.*or name another --data-root"):
        load_strokes("val", tmp_path / "elsewhere")
    (root / FILE.path).write_text("something else")
    with pytest.raises(DamagedData, match=train.strokes.FILE.md5):
        load_strokes("val", root)


@pytest.mark.parametrize("cell", [cell for cell in CELLS if not cell.strokes], ids=lambda cell: cell.name)
def test_a_page_holds_the_whole_digit_in_the_size_that_its_cell_says(cell):
    digits = parse_unipen(TEXT) * 10
    for page, digit in zip(pictures(digits, cell), digits, strict=True):
        assert page.shape == (PAD, PAD)
        longer = max(crop_to_ink(ink_from(page)).shape)
        assert cell.smallest - 3 <= longer <= cell.largest + 3, digit.label
        for edge in (page[0], page[-1], page[:, 0], page[:, -1]):
            assert (edge == 0).mean() < 0.5, "ink beyond the page"
    assert len({page.tobytes() for page in pictures(digits, cell)}) > 15, "places and sizes differ"


def test_the_suite_is_what_the_reader_reads():
    digits, reader = parse_unipen(TEXT) * 3, load_reader()
    for cell in CELLS:
        readings = reader.read_many(pictures(digits, cell))
        right = [reading.probabilities.argmax() == digit.label for reading, digit in zip(readings, digits, strict=True)]
        assert evaluate(reader, prepared(digits, cell)).accuracy == pytest.approx(np.mean(right))
