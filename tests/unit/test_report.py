"""The numbers in RESULTS.md and in the README are those of the run files."""

from __future__ import annotations

import json
from dataclasses import replace
from statistics import mean

import pytest

from digit_model.checkpoint import load_checkpoint
from digit_model.figures import FILE as FIGURES
from digit_model.figures import all_figures, figures_of
from digit_model.reader import BUNDLED, bundled_models
from train.report import README, RESULTS, RUNS, figures_text, readme_numbers, results, with_numbers


def test_results_are_up_to_date():
    assert RESULTS.read_text() == results(), "run python -m train.report"


def test_the_readmes_numbers_are_up_to_date():
    text = README.read_text()
    assert with_numbers(text, readme_numbers()) == text, "run python -m train.report"


def test_a_mean_is_the_mean_of_its_run_files():
    shares = [json.loads(path.read_text())["evaluation"]["accuracy"] for path in RUNS.glob("talk-seed*-test.json")]
    assert shares
    assert f"| **{mean(shares):.2%}** |" in RESULTS.read_text()


def test_every_bundled_checkpoint_was_measured():
    for name in bundled_models():
        _, config = load_checkpoint(BUNDLED / name)
        record = json.loads((RUNS / f"{config.recipe}-seed{config.seed}-test.json").read_text())
        assert record["checkpoint"] == json.loads((BUNDLED / name / "config.json").read_text())
        assert record["training"] == json.loads((BUNDLED / name / "run.json").read_text())


def test_the_figures_of_the_bundled_networks_are_up_to_date():
    assert FIGURES.read_text() == figures_text(), "run python -m train.report"
    assert list(all_figures()) == bundled_models()


@pytest.mark.parametrize("name", bundled_models())
def test_what_a_page_tells_of_its_network_is_what_was_measured(name):
    figures = all_figures()[name]
    record = json.loads((RUNS / f"{name}-seed0-suite.json").read_text())
    told = record["verdicts"]
    assert figures["right"] + figures["wrong"] == pytest.approx(1 - told["unsure"] - told["refused"])
    drawn = [share for source in record["drawn"].values() for share in source.values()]
    assert min(drawn) < figures["right"] + figures["unsure"] + figures["refused"], "the digits are no easy ones"
    confusion = record["evaluation"]["confusion"]
    true, answer = figures["mistake"]
    others = [count for i, row in enumerate(confusion) for j, count in enumerate(row) if i != j]
    assert true != answer
    assert confusion[true][answer] == max(others)
    assert figures["digits"] == 10_000 + sum(map(sum, confusion)), "MNIST's test set and the drawn ones"
    test = json.loads((RUNS / f"{name}-seed0-test.json").read_text())["evaluation"]
    assert sum(figures["confusion"][digit][digit] for digit in range(10)) == round(10_000 * test["accuracy"])
    assert figures["prepared"]["all"] > 0.95 > 0.8 > figures["prepared"]["none"]


def test_a_network_that_was_not_measured_has_no_figures():
    _, config = load_checkpoint(BUNDLED / "pen")
    assert figures_of(config) == all_figures()["pen"]
    assert figures_of(replace(config, seed=1)) is None
    assert figures_of(replace(config, commit="another")) is None
