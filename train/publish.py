"""python -m train.publish FOLDER USER/REPO, or --space USER/SPACE: checkpoint or page -> Hub."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from digit_model import Reader
from digit_model.checkpoint import CARD, RUN_FILE, load_checkpoint
from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable
from train.card import model_card
from train.data import load_split
from train.evaluate import evaluate
from train.hub import upload_checkpoint
from train.recipes import RECIPES
from train.sources.published import DamagedData, MissingData
from train.space import NotTracked, files_needed, publish_space


def publish(folder: Path, repository: str, data_root: Path) -> str:
    """Measure a checkpoint, write its card into its folder, upload the folder; returns the commit's address.

    Raises: MissingData, DamagedData, DamagedCheckpoint, HubRefused, HubUnreachable.
    """
    reader = Reader(*load_checkpoint(folder))
    recipe = recipe_of(folder, reader.config.recipe)
    card = model_card(reader, recipe, repository, _measure(reader, recipe["data"], data_root))
    (folder / CARD).write_text(card, encoding="utf-8")
    try:
        return upload_checkpoint(folder, repository)
    except (HubRefused, HubUnreachable) as error:
        again = f"python -m train.publish {folder} {repository}"
        raise type(error)(f"{error}; the checkpoint is kept, `{again}` tries again") from None


def recipe_of(folder: Path, name: str) -> dict[str, Any]:
    """The settings that made a checkpoint: its run's own, which may differ (--epochs), or else the recipe of that name.

    Raises: DamagedCheckpoint if there are neither.
    """
    path = folder / RUN_FILE
    if path.is_file():
        return json.loads(path.read_bytes())["recipe"]
    if name in RECIPES:
        return asdict(RECIPES[name])
    raise DamagedCheckpoint(f'{folder} has no {RUN_FILE}, and its recipe "{name}" is none of {", ".join(RECIPES)}')


def _measure(reader: Reader, data: str, data_root: Path) -> dict[str, tuple[int, float]]:
    results = {}
    for split in ("val", "test") if data == "mnist" else ("val",):
        evaluation = evaluate(reader, load_split(data, split, data_root))
        results[split] = evaluation.count, evaluation.accuracy
    return results


def main(arguments: list[str] | None = None) -> None:
    """Publish a checkpoint that was trained before, or the page; ends with a message and status 1 if that fails."""
    parser = argparse.ArgumentParser(
        prog="python -m train.publish",
        usage="%(prog)s FOLDER USER/REPO [--data-root FOLDER] | --space USER/SPACE [--zero-gpu] [--dry-run]",
        description="Put a checkpoint, or the page, on the Hugging Face Hub.",
    )
    parser.add_argument("folder", type=Path, nargs="?", help="a checkpoint folder, such as runs/talk-seed0")
    parser.add_argument("repository", metavar="USER/REPO", nargs="?", help="created if it is missing")
    parser.add_argument("--data-root", type=Path, default=Path("data"), help="holds MNIST/raw, to measure on")
    parser.add_argument("--space", metavar="USER/SPACE", help="the page's; created if it is missing, else updated")
    parser.add_argument("--zero-gpu", action="store_true", help="on ZeroGPU, which is free; else on cpu-basic")
    parser.add_argument("--dry-run", action="store_true", help="only list the files that would be there")
    options = parser.parse_args(arguments)
    if bool(options.space) == bool(options.repository) or bool(options.folder) != bool(options.repository):
        parser.error("name either a checkpoint folder and a USER/REPO, or --space USER/SPACE")
    if not options.space and (options.zero_gpu or options.dry_run):
        parser.error("--zero-gpu and --dry-run go with --space USER/SPACE")
    try:
        if options.dry_run:
            print(*files_needed(), sep="\n")
        elif options.space:
            print(f"Published: {publish_space(options.space, options.zero_gpu)}")
        else:
            print(f"Published: {publish(options.folder, options.repository, options.data_root)}")
    except (DamagedCheckpoint, MissingData, DamagedData, NotTracked, HubRefused, HubUnreachable) as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
