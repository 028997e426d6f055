"""Evaluation against counting by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import torch
from PIL import Image

import train.evaluate
from digit_model import VARIANTS, Reader
from digit_model.checkpoint import Config, save_checkpoint
from digit_model.verdict import Thresholds
from train.data import Digits
from train.evaluate import evaluate, main, mistakes_sheet, table


@pytest.fixture
def told() -> tuple[Reader, Digits]:
    """A reader that answers what is written in a picture's corner pixels, so that every answer is known."""
    network = VARIANTS["softmax"]()
    network.fc.weight.data.zero_()
    network.fc.bias.data.zero_()
    network.fc.weight.data[torch.arange(10), torch.arange(10)] = 1.0  # pixel d is the logit of digit d
    answers = torch.tensor([3, 3, 7, 7, 7])
    images = torch.zeros(5, 1, 28, 28)
    images[torch.arange(5), 0, 0, answers] = torch.tensor([5.0, 9.0, 2.0, 8.0, 4.0])
    return Reader(network, Config("softmax", "softmax", 0, Thresholds(4.5, 0.2))), Digits(
        images, torch.tensor([3, 8, 7, 1, 9])
    )


def test_the_counts_are_those_of_counting_by_hand(told):
    evaluation = evaluate(*told)
    assert evaluation.accuracy == pytest.approx(2 / 5)
    assert evaluation.count == 5
    counted = {(t, a): n for t, row in enumerate(evaluation.confusion) for a, n in enumerate(row) if n}
    assert counted == {(3, 3): 1, (8, 3): 1, (7, 7): 1, (1, 7): 1, (9, 7): 1}
    assert (evaluation.per_digit[3], evaluation.per_digit[8], evaluation.per_digit[7]) == (1, 0, 1)
    assert [mistake[:3] for mistake in evaluation.mistakes] == [(1, 8, 3), (3, 1, 7), (4, 9, 7)], "most confident first"
    assert "accuracy 40.00% of 5" in table(evaluation)


def test_the_sheet_shows_the_mistakes(told):
    sheet = mistakes_sheet(evaluate(*told), told[1])
    assert sheet.size[0] > sheet.size[1] > 28
    assert sheet.getextrema() == (0, 255)


@pytest.mark.parametrize(
    ("recipe", "data"), [("quick", "sample"), ("quick-without-batchnorm", "sample"), ("mine", "mnist")]
)
def test_validation_digits_are_those_that_the_recipe_left_out(told, tmp_path, monkeypatch, recipe, data):
    reader, digits = told
    asked = []
    save_checkpoint(tmp_path / "told", reader.network, replace(reader.config, recipe=recipe))
    monkeypatch.setattr(train.evaluate, "load_split", lambda *what: asked.append(what[:2]) or digits)
    monkeypatch.chdir(tmp_path)
    main(["told"])
    assert asked == [(data, "val")]


def test_the_command_saves_numbers_and_picture(told, tmp_path, monkeypatch, capsys):
    reader, digits = told
    save_checkpoint(tmp_path / "told", reader.network, reader.config)
    monkeypatch.setattr(train.evaluate, "load_split", lambda *_: digits)
    monkeypatch.chdir(tmp_path)
    main(["told", "--split", "test"])
    record = json.loads((tmp_path / "runs" / "softmax-seed0-test.json").read_text())
    assert record["evaluation"]["accuracy"] == pytest.approx(0.4)
    assert record["checkpoint"]["recipe"] == "softmax"
    with Image.open(tmp_path / "runs" / "softmax-seed0-test.png") as sheet:
        assert sheet.size == mistakes_sheet(evaluate(*told), digits).size
    assert "40.00%" in capsys.readouterr().out


def test_what_was_measured_is_said_even_if_it_cannot_be_saved(told, tmp_path, monkeypatch, capsys):
    reader, digits = told
    save_checkpoint(tmp_path / "told", reader.network, reader.config)
    monkeypatch.setattr(train.evaluate, "load_split", lambda *_: digits)
    with pytest.raises(SystemExit, match="Nothing was saved: Is a directory"):
        main([str(tmp_path / "told"), "--json", str(tmp_path)])
    assert "40.00%" in capsys.readouterr().out


def test_an_unknown_model_is_one_sentence():
    with pytest.raises(SystemExit, match="is no model"):
        main(["tolk"])
