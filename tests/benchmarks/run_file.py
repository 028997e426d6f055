"""Where benchmarks keep what they measured: a run file beside the training runs', for RESULTS.md."""

from __future__ import annotations

import json
from typing import Any

from train.environment import PROJECT, commit, environment

RUNS = PROJECT / "train" / "reports" / "runs"


def save(name: str, measured: dict[str, Any]) -> None:
    """Print what was measured and write it to ``train/reports/runs/NAME.json``."""
    for key, value in measured.items():
        print(f"{key:24} {value}")
    record = {"measured": measured, "environment": environment(), "commit": commit()}
    (RUNS / f"{name}.json").write_text(json.dumps(record, indent=1) + "\n")
