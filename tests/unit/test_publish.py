"""The model card says what the checkpoint is, and nothing that was not measured."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
import yaml

from digit_model import VARIANTS, Reader
from digit_model.checkpoint import Config
from digit_model.errors import DamagedCheckpoint
from digit_model.verdict import Thresholds
from train.card import BESIDE, model_card
from train.publish import recipe_of
from train.recipes import DRAWN, RECIPES


def card(recipe: str = "talk", commit: str = "0a1b2c", without: str = "", **results: tuple[int, float]) -> str:
    """The card of an untrained network that claims a recipe, perhaps without one of its parts, and results."""
    settings = RECIPES[recipe].without(without) if without else RECIPES[recipe]
    reader = Reader(
        VARIANTS[settings.variant](), Config(settings.variant, recipe, 3, Thresholds(4.5, 0.2), commit=commit)
    )
    return model_card(reader, asdict(settings), "someone/digits", results)


def header(text: str) -> dict:
    """The card's front matter."""
    return yaml.safe_load(text.split("---\n")[1])


def test_every_measured_split_stands_in_the_header_and_in_the_table():
    text = card(val=(5_000, 0.9932), test=(10_000, 0.99285))
    (model,) = header(text)["model-index"]
    measured = {result["dataset"]["split"]: result["metrics"][0]["value"] for result in model["results"]}
    assert measured == {"validation": 0.9932, "test": 0.99285}
    assert "| validation | 5,000 | 99.32% |" in text
    assert "| test | 10,000 | 99.28% |" in text or "| test | 10,000 | 99.29% |" in text


def test_a_test_that_was_not_made_is_not_claimed():
    text = card("quick", val=(500, 0.97))
    assert "It was not tested on MNIST's test set." in text
    assert "| test |" not in text
    assert "steered nothing" not in text
    assert "4,500 of the 5,000 digits of the sample of MNIST" in text


def test_stages_and_parameters_are_the_networks_own():
    text = card(val=(5_000, 0.99))
    assert "30,074 parameters" in text
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| `")]
    assert [row[0].strip("| `") for row in rows] == [name for name, _ in VARIANTS["talk"]().named_children()]
    assert sum(int(row[-1].strip(" |").replace(",", "")) for row in rows) == 30_074


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_stage_is_one_row_and_pen_strokes_are_credited_where_they_were_used(recipe):
    text = card(recipe, val=(1, 1.0))
    rows = [line for line in text.splitlines() if line.startswith("| `") and line.count("|") == 4]
    assert len(rows) == len(list(VARIANTS[RECIPES[recipe].variant]().named_children()))
    assert ("Alpaydin" in text) == bool(RECIPES[recipe].drawn)


def test_only_what_a_run_learned_from_is_named():
    words = BESIDE
    assert set(words) == set(DRAWN), "each kind of drawing has its words"
    assert all(said in card("pen", val=(1, 1.0)) for said in words.values())
    for left_out, said in words.items():
        text = card("pen", without=left_out, val=(1, 1.0))
        assert {part for part, others in words.items() if others in text} == set(words) - {left_out}, said
    assert "Beside them" not in card("quick", val=(1, 1.0))


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_settings_and_the_command_are_the_recipes_own(recipe):
    text = card(recipe, val=(1, 1.0))
    assert f"    python -m train {recipe} --seed 3\n" in text
    for name in asdict(RECIPES[recipe]):
        assert f"| {name.replace('_', ' ')} | " in text
    assert f"| learning rate | {RECIPES[recipe].learning_rate:g} |" in text
    assert 'load_reader("someone/digits")' in text


def test_other_epochs_and_an_unknown_commit_are_said():
    settings = asdict(replace(RECIPES["talk"], epochs=2))
    reader = Reader(VARIANTS["talk"](), Config("talk", "talk", 0, Thresholds(4.5, 0.2)))
    text = model_card(reader, settings, "someone/digits", {"val": (5_000, 0.9)})
    assert "python -m train talk --seed 0 --epochs 2" in text
    assert "Made by commit `unknown`" in text


def test_a_checkpoint_of_no_known_recipe_is_refused(tmp_path):
    assert recipe_of(tmp_path, "quick") == asdict(RECIPES["quick"])
    with pytest.raises(DamagedCheckpoint, match=r'has no run\.json, and its recipe "magic" is none of talk-original'):
        recipe_of(tmp_path, "magic")
