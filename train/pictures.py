"""python -m train.pictures MODEL FOLDER: how well a checkpoint reads pictures of your own.

A file's name says what it shows, as those in ``examples/`` do: "7-..." is a 7, "4-or-9-..." may be either, and
"none-..." is no digit.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from digit_model import Drawing, Reader, UnreadablePicture, load_reader
from digit_model.drawing import MalformedDrawing
from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable, UnknownModel
from train.run_files import save_run_file

SHOWN = re.compile(r"(none|[0-9](?:-or-[0-9])*)(?![0-9a-z])")  # at the beginning of a file's name


@dataclass(frozen=True)
class Told:
    """What was told about a file.

    ``shown``:   the digits that it may be, by its name; none of what is no digit.
    ``answers``: the digits that it was taken for: one, several where the reader was unsure, none where it refused.
    ``error``:   why it could not be read, or "".
    """

    file: str
    shown: list[str]
    answers: list[str]
    error: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the answers are the digits of the name, no more and no less."""
        return not self.error and set(self.shown) == set(self.answers)

    def __str__(self) -> str:
        said = " or ".join(self.answers) or "no digit"
        return f"{self.file}: {self.error or f'taken for {said}'}"


def shown_by(path: Path) -> list[str] | None:
    """The digits that a file may show, by its name: none of what is no digit, and None if the name does not say.

    >>> shown_by(Path("7-tiny.json")), shown_by(Path("4-or-9.json")), shown_by(Path("none-letter.json"))
    (['7'], ['4', '9'], [])
    >>> shown_by(Path("notes.txt")), shown_by(Path("28px.png"))
    (None, None)
    """
    named = SHOWN.match(path.stem)
    return [digit for digit in named[1].split("-or-") if digit != "none"] if named else None


def told_of(reader: Reader, path: Path, shown: list[str]) -> Told:
    """Read a picture, or a drawing if it ends in .json."""
    try:
        reading = reader.read(Drawing.load(path) if path.suffix == ".json" else path)
    except (UnreadablePicture, MalformedDrawing) as error:
        return Told(path.name, shown, [], str(error))
    return Told(path.name, shown, list(reading.candidates))


def read_folder(reader: Reader, folder: Path) -> list[Told]:
    """What is told about every file whose name says what it shows, in the order of their names.

    Raises: FileNotFoundError if there is no such file.
    """
    named = [(path, shown_by(path)) for path in sorted(folder.glob("*")) if path.is_file()]
    told = [told_of(reader, path, shown) for path, shown in named if shown is not None]
    if not told:
        raise FileNotFoundError(f'{folder} holds no file named like "7-photo.png", "4-or-9.jpg" or "none-cat.png"')
    return told


def main(arguments: list[str] | None = None) -> None:
    """Read, print what is wrong, save."""
    parser = argparse.ArgumentParser(
        prog="python -m train.pictures", description="Measure a checkpoint on your pictures."
    )
    parser.add_argument("model", help="a bundled name, a checkpoint folder, or USER/REPO")
    parser.add_argument("folder", type=Path, help='of pictures whose names begin with what they show: "7-photo.png"')
    parser.add_argument("--json", type=Path, help="default runs/RECIPE-seedN-pictures.json")
    options = parser.parse_args(arguments)
    try:
        reader = load_reader(options.model)
        told = read_folder(reader, options.folder)
    except (UnknownModel, DamagedCheckpoint, HubRefused, HubUnreachable, FileNotFoundError) as error:
        sys.exit(f"{error}")
    for one in told:
        if not one.is_right:
            print(one)
    print(f"{sum(one.is_right for one in told)} of {len(told)} read as they are named")
    save_run_file(reader.config, "pictures", {"pictures": list(map(asdict, told))}, options.json)


if __name__ == "__main__":
    main()
