"""python -m train.ablate FOLDER|NAME: what each step of the preprocessing buys, by leaving one out at a time.

Measured on the drawn digits of the validation writers: an ablation informs decisions, so it may not see the test.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from digit_model import Drawing, Reader
from digit_model.checkpoint import load_checkpoint
from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable, UnknownModel
from digit_model.ink import Picture, ink_from, ink_from_drawing
from digit_model.network import to_batch
from digit_model.page import SIDE
from digit_model.preprocess import PATH_TO_DIGIT
from digit_model.reader import find_checkpoint
from train.data import Digits
from train.environment import environment
from train.loop import accuracy
from train.sources import pendigits
from train.sources.published import DamagedData, MissingData
from train.strokes import PAD
from train.suite import CELLS, pictures

Ink = np.ndarray


def _whole_page(ink: Ink) -> Ink:
    """The page shrunk to 28 x 28, as most demos do."""
    return np.asarray(Image.fromarray(ink).resize((SIDE, SIDE), Image.Resampling.BOX))


def _in_the_middle(box: Ink) -> Ink:
    page, (height, width) = np.zeros((SIDE, SIDE), dtype=np.float32), box.shape
    top, left = (SIDE - height) // 2, (SIDE - width) // 2
    page[top : top + height, left : left + width] = box
    return page


def _own_pen(picture: Picture) -> Ink:
    return ink_from_drawing(picture, PAD) if isinstance(picture, Drawing) else ink_from(picture)


def _on_the_pad(picture: Picture) -> Ink:
    """Where it was drawn, and as large."""
    return ink_from_drawing(picture, PAD) if isinstance(picture, Drawing) else 1 - np.float32(picture) / 255


WITHOUT_WIDTH = {name: step for name, step in PATH_TO_DIGIT.items() if name != "width"}
# What is left out -> how the rest prepares a picture: first to ink, then step by step.
LEFT_OUT: dict[str, tuple[Callable[[Picture], Ink], dict[str, Callable[[Ink], Ink]]]] = {
    "nothing": (ink_from, PATH_TO_DIGIT),
    "inking strokes in MNIST's pen": (_own_pen, PATH_TO_DIGIT),
    "MNIST's pen width in pictures": (ink_from, WITHOUT_WIDTH),
    "both pens": (_own_pen, WITHOUT_WIDTH),
    "the centre of mass (box in the middle)": (ink_from, PATH_TO_DIGIT | {"centred": _in_the_middle}),
    "everything (the page shrunk)": (_on_the_pad, {"shrunk": _whole_page}),
}


def prepared(picture: Picture, left_out: str) -> Ink:
    """The digit without the steps that are left out.  Shape: -> (28, 28), float32, ink in [0, 1]."""
    to_ink, path = LEFT_OUT[left_out]
    made = to_ink(picture)
    for step in path.values():
        made = step(made)
    return made


def ablate(reader: Reader, root: Path) -> dict[str, dict[str, float]]:
    """{what is left out: {cell: share read right}}.  Raises: MissingData, DamagedData."""
    people = pendigits.load("val", root)
    labels = torch.tensor([person.label for person in people])
    drawn = {cell.name: pictures(people, cell) for cell in CELLS}
    return {
        name: {
            cell: accuracy(reader.network, Digits(to_batch([prepared(picture, name) for picture in some]), labels))
            for cell, some in drawn.items()
        }
        for name in LEFT_OUT
    }


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, save."""
    parser = argparse.ArgumentParser(prog="python -m train.ablate", description="Leave out one step at a time.")
    parser.add_argument("model", help="a bundled name, a checkpoint folder, or USER/REPO")
    parser.add_argument("--data-root", type=Path, default=Path("data"))
    parser.add_argument("--json", type=Path, help="default runs/RECIPE-seedN-steps.json")
    options = parser.parse_args(arguments)
    try:
        reader = Reader(*load_checkpoint(find_checkpoint(options.model)))
        measured = ablate(reader, options.data_root)
    except (UnknownModel, DamagedCheckpoint, HubRefused, HubUnreachable, MissingData, DamagedData) as error:
        sys.exit(f"{error}")
    for name, cells in measured.items():
        print(f"{name:42}", *(f"{share:8.2%}" for share in cells.values()))
    path = options.json or Path("runs") / f"{reader.config.recipe}-seed{reader.config.seed}-steps.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    record = {"checkpoint": asdict(reader.config), "steps": measured, "environment": environment()}
    path.write_text(json.dumps(record) + "\n", "utf-8")
    print(f"Saved {path}")


if __name__ == "__main__":
    main()
