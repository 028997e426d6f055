"""python -m tests.benchmarks.read: what one reading costs on one thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import numpy as np
import torch

from digit_model import Drawing, load_reader
from digit_model.ink import ink_from_drawing
from tests.benchmarks.run_file import save
from tests.browser.visitor import SEVEN

ROUNDS = 300


def main() -> None:
    """Read, measure, save."""
    torch.set_num_threads(1)
    reader = load_reader()
    drawing = Drawing.of(SEVEN, 0.06)
    picture = (255 - 255 * ink_from_drawing(drawing, side=280)).astype(np.uint8)
    save(
        "bench-read",
        {
            "picture_280_ms": _median_ms(lambda: reader.read(picture)),
            "drawing_ms": _median_ms(lambda: reader.read(drawing)),
            "read_many_a_second": round(100_000 / _median_ms(lambda: reader.read_many([picture] * 100), rounds=10)),
            "rounds": ROUNDS,
        },
    )


def _median_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    work()  # warm up
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return round(1000 * median(times), 2)


if __name__ == "__main__":
    main()
