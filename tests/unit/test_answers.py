"""What the API answers agrees with what Python reads, and with the independent ledger."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from digit_model import VARIANTS, Reader, load_reader
from digit_model.checkpoint import Config
from digit_model.drawing import Drawing
from digit_model.ink import ink_from_drawing
from digit_model.network import to_batch
from digit_model.picture import open_picture
from digit_model.ui.server.answers import LARGEST, explanation_of, number_of, prediction_of
from digit_model.verdict import Thresholds
from tests.oracles.ledger import ledger as oracle

EXAMPLES = Path(__file__).parents[2] / "examples"
BLANK = Image.new("L", (280, 280), 255)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def test_a_prediction_says_what_the_reading_does(reader):
    picture = EXAMPLES / "9-grey-paper.png"
    reading = reader.read(picture)
    assert prediction_of(reader, open_picture(picture)) == {
        "label": "9",
        "verdict": "digit",
        "candidates": ["9"],
        "confidences": [{"label": label, "confidence": share} for label, share in reading.top(3).items()],
    }


@pytest.mark.parametrize(("verdict", "count"), [("blank", 0), ("not a digit", 3)])
def test_what_is_no_digit_has_no_label(reader, verdict, count):
    noise = Image.fromarray(np.where(np.add.outer(np.arange(280), np.arange(280)) % 40 < 20, 255, 0).astype(np.uint8))
    answer = prediction_of(reader, BLANK if verdict == "blank" else noise)
    assert answer["verdict"] == verdict
    assert (answer["label"], answer["candidates"], len(answer["confidences"])) == (None, [], count)


def test_a_numbers_boxes_lie_where_its_ink_is_on_a_wide_picture(reader):
    ink = np.asarray(
        Image.fromarray((255 - 255 * ink_from_drawing(Drawing.load(EXAMPLES / "4-thin.json"), 200)).astype(np.uint8))
    )
    page = np.full((200, 600), 255, dtype=np.uint8)
    page[:, :200] = ink
    page[:, 400:] = ink
    answer = number_of(reader, Image.fromarray(page))
    assert answer["text"] == "44"
    rows, columns = np.nonzero(ink < 128)
    for start, digit in zip((0, 400), answer["digits"], strict=True):
        left, top, width, height = digit["box"]
        drawn = (start + columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1)
        assert (left * 600, top * 200, width * 600, height * 200) == pytest.approx(drawn, abs=2)
        assert (digit["text"], digit["touching"], digit["prediction"]["label"]) == ("4", False, "4")


@pytest.mark.parametrize("variant", VARIANTS)
def test_an_explanation_follows_every_stage_and_splits_the_lead_of_any_variant(variant):
    reader = Reader(VARIANTS[variant]().eval(), Config(variant, "none", 0, Thresholds(0, 0.2)))
    picture = open_picture(EXAMPLES / "9-grey-paper.png")
    reading = reader.read(picture)
    answer = json.loads(json.dumps(explanation_of(reader, picture)))
    assert [stage["name"] for stage in answer["stages"]] == list(reading.trace)
    for stage, activation in zip(answer["stages"], reading.trace.values(), strict=True):
        assert stage["shape"] == list(activation.shape)
        assert (stage["min"], stage["mean"], stage["max"]) == pytest.approx(
            (activation.min(), activation.mean(), activation.max()), rel=1e-5
        )
        means = activation.reshape(len(activation), -1).mean(axis=1)
        assert [one["mean"] for one in stage["most_active"]] == pytest.approx(np.sort(means)[::-1][:3].tolist())
        assert all(means[one["index"]] == pytest.approx(one["mean"]) for one in stage["most_active"])
    told = answer["ledger"]
    assert [told["digit"], told["runner_up"]] == list(reading.top(2))
    known = oracle(reader.network, to_batch([reading.digit]), int(told["digit"]), int(told["runner_up"]))
    assert told["lead"] == pytest.approx(known.total, abs=1e-5)
    assert told["bias"] + sum(one["term"] for one in told["terms"]) + told["others"] == pytest.approx(
        known.total, abs=1e-5
    )
    assert all(known.terms[one["index"]] == pytest.approx(one["term"], abs=1e-6) for one in told["terms"])
    assert [abs(one["term"]) for one in told["terms"]] == pytest.approx(
        np.sort(np.abs(known.terms))[::-1][:LARGEST].tolist(), abs=1e-6
    )
    assert told["stage"] == list(reading.trace)[-2]


def test_a_blank_picture_has_stages_and_no_ledger(reader):
    answer = explanation_of(reader, BLANK)
    assert answer["ledger"] is None
    assert len(answer["stages"]) == len(reader.read(BLANK).trace)
