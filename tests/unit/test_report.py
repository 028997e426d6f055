"""The numbers in RESULTS.md and in the README are those of the run files."""

from __future__ import annotations

import json
from statistics import mean

from digit_model.checkpoint import load_checkpoint
from digit_model.reader import BUNDLED, bundled_models
from train.report import README, RESULTS, RUNS, readme_numbers, results, with_numbers


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
