"""python -m train.evaluate FOLDER|NAME: how well a checkpoint reads, on a split that the caller names."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from PIL import Image, ImageDraw

from digit_model import Reader
from digit_model.checkpoint import RUN_FILE, load_checkpoint
from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable, UnknownModel
from digit_model.reader import find_checkpoint
from train.data import Digits, joined, load_split
from train.loop import accuracy, logits_of
from train.measure import by_writer, drawn_digits, measure
from train.recipes import RECIPES, WITHOUT
from train.run_files import save_run_file
from train.sources.published import DamagedData, MissingData

WORST = 40  # pictures on the sheet of mistakes


@dataclass(frozen=True)
class Evaluation:
    """What a network does on one split.

    ``accuracy``:  share read right, 0..1.  ``per_digit``: the same among the digits of each class, (10,).
    ``confusion``: (10, 10) counts, a row for each true digit, a column for each answer.
    ``mistakes``:  the wrong ones, most confident first: position in the split, label, answer, its probability.
    """

    accuracy: float
    per_digit: list[float]
    confusion: list[list[int]]
    mistakes: list[tuple[int, int, int, float]]

    @property
    def count(self) -> int:
        """Digits in the split."""
        return sum(map(sum, self.confusion))


def evaluate(reader: Reader, digits: Digits) -> Evaluation:
    """Read every digit of a split as it is stored, without preprocessing (MNIST already is in that form)."""
    probabilities = torch.softmax(logits_of(reader.network, digits.images), dim=1)
    confidence, answers = probabilities.max(dim=1)
    confusion = torch.bincount(digits.labels * 10 + answers, minlength=100).view(10, 10)
    wrong = torch.nonzero(answers != digits.labels).flatten()
    wrong = wrong[confidence[wrong].argsort(descending=True, stable=True)]
    return Evaluation(
        accuracy=confusion.trace().item() / len(digits),
        per_digit=(confusion.diagonal() / confusion.sum(dim=1).clamp(min=1)).tolist(),
        confusion=confusion.tolist(),
        mistakes=[
            (i, digits.labels[i].item(), answers[i].item(), round(confidence[i].item(), 6)) for i in wrong.tolist()
        ],
    )


def mistakes_sheet(evaluation: Evaluation, digits: Digits, zoom: int = 3) -> Image.Image:
    """The most confidently wrong digits as one picture, each with "label > answer, probability" beneath it."""
    columns, side, caption = 8, 28 * zoom, 14
    shown = evaluation.mistakes[:WORST]
    rows = max(1, -(-len(shown) // columns))
    sheet = Image.new("L", (columns * (side + 8), rows * (side + caption + 8)), 255)
    pen = ImageDraw.Draw(sheet)
    for place, (index, label, answer, confidence) in enumerate(shown):
        x, y = place % columns * (side + 8) + 4, place // columns * (side + caption + 8) + 4
        pixels = (digits.images[index, 0] * 255).round().byte().numpy()
        sheet.paste(Image.fromarray(pixels).resize((side, side), Image.Resampling.NEAREST), (x, y))
        pen.text((x, y + side), f"{label} > {answer}, {confidence:.1%}", fill=0)
    return sheet


def table(evaluation: Evaluation) -> str:
    """The evaluation as text for a terminal."""
    lines = [f"accuracy {evaluation.accuracy:.2%} of {evaluation.count}", "", "confusion (row: true digit)"]
    lines.append("     " + "".join(f"{digit:6}" for digit in range(10)) + "   right")
    for digit, row in enumerate(evaluation.confusion):
        counts = "".join(f"{count or '.':>6}" for count in row)
        lines.append(f"{digit:5}{counts}{evaluation.per_digit[digit]:8.2%}")
    return "\n".join(lines)


def lines_of(measured: dict[str, Any]) -> list[str]:
    """One line a number, for a terminal; tables stay in the run file.

    >>> lines_of({"letter": 0.953, "bins": [[1, 2]]})
    ['letter                                   95.30%']
    """
    lines = [f"{name:38}{share:9.2%}" for name, share in measured.items() if isinstance(share, float)]
    for name, shares in measured.items():
        if isinstance(shares, dict):
            lines += [name, *(f"  {line}" for line in lines_of(shares))]
    return lines


def main(arguments: list[str] | None = None) -> None:
    """Evaluate, print, and save the numbers and the sheet of mistakes."""
    options = _options(arguments)
    try:
        folder = find_checkpoint(options.model)
        reader = Reader(*load_checkpoint(folder))
        more: dict[str, Any] = {}
        if options.split == "suite":
            digits, more = _suite(reader, options.data_root)
        else:
            digits = _load(options.split, reader.config.recipe, options.data_root)
        evaluation = evaluate(reader, digits)
    except (UnknownModel, DamagedCheckpoint, HubRefused, HubUnreachable, MissingData, DamagedData) as error:
        sys.exit(f"{error}")
    print(table(evaluation))
    for name, shares in more.items():
        print(f"\n{name}", *(f"  {line}" for line in lines_of(shares)), sep="\n")
    print()
    training = folder / RUN_FILE
    measured = {
        "split": options.split,
        "evaluation": asdict(evaluation) | {"mistakes": evaluation.mistakes[:WORST]},
        **more,
        "training": json.loads(training.read_bytes()) if training.exists() else None,
    }
    path = save_run_file(reader.config, options.split, measured, options.json)
    mistakes_sheet(evaluation, digits).save(path.with_suffix(".png"))


def _suite(reader: Reader, data_root: Path) -> tuple[Digits, dict[str, Any]]:
    """The suite's drawn digits, and what is measured of the reader beside reading them."""
    drawn = drawn_digits(data_root)
    digits = joined(part for cells in drawn.values() for part in cells.values())
    shares = {
        source: {cell: accuracy(reader.network, part) for cell, part in cells.items()}
        for source, cells in drawn.items()
    }
    writers = by_writer(reader, drawn, data_root)
    return digits, {"drawn": shares, "writers": writers, **measure(reader, digits, data_root)}


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m train.evaluate", description="Measure a checkpoint.")
    parser.add_argument("model", help="a bundled name, a checkpoint folder, or USER/REPO")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--split", choices=["val", "test"], default="val", help="default val; test is for the very end")
    what.add_argument(
        "--suite",
        dest="split",
        action="store_const",
        const="suite",
        help="drawn digits, damage, non-digits, calibration",
    )
    parser.add_argument(
        "--data-root", type=Path, default=Path("data"), help="holds MNIST/raw; missing files are downloaded"
    )
    parser.add_argument("--json", type=Path, help="default runs/RECIPE-seedN-SPLIT.json; the picture lies beside it")
    return parser.parse_args(arguments)


def _load(split: str, recipe: str, root: Path) -> Digits:
    """The digits to evaluate on.  Raises: MissingData, DamagedData."""
    # A test is always on MNIST; validation digits are those that the checkpoint's own recipe left out.
    whole, _, _ = recipe.partition(WITHOUT)
    data = RECIPES[whole].data if whole in RECIPES and split == "val" else "mnist"
    return load_split(data, split, root)


if __name__ == "__main__":
    main()
