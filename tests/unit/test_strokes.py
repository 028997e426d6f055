"""The suite that is drawn from pen strokes."""

from __future__ import annotations

import numpy as np
import pytest

from digit_model import load_reader
from digit_model.page import cropped
from digit_model.preprocess import in_grey_levels
from tests.unit.ink import ink_from
from train.evaluate import evaluate
from train.sources.pendigits import parse
from train.suite import CELLS, PAD, pictures, prepared

# A seven (writer 12) and a four in two strokes (writer 5), y upwards.
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


@pytest.mark.parametrize("cell", [cell for cell in CELLS if not cell.strokes], ids=lambda cell: cell.name)
def test_a_page_holds_the_whole_digit_in_the_size_that_its_cell_says(cell):
    digits = parse(TEXT) * 10
    for page, digit in zip(pictures(digits, cell), digits, strict=True):
        assert page.shape == (PAD, PAD)
        longer = max(cropped(in_grey_levels(ink_from(page))).levels.shape)
        assert cell.smallest - 3 <= longer <= cell.largest + 3, digit.label
        for edge in (page[0], page[-1], page[:, 0], page[:, -1]):
            assert (edge == 0).mean() < 0.5, "ink beyond the page"
    assert len({page.tobytes() for page in pictures(digits, cell)}) > 15, "places and sizes differ"


def test_the_suite_is_what_the_reader_reads():
    digits, reader = parse(TEXT) * 3, load_reader()
    for cell in CELLS:
        readings = reader.read_many(pictures(digits, cell))
        right = [reading.probabilities.argmax() == digit.label for reading, digit in zip(readings, digits, strict=True)]
        assert evaluate(reader, prepared(digits, cell)).accuracy == pytest.approx(np.mean(right))
