"""What was measured of the networks that come with the package."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from digit_model.checkpoint import Config
from digit_model.reader import BUNDLED

FILE = BUNDLED / "figures.json"  # written by ``python -m train.report``


def all_figures() -> dict[str, dict[str, Any]]:
    """{bundled name: figures}. Shares are 0..1.

    "checkpoint":         the config of the very checkpoint that was measured.
    "parameters":         how many it has.
    "digits":             true digits, scanned and drawn, by people of whom it learned nothing; what they were told:
    "right", "wrong":     shares told one digit, rightly or wrongly; "unsure", "refused": the others.
    "hardest", "mistake": of the drawn ones, the digit read worst, and the commonest mistake, [true, answer].
    "refuses":            shares refused of each kind of what is no digit.
    "learned":            what it learned from: "scanned" digits, and in each of so many "epochs" others,
                          drawn by "people", in "styles" written in code, and "no_digits".
    "prepared":           shares read right of what other people drew, after "all" steps of the preparation and "none".
    "confusion":          (10, 10) counts of MNIST's 10,000 test digits: rows are true digits, columns answers.
    """
    return json.loads(FILE.read_bytes())


def figures_of(config: Config) -> dict[str, Any] | None:
    """The figures of the checkpoint with this config; None of one that was not measured, be it of the same name."""
    measured = (figures for figures in all_figures().values() if figures["checkpoint"] == asdict(config))
    return next(measured, None)
