"""What a recipe learns from, and what its verdicts are fitted on: MNIST, and where it asks for them, drawings."""

from __future__ import annotations

from pathlib import Path

from train.data import Digits, joined, load_split
from train.drawn import drawn
from train.negatives import negatives
from train.recipes import Recipe
from train.sources import pendigits
from train.styles import styled
from train.suite import CELLS, prepared


def training_digits(recipe: Recipe, seed: int, root: Path) -> Digits:
    """All that a recipe learns from.  Raises: MissingData, DamagedData."""
    parts = [load_split(recipe.data, "train", root)]
    if recipe.draws:
        people = pendigits.load("train", root)
        parts += [
            drawn(people, recipe.strokes, seed),
            drawn(styled(recipe.styled, seed), 1, seed),
            drawn(negatives(people, recipe.negatives, seed), 1, seed),
        ]
    return joined(parts)


def validation_digits(recipe: Recipe, root: Path) -> Digits:
    """What a recipe is watched with while it trains.  Raises: MissingData, DamagedData."""
    return load_split(recipe.data, "val", root)


def calibration_digits(recipe: Recipe, root: Path) -> Digits:
    """What a recipe's verdicts are fitted on: digits like those it learned from, by people it did not see.

    Raises: MissingData, DamagedData.
    """
    people = pendigits.load("val", root) if recipe.draws else []
    return joined([validation_digits(recipe, root), *(prepared(people, cell) for cell in CELLS if people)])
