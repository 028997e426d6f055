"""What the suite tells apart, and how short runs are told from whole ones."""

from __future__ import annotations

import copy

import numpy as np
import pytest
import torch

import train.measure
from digit_model import load_reader
from train.data import Digits
from train.measure import by_writer, styles_of
from train.recipes import RECIPES
from train.report_suite import is_short, parts_section
from train.report_writers import writers_section
from train.strokes import PenDigit
from train.styles import styled

STEM = np.array([[0.1, 0], [0, 1]])
RING = np.array([[0.5 + 0.3 * np.cos(a), 0.5 + 0.5 * np.sin(a)] for a in np.linspace(0, 6.3, 30)])
SLASH = np.array([[0.1, 1], [0.9, 0]])
SLIP = np.array([[0.5, 0.5], [0.51, 0.5]])
FLAGGED = np.array([[0, 0.4], [0.4, 0], [0.4, 1]])


@pytest.mark.parametrize(
    ("label", "lines", "style"),
    [
        (0, [RING, SLASH], "zeros in two strokes, mostly slashed"),
        (0, [RING], None),
        (0, [RING, SLIP], None),
        (1, [STEM], None),
        (1, [FLAGGED], "ones with a flag or a foot"),
        (1, [STEM, SLASH], "ones with a flag or a foot"),
        (7, [STEM, SLASH], "sevens in two strokes, mostly crossed"),
        (4, [FLAGGED], "fours in one stroke"),
    ],
)
def test_strokes_betray_the_style(label, lines, style):
    found = styles_of([PenDigit(tuple(lines), label, "a/1")])
    assert [name for name, digits in found.items() if digits] == ([style] if style else [])


def test_the_styles_written_in_code_are_found_too():
    assert len(styles_of(styled(40, 0, "bare one"))["ones with a flag or a foot"]) < 8
    assert len(styles_of(styled(40, 0, "flagged and footed one"))["ones with a flag or a foot"]) == 40


def record(name: str, epochs: int, right: float) -> dict:
    """As much of a run file as the table of parts takes."""
    return {
        "checkpoint": {"recipe": name},
        "evaluation": {"accuracy": right},
        "verdicts": {"refused": 0.01},
        "refused": {"letter or symbol, UNIPEN": 0.9},
        "drawn": {"uji": {"strokes": 0.8, "large, pen 10": 0.6}},
        "training": {"recipe": {"epochs": epochs}},
    }


def test_the_table_of_parts_holds_short_runs_alone():
    whole = record("talk", RECIPES["talk"].epochs, 0.99)
    short, without = record("talk", 3, 0.97), record("talk-without-unipen", 3, 0.95)
    assert [is_short(some) for some in (whole, short, without)] == [False, True, True]
    assert is_short(copy.deepcopy(whole) | {"training": None}) is False
    table = parts_section([whole, short, without], [whole, short, without])
    assert "| `talk`, whole | 97.00% | 97.00% | 70.00% | 1.00% | 90.00% |" in table
    assert "| without unipen | 95.00% |" in table
    assert "--epochs 3 --without PART" in table
    assert "99.00%" not in table
    assert parts_section([whole], [whole]) == ""


def test_each_writers_digits_are_counted_in_every_way_they_were_drawn(monkeypatch, tmp_path):
    reader = load_reader("talk")
    images = torch.rand(3, 1, 28, 28, generator=torch.Generator().manual_seed(0))
    readings = reader.read_digits(list(images[:, 0].numpy()))
    answers = torch.tensor([int(reading.probabilities.argmax()) for reading in readings])
    people = [PenDigit((STEM,), 1, writer) for writer in ("uji/b", "uji/a", "uji/b")]
    monkeypatch.setattr(train.measure, "load_strokes", lambda split, root: {"uji": people, "numberpad": []})
    right, one_wrong = answers, answers.index_fill(0, torch.tensor([2]), 10)  # the last is by b
    drawn = {"uji": {"strokes": Digits(images, right), "large, pen 10": Digits(images, one_wrong)}}
    assert by_writer(reader, drawn, tmp_path) == {"uji/a": [2, 2], "uji/b": [3, 4]}


def test_the_table_of_people_counts_each_alike_and_names_whose_digits_are_wrong_most():
    people = {f"uji/{k}": [10, 10] for k in range(8)} | {"uji/8": [5, 10], "unipen/many": [80, 100]}
    suite = {"writers": people}
    row = writers_section({"pen": [suite, suite, {}], "talk": [{}]}).splitlines()[-1]
    assert row == "| `pen` | 10 | 80.00% | 100.00% | 93.00% | unipen/many | 80.00% | 80% | 2 |"
