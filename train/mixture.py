"""What a recipe learns from, and what its verdicts are fitted on: MNIST, and where it asks for them, drawings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch

from train.data import Digits, joined, load_split
from train.drawn import Pool, drawn
from train.negatives import negatives
from train.recipes import Recipe
from train.sources import SOURCES, load_letters, load_strokes
from train.strokes import PenDigit
from train.styles import styled
from train.suite import CELLS, prepared


@dataclass(frozen=True)
class Mixture:
    """All that a recipe learns from.

    ``stored``: the same digits in every epoch; ``pools``: drawings, of which every epoch takes others.
    """

    stored: Digits
    pools: tuple[Pool, ...] = ()

    def __len__(self) -> int:
        """Digits an epoch."""
        return len(self.stored) + sum(pool.an_epoch for pool in self.pools)

    def epoch(self, seed: int, number: int) -> Digits:
        """The digits of one epoch, the same for the same (seed, number)."""
        generator = torch.Generator().manual_seed(seed * 1_000_003 + number)
        return joined([self.stored, *(pool.pick(generator) for pool in self.pools)])

    def to(self, device: torch.device) -> Mixture:
        """The same digits on another device."""
        return Mixture(self.stored.to(device), tuple(pool.to(device) for pool in self.pools))


def training_digits(recipe: Recipe, seed: int, root: Path) -> Mixture:
    """All that a recipe learns from.  Raises: MissingData, DamagedData."""
    stored = load_split(recipe.data, "train", root)
    made = _made_of(recipe.drawn, seed, root)
    return Mixture(stored, tuple(drawn(made[kind], count, seed, kind) for kind, count in recipe.drawn.items()))


def _made_of(kinds: dict[str, int], seed: int, root: Path) -> dict[str, list[PenDigit]]:
    """The digits to draw, by kind: those of people who train, and what code writes, as many as will be drawn."""
    if not kinds:
        return {}
    made = load_strokes("train", root, without=set(SOURCES) - set(kinds))
    if "letters" in kinds:
        made["letters"] = load_letters("train", root)
    if "styles" in kinds:
        made["styles"] = styled(kinds["styles"], seed)
    if "negatives" in kinds:
        people = [digit for name in SOURCES for digit in made.get(name, [])]
        made["negatives"] = negatives(people, kinds["negatives"], seed)
    return made


def validation_digits(recipe: Recipe, root: Path) -> Digits:
    """What a recipe is watched with while it trains.  Raises: MissingData, DamagedData."""
    return load_split(recipe.data, "val", root)


def calibration_digits(recipe: Recipe, root: Path) -> Digits:
    """What a recipe's verdicts are fitted on: digits like those it learned from, by people of every source whom it did
    not see.

    Raises: MissingData, DamagedData.
    """
    people = [digit for some in load_strokes("val", root).values() for digit in some] if recipe.drawn else []
    return joined([validation_digits(recipe, root), *(prepared(people, cell) for cell in CELLS if people)])
