"""python -m tests.unit.golden: write anew what drawings and pictures of all kinds become.

Run it only when a change of the preparation is meant, after raising ``PREPROCESSING_VERSION``: every checkpoint must
then be trained again.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from pathlib import Path

import numpy as np
from PIL import Image

from digit_model import Drawing
from digit_model.digit import PREPROCESSING_VERSION
from digit_model.ink import ink_from_drawing
from digit_model.page import SIDE
from digit_model.path import Readable, page_from
from tests.browser.visitor import FOUR, SEVEN

FILE = Path(__file__).with_suffix(".json")
EXAMPLES = Path(__file__).parents[2] / "examples"


def golden_readables() -> dict[str, Readable]:
    """Drawings and pictures of all kinds, by what each is; made without randomness, so that they never change."""
    seven, four = Drawing.of(SEVEN, 0.06), Drawing.of(FOUR, 0.05)
    tap, dot = Drawing.of([[(0.95, 0.95)]], 0.06), Drawing.of([[(0.5, 0.5)]], 0.1)
    zero = [(0.5 + 0.11 * np.cos(0.13 * k), 0.5 + 0.27 * np.sin(0.13 * k)) for k in range(49)]
    slashed = Drawing.of([zero, [(0.3, 0.85), (0.7, 0.15)]], 0.04)
    page = (255 - 255 * ink_from_drawing(four, 280)).astype(np.uint8)
    lamp = np.linspace(0.5, 0.95, 280)
    ruled = np.array(page)
    ruled[::40] = np.minimum(ruled[::40], 150)
    clear = np.dstack([np.zeros((280, 280, 3), dtype=np.uint8), 255 - page])
    small = np.asarray(Image.fromarray(page).resize((24, 24), Image.Resampling.BOX))
    return {
        "a drawing": seven,
        "a tiny drawing in a corner, with a tap far away": Drawing(seven.moved(0.1, 0.02, 0.02).strokes + tap.strokes),
        "a dot": dot,
        "a slashed zero": slashed,
        "a level line from edge to edge": Drawing.of([[(0, 0.5), (1, 0.5)]], 0.02),
        "no strokes": Drawing(),
        **{path.name: Drawing.load(path) for path in sorted(EXAMPLES.glob("*.json"))},
        "a plain picture": page,
        "light on dark": 255 - page,
        "paper under a lamp": (page * lamp).astype(np.uint8),
        "ruled paper": ruled,
        "ink on a transparent picture": clear,
        "a picture of 24 pixels": small,
        "a thick pen": (255 - 255 * ink_from_drawing(Drawing.of(FOUR, 0.15), 280)).astype(np.uint8),
        **{path.name: path for path in sorted(EXAMPLES.glob("*.png"))},
    }


def golden_digits() -> dict[str, str]:
    """What they become, each 784 bytes, packed and in base64."""
    return {
        name: b64encode(zlib.compress(page_from(readable).levels.tobytes(), 9)).decode("ascii")
        for name, readable in golden_readables().items()
    }


def unpacked(digit: str) -> np.ndarray:
    """The digit of ``golden_digits``.  Shape: -> (28, 28), uint8."""
    return np.frombuffer(zlib.decompress(b64decode(digit)), dtype=np.uint8).reshape(SIDE, SIDE)


def main() -> None:
    """Write the file."""
    data = {"preprocessing": PREPROCESSING_VERSION, "digits": golden_digits()}
    FILE.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
