"""Numbers composed of people's digits, and what is counted of them."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest
from scipy.spatial.distance import cdist

import train.numbers
from digit_model import UnreadablePicture, load_reader
from train.compositions import SIDE, apart, close, joined, leaning, numbers, on_grey_paper, on_paper, touching
from train.numbers import Kind, pairs, separate
from train.report_numbers import numbers_section
from train.strokes import PenDigit, normalised
from train.styles import styled

PEOPLE = [PenDigit(digit.lines, digit.label, f"code/{at % 3}") for at, digit in enumerate(styled(60, seed=1))]


def sides(digit: list[np.ndarray]) -> tuple[float, float]:
    """The first and last place of a digit, from left to right."""
    points = np.concatenate(digit)
    return points[:, 0].min(), points[:, 0].max()


def nearest(one: list[np.ndarray], other: list[np.ndarray]) -> float:
    """How near the points of two digits come, with many between those that they have."""
    dense = [
        np.concatenate([a + (b - a) * np.linspace(0, 1, 30)[:, None] for line in digit for a, b in pairwise(line)])
        for digit in (one, other)
    ]
    return cdist(*dense).min()


@pytest.mark.parametrize(("gap", "least", "most"), [(apart, 0.2, 0.65), (close, 0.1, 0.2)])
def test_digits_stand_as_far_apart_as_they_should(gap, least, most):
    for number in numbers(PEOPLE, 20, gap):
        assert 2 <= len(number.digits) == len(number.text) <= 5
        for before, after in pairwise(number.digits):
            assert least - 1e-9 <= sides(after)[0] - sides(before)[1] <= most + 1e-9


def test_digits_that_reach_over_another_come_nowhere_near_and_pairs_touch():
    for number in numbers(PEOPLE, 12, leaning, (2, 2)):
        assert nearest(*number.digits) >= 0.12
    assert min(nearest(*number.digits) for number in numbers(PEOPLE, 12, touching, (2, 2))) < 0.03
    assert max(nearest(*number.digits) for number in numbers(PEOPLE, 12, touching, (2, 2))) <= 0.14


def test_a_number_is_one_writers_and_the_same_each_time():
    own = {name: {d.label for d in PEOPLE if d.writer == name} for name in {d.writer for d in PEOPLE}}
    made = numbers(PEOPLE, 30, apart)
    assert all(any(set(map(int, number.text)) <= labels for labels in own.values()) for number in made)
    assert [number.text for number in numbers(PEOPLE, 30, apart)] == [number.text for number in made]
    assert len({number.text for number in made}) > 20


def test_a_number_lies_on_the_pad_and_each_digit_alone_where_it_stands_in_it():
    random = np.random.default_rng(1)
    for number in numbers(PEOPLE, 20, apart):
        drawing, alone = number.on_pad(random)
        (left, top), (right, bottom) = drawing.corners
        assert 0 <= min(left, top) <= max(right, bottom) <= 1
        assert sorted(s.points for d in alone for s in d.strokes) == sorted(s.points for s in drawing.strokes)
        for page in (on_paper(drawing), on_grey_paper(drawing, random)):
            assert page.shape == (SIDE, SIDE)
            assert page.min() < page.max()


def test_joined_digits_are_one_stroke_fewer():
    (number,) = numbers(PEOPLE, 1, touching, (2, 2))
    (lines,) = joined(number).digits
    assert len(lines) == sum(map(len, number.digits)) - 1
    assert sum(map(len, lines)) == sum(len(line) for digit in number.digits for line in digit)


class Told:
    """A reader that says what it is told to."""

    def __init__(self, *said: object) -> None:
        self.said = list(said)

    def read_number(self, _: object) -> object:
        """The next answer."""
        answer = self.said.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def read_many(self, pictures: list) -> list[object]:
        """Always a 1."""
        return [Answer("digit", ("1",)) for _ in pictures]


class Answer:
    """As much of a reading, of a digit in a number or of a number as is looked at."""

    def __init__(self, verdict: str = "digit", candidates: tuple[str, ...] = (), touching: bool = False) -> None:
        self.verdict, self.candidates, self.is_touching, self.reading = verdict, candidates, touching, self
        self.text = candidates[0] if candidates else "?"


def number(text: str, *digits: Answer) -> Answer:
    """A number's reading."""
    found = Answer()
    found.text, found.digits = text, digits
    return found


def drawings(drawing: object, _: object) -> object:
    """A form that leaves a drawing as it is."""
    return drawing


def test_numbers_are_counted_by_hand():
    one = [PenDigit(normalised([np.array([[0.1, 0.0], [0.0, 1.0]])]), 1, "code/1")]
    told = Told(number("1" * 9, *[Answer()] * 9), UnreadablePicture("two lines"))
    assert separate(told, one, Kind(apart, drawings, 2)) == {"exact": 0, "found": 0, "alone": 1}
    said = [
        number("1", Answer("digit")),
        number("?", Answer("digit", touching=True)),
        number("?", Answer("not a digit")),
        number("1", Answer("unsure")),
        number("11", Answer(), Answer()),
        number("17", Answer(), Answer()),
        UnreadablePicture("two lines"),
        number("1?", Answer(), Answer("not a digit", touching=True)),
    ]
    shares = pairs(Told(*said), one, Kind(touching, drawings, 8), joined)
    assert shares == {"one digit": 1 / 8, "touching": 2 / 8, "unknown": 3 / 8, "both": 1 / 8, "other": 1 / 8}


def test_the_command_measures_saves_and_is_reported(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(train.numbers, "load_strokes", lambda *_: {"a": PEOPLE, "nobody": []})
    monkeypatch.setattr(train.numbers, "SEPARATE", {"strokes, apart": Kind(apart, drawings, 6)})
    monkeypatch.setattr(train.numbers, "TOUCHING", {"strokes": Kind(touching, drawings, 4)})
    path = tmp_path / "numbers.json"
    train.numbers.main(["talk", "--split", "test", "--json", str(path)])
    record = json.loads(path.read_text())
    assert (record["of"], list(record["numbers"]["sources"])) == ("test", ["a"])
    exact = record["numbers"]["separate"]["strokes, apart"]["exact"]
    read = [load_reader("talk").read_number(drawing).text for drawing, _ in on_pads(6)]
    assert exact == np.mean([text == number.text for text, number in zip(read, numbers(PEOPLE, 6, apart), strict=True)])
    assert f"exact {exact:.2%}" in capsys.readouterr().out
    assert f"| strokes, apart | **{exact:.1%}** |" in numbers_section([record])


def on_pads(count: int) -> list:
    """So many numbers as the measurement places them."""
    random = np.random.default_rng(train.numbers.SEED)
    return [number.on_pad(random) for number in numbers(PEOPLE, count, apart)]
