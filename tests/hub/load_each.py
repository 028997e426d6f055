"""python -m tests.hub.load_each SOURCE...: what ``load_reader`` makes of each, as JSON on standard output.

A process of its own, because huggingface_hub reads HF_ENDPOINT and HF_HOME once, when it is imported.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import torch

from digit_model import load_reader


def load(source: str) -> dict[str, Any]:
    """Its logits for a fixed batch, or the error's type and message; and how many seconds that took."""
    batch = torch.rand(4, 1, 28, 28, generator=torch.Generator().manual_seed(0))
    started = time.perf_counter()
    try:
        with torch.inference_mode():
            outcome = {"logits": load_reader(source).network(batch).tolist()}
    except Exception as error:
        outcome = {"error": type(error).__name__, "message": str(error)}
    return outcome | {"seconds": time.perf_counter() - started}


if __name__ == "__main__":
    json.dump({source: load(source) for source in sys.argv[1:]}, sys.stdout)
