"""How the talk's network was made: what the talk begins with."""

from __future__ import annotations

import json
from typing import Any

from digit_model.checkpoint import RUN_FILE, WEIGHTS
from digit_model.course import load_kept_aside
from digit_model.figures import all_figures
from digit_model.reader import BUNDLED
from digit_model.ui.server.packed import base64_of

SHOWN = 100  # real digits that the first chapters show; a number that shares no factor with the step below mixes them
STEP = 47  # rows from one to the next: they lie in the order of their labels


def how_made(name: str) -> dict[str, Any]:
    """As JSON: the data, the training and the file of a bundled network.

    "learned": as ``all_figures`` has it.
    "loss":    the mean training loss of each epoch.
    "bytes":   size of the file with its weights.
    "digits":  some real digits of which it learned none, [{"levels", "label"}]; 784 levels, 0 paper .. 255 ink, as
               base64.
    """
    folder = BUNDLED / name
    progress = json.loads((folder / RUN_FILE).read_bytes())["progress"]
    return {
        "learned": all_figures()[name]["learned"],
        "loss": [round(loss, 4) for loss in progress["loss"]],
        "bytes": (folder / WEIGHTS).stat().st_size,
        "digits": _some_digits(),
    }


def _some_digits() -> list[dict[str, Any]]:
    digits, labels = load_kept_aside()
    rows = [at * STEP % len(digits) for at in range(SHOWN)]
    return [{"levels": base64_of(digits[row]), "label": int(labels[row])} for row in rows]
