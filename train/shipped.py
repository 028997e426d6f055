"""What was measured of the networks that come with the package, in the few numbers that the pages tell of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from digit_model.checkpoint import CONFIG
from digit_model.course import SIBLING_NAMES, SIBLINGS
from digit_model.explain.cost import parameters
from digit_model.reader import BUNDLED, bundled_models, load_reader

# Of ``train.recipes.DRAWN``: digits that people drew, and what is no digit.
PEOPLE = ("pendigits", "uji", "numberpad", "unipen")
NO_DIGITS = ("letters", "negatives")
MEASURED = {"mnist": "test", "drawn": "suite"}  # {what is told of a sibling: the split of its run file}
PREPARED = {"all": "nothing", "none": "everything (the page shrunk)"}  # steps taken: steps left out, in ``ablate``
SCANNED = {"mnist": 55_000}  # training digits by a recipe's data, as ``Recipe`` has it


def shipped_figures(runs: Path) -> dict[str, dict[str, Any]]:
    """{bundled name: figures}, of those that were measured, as ``digit_model/figures.py`` describes them."""
    return {name: figures for name in bundled_models() if (figures := _figures(name, runs))}


def _figures(name: str, runs: Path) -> dict[str, Any] | None:
    checkpoint = json.loads((BUNDLED / name / CONFIG).read_bytes())
    records = {kind: _record(checkpoint, kind, runs) for kind in ("suite", "test", "steps")}
    if not all(records.values()):
        return None
    record, steps = records["suite"], records["steps"]["steps"]
    return {
        "checkpoint": checkpoint,
        "parameters": parameters(load_reader(name).network),
        **_told(record),
        **_drawn(record["evaluation"]),
        "refuses": {kind: record["refused"][kind] for kind in ("letter", "symbol", "scribble")},
        "learned": _learned(record["training"]["recipe"]),
        "prepared": {kind: steps[left_out]["strokes"] for kind, left_out in PREPARED.items()},
        "confusion": records["test"]["evaluation"]["confusion"],
    }


def _record(checkpoint: dict[str, Any], kind: str, runs: Path) -> dict[str, Any]:
    """What was measured of this very checkpoint; nothing if it was another."""
    path = runs / f"{checkpoint['recipe']}-seed{checkpoint['seed']}-{kind}.json"
    record = _json(path)
    return record if record.get("checkpoint") == checkpoint else {}


def sibling_figures(runs: Path) -> dict[str, dict[str, float]]:
    """{name: accuracies} of the lessons' siblings that were measured, as ``digit_model/course.py`` describes them."""
    found = {name: _accuracies(name, runs) for name in SIBLING_NAMES}
    return {name: accuracies for name, accuracies in found.items() if accuracies}


def _accuracies(sibling: str, runs: Path) -> dict[str, float]:
    """Of the very checkpoint that comes with the package; {} if that was not measured."""
    checkpoint = _json(SIBLINGS / sibling / CONFIG)
    files = {told: _json(runs / f"sibling-{sibling}-{split}.json") for told, split in MEASURED.items()}
    if not checkpoint or any(file.get("checkpoint") != checkpoint for file in files.values()):
        return {}
    return {told: file["evaluation"]["accuracy"] for told, file in files.items()}


def _json(path: Path) -> dict[str, Any]:
    """What a file holds; {} if there is none."""
    return json.loads(path.read_bytes()) if path.exists() else {}


def _told(record: dict[str, Any]) -> dict[str, Any]:
    """What true digits were told; whoever is told one digit and no other was told it rightly or wrongly."""
    shares = {verdict: record["verdicts"][verdict] for verdict in ("right", "unsure", "refused")}
    digits = sum(answers for answers, _, _ in record["calibration"]["bins"])
    return {"digits": digits, **shares, "wrong": 1 - sum(shares.values())}


def _drawn(evaluation: dict[str, Any]) -> dict[str, Any]:
    """Of drawn digits the one that is read worst, and the mistake that is made most often."""
    mistakes = np.array(evaluation["confusion"])
    np.fill_diagonal(mistakes, 0)
    true, answer = np.unravel_index(mistakes.argmax(), mistakes.shape)
    return {"hardest": int(np.argmin(evaluation["per_digit"])), "mistake": [int(true), int(answer)]}


def _learned(recipe: dict[str, Any]) -> dict[str, int]:
    drawn = recipe["drawn"]
    return {
        "scanned": SCANNED[recipe["data"]],
        "epochs": recipe["epochs"],
        "people": sum(drawn.get(kind, 0) for kind in PEOPLE),
        "styles": drawn.get("styles", 0),
        "no_digits": sum(drawn.get(kind, 0) for kind in NO_DIGITS),
    }
