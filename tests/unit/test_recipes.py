"""Recipes are frozen, complete, and described where they stand."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, asdict

import pytest

from digit_model import VARIANTS
from train.data import VALIDATION
from train.environment import PROJECT
from train.loop import Run
from train.recipes import DRAWN, LACKING, PARTS, RECIPES
from train.sources import SOURCES

SOURCE = (PROJECT / "train" / "recipes.py").read_text()


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_can_be_run(name):
    recipe = RECIPES[name]
    assert recipe.variant in VARIANTS
    assert recipe.data in VALIDATION
    exported = Run(recipe, 0).exported()
    assert list(exported.state_dict()) == list(VARIANTS[recipe.variant]().state_dict())


@pytest.mark.parametrize("name", RECIPES)
def test_its_command_and_expected_accuracy_stand_above_it(name):
    above = SOURCE[: SOURCE.index(f'"{name}": Recipe(')]
    assert re.search(rf"#   python -m train {name}$", above, re.M)
    assert "Expected: " in above[above.rindex("Cost: ") :]


def test_a_recipe_cannot_be_changed_in_place():
    with pytest.raises(FrozenInstanceError):
        RECIPES["talk"].epochs = 1


def test_the_talks_own_recipe_is_to_the_letter():
    talk = RECIPES["talk-original"]
    assert (talk.optimiser, talk.learning_rate, talk.batch, talk.epochs) == ("sgd", 0.2, 64, 5)
    assert (talk.schedule, talk.weight_decay, talk.augment, talk.ema, talk.batchnorm) == ("constant", 0, 0, 0, False)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_left_out_leaves_the_rest_of_the_recipe_as_it_is(part):
    whole, rest = asdict(RECIPES["talk"]), asdict(RECIPES["talk"].without(part))
    (changed,) = [name for name in whole if rest[name] != whole[name]]
    if part in DRAWN:
        assert (changed, rest["drawn"] | {part: whole["drawn"][part]}) == ("drawn", whole["drawn"])
        assert part not in rest["drawn"]
    elif part in LACKING:
        assert (changed, rest["variant"] in VARIANTS) == ("variant", True)
    else:
        assert not rest[changed]


def test_every_kind_of_drawing_is_learned_from_and_every_source_is_one():
    assert set(RECIPES["pen"].drawn) == set(RECIPES["talk"].drawn) == set(DRAWN)
    assert set(SOURCES) < set(DRAWN)


def test_a_recipe_cannot_go_without_what_it_has_not():
    with pytest.raises(ValueError, match="no styles that it could do without"):
        RECIPES["softmax"].without("styles")
