"""python -m tests.hub.load_each FUNCTION SOURCE...: what ``load_reader`` or ``reader_of`` makes of each, as JSON on
standard output.

A process of its own, because huggingface_hub reads HF_ENDPOINT and HF_HOME once, when it is imported.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import torch

from digit_model import Reader, load_reader
from digit_model.ui.server.models import reader_of


def load(read: Callable[[str], Reader], source: str) -> dict[str, Any]:
    """Its logits for a fixed batch, or the error's type and message; and how many seconds that took."""
    batch = torch.rand(4, 1, 28, 28, generator=torch.Generator().manual_seed(0))
    started = time.perf_counter()
    try:
        with torch.inference_mode():
            outcome = {"logits": read(source).network(batch).tolist()}
    except Exception as error:
        outcome = {"error": type(error).__name__, "message": str(error)}
    return outcome | {"seconds": time.perf_counter() - started}


if __name__ == "__main__":
    chosen, *sources = sys.argv[1:]
    function = {"load_reader": load_reader, "reader_of": reader_of}[chosen]
    json.dump({source: load(function, source) for source in sources}, sys.stdout)
