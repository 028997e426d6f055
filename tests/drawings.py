"""python -m tests.drawings: write anew the hashes of what 22,000 drawings become, in drawings.json.

Python and the page both compute drawing -> digit. Each is held to these hashes, so that each alone fails if it changes
one bit of a digit or of its placement. Run it only when such a change is meant, after raising
``PREPROCESSING_VERSION``, or when the drawings themselves have changed.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import TypeVar

from digit_model import Drawing
from digit_model.digit import DOT, PREPROCESSING_VERSION
from digit_model.drawing import MAX_POINTS, MAX_STROKES, MAX_WIDTH, Point, Stroke
from digit_model.path import page_from
from tests.unit.golden import golden_readables
from train.negatives import negatives
from train.styles import styled

FILE = Path(__file__).with_suffix(".json")
BATCH = 1000  # drawings; each batch has its hash
ANSWER = 784 + 4 * 8  # bytes; levels and placement
WRITTEN, NASTY = 2, 20  # batches
T = TypeVar("T")


def written() -> Iterator[list[Drawing]]:
    """2,000 digits and other things as people draw them on the pad, in batches."""
    random = Random(1)
    golden = [drawing for drawing in golden_readables().values() if isinstance(drawing, Drawing)]
    digits = styled(1400, seed=1)
    others = negatives(digits, WRITTEN * BATCH - len(golden) - len(digits), seed=2)
    placed = [_placed([line.tolist() for line in written.lines], random) for written in digits + others]
    drawings = [_rounded(drawing) for drawing in golden + placed]
    drawings.sort(key=lambda _: random.random())  # some of all in every batch
    return (drawings[first : first + BATCH] for first in range(0, len(drawings), BATCH))


def _placed(lines: list[list[list[float]]], random: Random) -> Drawing:
    """Lines within the unit square, of any size, anywhere on the pad, in any pen; one in six with a stray tap."""
    size = 0.05 + 0.95 * random.random()
    at = (1 - size) * random.random(), (1 - size) * random.random()
    pen = 0.005 + 0.1 * random.random()
    drawing = Drawing.of(lines, pen / size).moved(size, *at)
    tap = Stroke(((random.random(), random.random()),), pen)
    return Drawing((*drawing.strokes, tap)) if random.random() < 1 / 6 else drawing


def _rounded(drawing: Drawing) -> Drawing:
    """As the pad rounds its points; also hides that another processor's sines may differ in their last bit."""
    return Drawing(
        tuple(
            Stroke(tuple((round(x, 4), round(y, 4)) for x, y in stroke.points), round(stroke.width, 4))
            for stroke in drawing.strokes
        )
    )


def nasty() -> Iterator[list[Drawing]]:
    """20,000 drawings that nobody draws, of every kind below, in batches; the first hold the fullest one allowed.

    ``random()`` alone decides: its numbers are the same in every version of Python.
    """
    random = Random(2)
    drawings = (_one_of(random, KINDS)(random) for _ in range(NASTY * BATCH - 1))
    yield [_fullest(random), *islice(drawings, BATCH - 1)]
    while batch := list(islice(drawings, BATCH)):
        yield batch


def _one_of(random: Random, things: Sequence[T]) -> T:
    return things[int(random.random() * len(things))]


def _pen(random: Random) -> float:
    return _one_of(random, (MAX_WIDTH, 0.06, 0.02, 1e-9, 1e-100, MAX_WIDTH * random.random(), 0.1 * random.random()))


def _point(random: Random) -> Point:
    return random.random(), random.random()


def _on_the_edge(random: Random) -> Point:
    return _one_of(random, ((0.0, random.random()), (random.random(), 1.0), (0.0, 1.0), (1.0, 1.0), _point(random)))


def _on_a_grid(random: Random) -> Point:
    return int(9 * random.random()) / 8, int(9 * random.random()) / 8


def _strokes(random: Random, point: Callable[[Random], Point], most: int = 8) -> Drawing:
    """One to three strokes of such points, each in a pen of its own."""
    counts = [1 + int(most * random.random()) for _ in range(1 + int(3 * random.random()))]
    return Drawing(tuple(Stroke(tuple(point(random) for _ in range(n)), _pen(random)) for n in counts))


def _dots(random: Random) -> Drawing:
    return _strokes(random, _on_the_edge, most=1)


def _repeated(random: Random) -> Drawing:
    """Points that stay where they are, one after the other."""
    points = [point for _ in range(4) for point in [_point(random)] * (1 + int(3 * random.random()))]
    return Drawing((Stroke(tuple(points), _pen(random)),))


def _straight(random: Random) -> Drawing:
    """A level, an upright and a slanted line, there and back, or some of them."""
    (x, y), (x2, y2) = _point(random), _point(random)
    lines = [(x, y), (x2, y)], [(x, y), (x, y2), (x, y)], [(x, y), (x2, y2)]
    kept = [line for line in lines if random.random() < 0.5] or [_one_of(random, lines)]
    return Drawing(tuple(Stroke(tuple(line), _pen(random)) for line in kept))


def _tiny(random: Random) -> Drawing:
    """Strokes of a size that a screen cannot show, anywhere on the pad."""
    size = _one_of(random, (1e-2, 1e-4, 1e-6, 1e-8, 1e-12, 1e-17, 1e-200))
    return _strokes(random, lambda _: _point(random)).moved(
        size, *_one_of(random, ((0.0, 0.0), (0.7, 0.2), (0.3, 0.9)))
    )


def _with_taps(random: Random) -> Drawing:
    """Strokes in a part of the pad, and taps around them, near and far."""
    body = _strokes(random, _on_a_grid).moved(0.3, 0.35, 0.35)
    return Drawing((*body.strokes, *_strokes(random, _point, most=1).strokes))


def _at_the_bound(random: Random) -> Drawing:
    """A stroke as long as one may be and still look like a dot, to the last bit, beside strokes or alone."""
    y, pen = random.random(), _pen(random)
    dot = Stroke(((0.0, y), (DOT * pen, y)), pen)
    return Drawing((dot, *_one_of(random, ((), _strokes(random, _on_a_grid).strokes))))


def _long(random: Random) -> Drawing:
    """A line of many points close together, as a fast pen leaves them."""
    (x, y), points = _point(random), []
    for _ in range(20 + int(200 * random.random())):
        x = min(max(x + (random.random() - 0.5) / 16, 0.0), 1.0)
        y = min(max(y + (random.random() - 0.5) / 16, 0.0), 1.0)
        points.append((x, y))
    return Drawing((Stroke(tuple(points), _pen(random)),))


def _fullest(random: Random) -> Drawing:
    """As many strokes and points as a drawing may have."""
    counts = [MAX_POINTS // MAX_STROKES] * MAX_STROKES
    return Drawing(tuple(Stroke(tuple(_point(random) for _ in range(n)), _pen(random)) for n in counts))


KINDS: tuple[Callable[[Random], Drawing], ...] = (
    _dots,
    _repeated,
    _straight,
    _tiny,
    _with_taps,
    _at_the_bound,
    _long,
    lambda random: _strokes(random, _point),
    lambda random: _strokes(random, _on_the_edge),
    lambda random: _strokes(random, _on_a_grid),
)


def answer(drawing: Drawing) -> bytes:
    """784 levels, and the placement as four float64; zeros for None."""
    page = page_from(drawing)
    return page.levels.tobytes() + struct.pack("<4d", *(page.placement or (0.0, 0.0, 0.0, 0.0)))


def hash_of(answers: Iterable[bytes]) -> str:
    """Of a batch's answers, one after the other: SHA-256, in hexadecimal."""
    return hashlib.sha256(b"".join(answers)).hexdigest()


def main() -> None:
    """Write the file."""
    kinds = {"written": written(), "nasty": nasty()}
    hashes = {kind: [hash_of(map(answer, batch)) for batch in batches] for kind, batches in kinds.items()}
    FILE.write_text(json.dumps({"preprocessing": PREPROCESSING_VERSION, **hashes}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
