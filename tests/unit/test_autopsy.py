"""The strip of preparing steps is the reader's own path, opened."""

from __future__ import annotations

import json
from base64 import b64decode
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from digit_model import Drawing, UnreadablePicture, load_reader
from digit_model.digit import DRAWING_TO_DIGIT
from digit_model.drawing import Stroke
from digit_model.explain.autopsy import PAD_SIDE, autopsy, resized
from digit_model.ink import ink_from_drawing
from digit_model.page import digit_bytes
from digit_model.path import PICTURE_TO_DIGIT, page_from
from digit_model.reader import bundled_models
from digit_model.ui.parts.examples.examples import example_files
from digit_model.ui.server.pictures import STEP_SIDE, prepared
from digit_model.ui.text import words_of

SEVEN = Drawing.of([[(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)]], 0.07)
TINY = SEVEN.moved(0.2, 0.02, 0.02)
TAPPED = Drawing((*TINY.strokes, Stroke(((0.9, 0.9),), 0.06)))
PAGE = (255 - 255 * ink_from_drawing(SEVEN, 280)).astype(np.uint8)
SMALL = np.pad(PAGE[50:230:20, 80:220:20], 2, constant_values=255)  # the seven of 9 pixels
RULED = np.array(PAGE)
RULED[100:102] = 60
RULED[5:9, 5:9] = 0
EXAMPLES = [Drawing.load(path) if path.suffix == ".json" else path for path in example_files()]


@pytest.mark.parametrize("picture", [SEVEN, TINY, TAPPED, PAGE, SMALL, 255 - PAGE, RULED, *EXAMPLES], ids=str)
def test_the_last_step_is_the_digit_that_is_read_and_every_step_changes_something(picture):
    steps = autopsy(picture)
    assert np.array_equal(steps[-1].digit, page_from(picture).digit)
    assert np.array_equal(steps[-1].ink, steps[-1].digit)
    for step, following in pairwise(steps):
        assert not np.array_equal(step.ink, following.ink), f"{following.name} did nothing"
    for step in steps:
        assert step.digit.shape == (28, 28)
        assert step.ink.dtype == step.digit.dtype == np.float32
        assert 0 <= step.ink.min() <= step.ink.max() <= 1
        assert step.name in words_of("autopsy")["steps"], "each has its words"


def test_the_steps_come_in_the_order_of_the_path():
    end = ["fitted", "centred"]  # a drawing that fills its page has no empty paper around it
    assert [step.name for step in autopsy(TINY)] == ["drawn", "ink", "pen", "enlarged", *end]
    assert [step.name for step in autopsy(TAPPED)] == ["drawn", "ink", "dots", "pen", "enlarged", *end]
    assert [step.name for step in autopsy(RULED)] == ["opened", "ink", "lines", "specks", "cropped", *end]


def test_first_comes_what_a_plain_demo_would_show_the_network():
    drawn, ink, *_ = autopsy(TINY)
    assert np.array_equal(ink.ink, 1 - drawn.ink), "only the polarity has changed"
    assert np.array_equal(autopsy(PAGE)[0].ink, PAGE.astype(np.float32) / 255)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_resizing_is_the_mean_over_areas_and_leaves_a_digit_alone(rows, columns, seed):
    page = np.random.default_rng(seed).random((28 * rows, 28 * columns), dtype=np.float32)
    assert resized(page) == pytest.approx(page.reshape(28, rows, 28, columns).mean(axis=(1, 3)), abs=1e-5)
    digit = page[:28, :28]
    assert np.array_equal(resized(digit), digit)


@pytest.mark.parametrize("drawing", [SEVEN, TINY, TAPPED, Drawing.of([[(0.5, 0.5)]], 0.001)], ids=str)
def test_a_drawing_is_shown_as_the_pad_inks_it(drawing):
    steps = {step.name: step.ink for step in autopsy(drawing)}
    pillows = ink_from_drawing(drawing, PAD_SIDE)
    outline = ndimage.binary_dilation(pillows, iterations=2) & ~ndimage.binary_erosion(pillows, iterations=2)
    assert np.array_equal(steps["ink"][~outline], pillows[~outline]), "the two differ at the edges of strokes alone"
    assert steps["ink"].sum() == pytest.approx(pillows.sum(), rel=0.2, abs=3)


@pytest.mark.parametrize("length", [*range(1, 9), 14, 20, 27, 28, 29, 42, 61, 98, 160, 400])
def test_a_pixel_is_resized_into_the_part_of_the_digit_that_its_middle_lies_in(length):
    pixels, (row,) = np.arange(float(length)), resized(np.arange(float(length), dtype=np.float32)[None])[:1]
    for band in range(28):
        start, end = Fraction(band * length, 28), Fraction((band + 1) * length, 28)
        inside = [pixel for pixel in pixels if start < Fraction(2 * int(pixel) + 1, 2) <= end]
        nearest = [int((start + end) / 2)]
        assert row[band] == pytest.approx(np.mean(inside if length >= 28 else nearest))


@pytest.mark.parametrize("blank", [Drawing(), np.full((60, 80), 255, dtype=np.uint8)], ids=["drawing", "picture"])
def test_a_blank_page_has_no_steps(blank):
    assert autopsy(blank) == []


def test_what_is_no_picture_is_refused():
    with pytest.raises(UnreadablePicture, match="must be uint8"):
        autopsy(np.zeros(4))


@pytest.mark.parametrize("model", bundled_models())
def test_of_a_tiny_digit_only_the_prepared_page_is_read(model):
    first, *_, last = load_reader(model).read_digits([step.digit for step in autopsy(TINY)])
    assert first.candidates != ("7",)
    assert last.candidates == ("7",)


def test_a_picture_brings_its_strip_small_whatever_the_path_did():
    for path in example_files():
        if path.suffix == ".json":
            continue
        sent = prepared(str(path))
        assert len(sent) < 30_000
        picture = json.loads(sent)["picture"]
        assert picture["autopsy"][-1]["digit"] == picture["digit"]
        for step, packed in zip(autopsy(path), picture["autopsy"], strict=True):
            assert packed["name"] == step.name
            assert b64decode(packed["digit"]) == digit_bytes(step.digit)
            assert len(b64decode(packed["levels"])) == packed["rows"] * packed["columns"] <= STEP_SIDE**2
    assert json.loads(prepared(None))["picture"] is None, "the pad reads what is on it again"


def test_every_step_has_its_words():
    unseen = {"levels"}  # rounding to grey levels changes nothing that anybody sees
    assert (DRAWING_TO_DIGIT.keys() | PICTURE_TO_DIGIT.keys()) - unseen | {"drawn"} == words_of("autopsy")[
        "steps"
    ].keys()
