"""The number in the pad's photo, as the page asks for it."""

from __future__ import annotations

import io
from base64 import b64encode

import numpy as np
import pytest
from fastapi import HTTPException
from PIL import Image

from digit_model import Drawing, load_reader
from digit_model.ui.server.numbers import LONGEST, number_in
from digit_model.ui.server.pictures import prepared
from tests.browser.visitor import FOUR, SEVEN
from train.compositions import on_paper

NUMBER = Drawing.of([[(0.45 * x, 0.45 * y) for x, y in line] for line in FOUR], 0.03).strokes
NUMBER += Drawing.of([[(0.45 + 0.45 * x, 0.45 * y) for x, y in line] for line in SEVEN], 0.03).strokes


@pytest.fixture(scope="module")
def number():
    return number_in(load_reader())


def address_of(page: np.ndarray, form: str = "jpeg") -> str:
    """A picture at a data address."""
    file = io.BytesIO()
    Image.fromarray(page).save(file, form)
    return f"data:image/jpeg;base64,{b64encode(file.getvalue()).decode()}"


def test_the_pads_copy_of_a_photo_is_read_as_the_photo(number, tmp_path):
    page = on_paper(Drawing(NUMBER))
    Image.fromarray(page).save(tmp_path / "number.png")
    assert '"copy": {"address": "data:image/jpeg;base64,' in prepared(str(tmp_path / "number.png"))
    answer = number({"picture": address_of(page)})
    assert answer["text"] == "47"
    expected = load_reader().read_number(page)
    for found, digit in zip(answer["digits"], expected.digits, strict=True):
        assert found["text"] == digit.text
        assert found["box"] == pytest.approx(digit.box, abs=0.01)


def test_several_lines_are_refused_in_both_languages(number):
    two = on_paper(Drawing((*NUMBER, *Drawing(NUMBER).moved(dy=0.5).strokes)))
    refused = number({"picture": address_of(two)})["refused"]
    assert "there are 2 lines" in refused
    assert "这里有 2 行" in refused


@pytest.mark.parametrize(
    "question",
    [
        None,
        {},
        {"picture": 3},
        {"picture": "data:image/png;base64,AAAA"},
        {"picture": "data:image/jpeg;base64,****"},
        {"picture": "data:image/jpeg;base64," + b64encode(b"no picture").decode()},
        {"picture": "data:image/jpeg;base64," + "A" * LONGEST},
        {"picture": address_of(np.zeros((8, 8), dtype=np.uint8), "png")},
    ],
)
def test_what_is_no_small_jpeg_is_refused(number, question):
    with pytest.raises(HTTPException):
        number(question)
