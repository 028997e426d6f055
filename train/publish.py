"""Checkpoint -> Hub, with a model card generated from the checkpoint and from what it scores."""

from __future__ import annotations

from pathlib import Path

from digit_model import Reader, load_reader
from digit_model.hub import card_header, upload_checkpoint
from train.data import load_split
from train.evaluate import evaluate
from train.recipes import RECIPES

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

## Architecture

| stage | layer | parameters |
|---|---|---|
{stages}

## Training

Recipe `{recipe}`, seed {seed}, of the 60,000 digits of MNIST those that the recipe does not keep for validation.
{recipe_lines}

Made by commit `{commit}`: `python -m train {recipe} --seed {seed}`.

## Measured

| split | digits | accuracy |
|---|---|---|
{results}

Final epoch; the test split steered nothing. What people draw is harder than MNIST's test set.

## Licence

MIT for code and weights. MNIST (Yann LeCun, Corinna Cortes) is under CC BY-SA 3.0.
"""


def publish(folder: Path, repository: str, data_root: Path) -> str:
    """Measure a checkpoint, write its card into its folder, upload the folder; returns the commit's address.

    Raises: MissingData, DamagedData, HubRefused, HubUnreachable.
    """
    reader = load_reader(folder)
    (folder / "README.md").write_text(model_card(reader, repository, _measure(reader, data_root)))
    return upload_checkpoint(folder, repository)


def model_card(reader: Reader, repository: str, results: dict[str, tuple[int, float]]) -> str:
    """The card: front matter with the results as model-index, then what it is and how to load it.

    ``results``: {split: (digits, accuracy in 0..1)}.
    """
    config = reader.config
    header = card_header(f"digit-x-ray-{config.variant}", {split: share for split, (_, share) in results.items()})
    stages = [
        f"| `{name}` | `{stage}` | {sum(p.numel() for p in stage.parameters()):,} |"
        for name, stage in reader.network.named_children()
    ]
    lines = [f"| {split} | {count:,} | {share:.2%} |" for split, (count, share) in results.items()]
    body = BODY.format(
        variant=config.variant,
        recipe=config.recipe,
        seed=config.seed,
        commit=config.commit or "unknown",
        repository=repository,
        parameters=sum(p.numel() for p in reader.network.parameters()),
        stages="\n".join(stages),
        recipe_lines=f"`{RECIPES[config.recipe]}`",
        results="\n".join(lines),
    )
    return header + body


def _measure(reader: Reader, data_root: Path) -> dict[str, tuple[int, float]]:
    data = RECIPES[reader.config.recipe].data
    results = {}
    for split in ("val", "test") if data == "mnist" else ("val",):
        evaluation = evaluate(reader, load_split(data, split, data_root))
        results[split] = evaluation.count, evaluation.accuracy
    return results
