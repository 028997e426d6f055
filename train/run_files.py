"""Run files: what was measured of a checkpoint, and on which machine, as JSON; RESULTS.md is made of them."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from digit_model.checkpoint import Config
from digit_model.errors import in_one_sentence
from train.environment import environment


def save_run_file(config: Config, kind: str, measured: dict[str, Any], asked: Path | None) -> Path:
    """Write what was measured of a checkpoint, and say where; the path.

    ``asked``: where to, instead of runs/RECIPE-seedN-KIND.json.
    Ends with a message and status 1 if it cannot be written; callers have printed by then what they measured.
    """
    path = asked or Path("runs") / f"{config.recipe}-seed{config.seed}-{kind}.json"
    record = {"checkpoint": asdict(config), **measured, "environment": environment()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(record) + "\n", "utf-8")
    except OSError as error:
        sys.exit(f"Nothing was saved: {in_one_sentence(error)}")
    print(f"Saved {path}")
    return path
