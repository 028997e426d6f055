"""python -m train.ablate FOLDER|NAME: what each step of the preprocessing buys, by leaving one out at a time.

Measured on the drawn digits of the validation writers: an ablation informs decisions, so it may not see the test.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from digit_model import Drawing, Reader, load_reader
from digit_model.digit import DRAWING_TO_DIGIT
from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable, UnknownModel
from digit_model.ink import PICTURE_TO_INK, ink_from_drawing
from digit_model.network import to_batch
from digit_model.page import SIDE, Page, page_through
from digit_model.path import PICTURE_TO_DIGIT, Readable
from digit_model.preprocess import INK_TO_DIGIT, in_grey_levels
from train.data import Digits
from train.loop import accuracy
from train.run_files import save_run_file
from train.sources import load_strokes
from train.sources.published import DamagedData, MissingData
from train.strokes import PAD
from train.suite import CELLS, pictures

Steps = Mapping[str, Callable[[Any], Any]]


def _inked_in_its_own_pen(drawing: Drawing) -> np.ndarray:
    return ink_from_drawing(drawing, PAD)


def _whole_page(page: Page) -> Page:
    """The page shrunk to 28 x 28, as most demos do."""
    return Page(np.asarray(Image.fromarray(page.levels).resize((SIDE, SIDE), Image.Resampling.BOX)))


def _in_the_middle(page: Page) -> Page:
    height, width = page.levels.shape
    above, before = (SIDE - height) // 2, (SIDE - width) // 2
    return Page(np.pad(page.levels, ((above, SIDE - height - above), (before, SIDE - width - before))))


def _without(steps: Steps, name: str) -> Steps:
    return {other: step for other, step in steps.items() if other != name}


OWN_PEN: Steps = {"inked": _inked_in_its_own_pen} | _without(INK_TO_DIGIT, "width")
OWN_WIDTH = _without(PICTURE_TO_DIGIT, "width")
IN_THE_MIDDLE = {"centred": _in_the_middle}
SHRUNK: Steps = {"levels": in_grey_levels, "shrunk": _whole_page}
# What is left out -> the steps that are left, of a drawing and of a picture.
LEFT_OUT: dict[str, tuple[Steps, Steps]] = {
    "nothing": (DRAWING_TO_DIGIT, PICTURE_TO_DIGIT),
    "inking strokes in MNIST's pen": (OWN_PEN, PICTURE_TO_DIGIT),
    "MNIST's pen width in pictures": (DRAWING_TO_DIGIT, OWN_WIDTH),
    "both pens": (OWN_PEN, OWN_WIDTH),
    "the centre of mass (box in the middle)": (DRAWING_TO_DIGIT | IN_THE_MIDDLE, PICTURE_TO_DIGIT | IN_THE_MIDDLE),
    "everything (the page shrunk)": ({"inked": _inked_in_its_own_pen} | SHRUNK, PICTURE_TO_INK | SHRUNK),
}


def prepared(picture: Readable, left_out: str) -> np.ndarray:
    """The digit without the steps that are left out.  Shape: -> (28, 28), float32, ink in [0, 1]."""
    of_drawings, of_pictures = LEFT_OUT[left_out]
    return page_through(of_drawings if isinstance(picture, Drawing) else of_pictures, picture).digit


def ablate(reader: Reader, root: Path) -> dict[str, dict[str, float]]:
    """{what is left out: {cell: share read right}}.  Raises: MissingData, DamagedData."""
    people = [digit for some in load_strokes("val", root).values() for digit in some]
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
        reader = load_reader(options.model)
        measured = ablate(reader, options.data_root)
    except (UnknownModel, DamagedCheckpoint, HubRefused, HubUnreachable, MissingData, DamagedData) as error:
        sys.exit(f"{error}")
    for name, cells in measured.items():
        print(f"{name:42}", *(f"{share:8.2%}" for share in cells.values()))
    save_run_file(reader.config, "steps", {"steps": measured}, options.json)


if __name__ == "__main__":
    main()
