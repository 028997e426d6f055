"""python -m tests.benchmarks.read: what one reading costs on one thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import numpy as np
import torch

from digit_model import Drawing, Reader, load_reader
from digit_model.drawing import MAX_POINTS, MAX_STROKES
from digit_model.ink import ink_from_drawing
from digit_model.network import to_batch
from digit_model.path import page_from
from tests.benchmarks.run_file import save
from tests.browser.visitor import SEVEN

ROUNDS = 300


def main() -> None:
    """Read, measure, save."""
    torch.set_num_threads(1)
    reader = load_reader()
    drawing = Drawing.of(SEVEN, 0.06)
    random = np.random.default_rng(0)
    corners = random.uniform(0, 1, (MAX_STROKES, MAX_POINTS // MAX_STROKES, 2))
    fullest = Drawing.of(corners.tolist(), 0.06)
    batch = to_batch([page_from(drawing).digit])
    picture = (255 - 255 * ink_from_drawing(drawing, side=280)).astype(np.uint8)
    save(
        "bench-read",
        {
            "picture_280_ms": _median_ms(lambda: reader.read(picture)),
            "drawing_ms": _median_ms(lambda: reader.read(drawing)),
            "bare_trace_ms": _median_ms(lambda: _trace(reader, batch)),
            "drawing_to_digit_ms": _median_ms(lambda: page_from(Drawing(drawing.strokes))),
            "fullest_drawing_to_digit_ms": _median_ms(lambda: page_from(Drawing(fullest.strokes)), rounds=30),
            "read_many_a_second": round(100_000 / _median_ms(lambda: reader.read_many([picture] * 100), rounds=10)),
            "rounds": ROUNDS,
        },
    )


def _trace(reader: Reader, batch: torch.Tensor) -> dict[str, torch.Tensor]:
    with torch.inference_mode():
        return reader.network.trace(batch)


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
