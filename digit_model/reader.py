"""The straight path from a picture to its reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from digit_model.checkpoint import CONFIG, Config, load_checkpoint
from digit_model.errors import UnknownModel
from digit_model.hub import download_checkpoint, is_repository
from digit_model.network import StagedNet, to_batch
from digit_model.number import NumberReading, read_number
from digit_model.page import Page
from digit_model.path import Readable, page_from
from digit_model.reading import Reading
from digit_model.verdict import candidates, evidence

BUNDLED = Path(__file__).parent / "weights"
DEFAULT = "pen"
RUNS = "runs"  # where training puts checkpoints, in the working directory


@dataclass(frozen=True)
class Reader:
    """A network and all that it takes to read pictures with it."""

    network: StagedNet
    config: Config

    @property
    def variant(self) -> str:
        """The architecture's name in ``VARIANTS``."""
        return self.config.variant

    def read(self, picture: Readable) -> Reading:
        """Read one picture: a PIL image, a uint8 array (H, W) or (H, W, 3 or 4), a path, or a Drawing.

        Raises: UnreadablePicture, saying what was wrong with it.
        """
        return self.read_many([picture])[0]

    def read_many(self, pictures: Sequence[Readable]) -> list[Reading]:
        """Read several pictures in one batched pass."""
        return self.read_pages([page_from(picture) for picture in pictures])

    def read_number(self, picture: Readable) -> NumberReading:
        """Read the digits that stand on one line, written separately, from left to right; ``.text`` is the number.

        ``picture``: as for ``read``. A single digit is read as ``read`` reads it; a blank page has no digits.
        Touching: digits that touch or overlap are said to be so, and stand as "?" in the text, like what is no digit.
        Units:    boxes are in pad units, as ``Reading.placement`` is.
        Raises:   UnreadablePicture, saying what was wrong with it: also of several lines, or of more than 100 marks.
        Source:   cutting out each digit, then recognising it, is older than detectors; that the recogniser judges the
                  cuts is from LeCun, Bottou, Bengio, Haffner 1998, section V.
        """
        return read_number(picture, self.read_pages)

    def read_pages(self, pages: Sequence[Page]) -> list[Reading]:
        """Read digits that are cut out already, each levels of (28, 28), in one batched pass."""
        readings = self.read_digits([page.digit for page in pages])
        return [replace(reading, placement=page.placement) for reading, page in zip(readings, pages, strict=True)]

    def read_digits(self, digits: Sequence[np.ndarray]) -> list[Reading]:
        """Read digits that are prepared already, each (28, 28) with ink in [0, 1], in one batched pass."""
        if not digits:
            return []
        with torch.inference_mode():
            trace = self.network.trace(to_batch(digits))
            logits = next(reversed(trace.values()))
            probabilities = torch.softmax(logits, dim=1).numpy()
        stages = {name: activation.numpy() for name, activation in trace.items()}
        found = zip(digits, probabilities, evidence(logits.numpy()).tolist(), strict=True)
        return [
            self._reading(digit, row, strength, {name: activation[index].copy() for name, activation in stages.items()})
            for index, (digit, row, strength) in enumerate(found)
        ]

    def _reading(
        self, digit: np.ndarray, probabilities: np.ndarray, strength: float, trace: dict[str, np.ndarray]
    ) -> Reading:
        if not digit.any():
            return Reading("blank", (), np.zeros_like(probabilities), digit, trace)
        if strength < self.config.thresholds.evidence:
            return Reading("not a digit", (), probabilities, digit, trace)
        likely = candidates(probabilities, self.config.thresholds)
        return Reading("digit" if len(likely) == 1 else "unsure", likely, probabilities, digit, trace)


def load_reader(source: str | Path = DEFAULT) -> Reader:
    """A reader from a bundled name, a checkpoint folder, or the Hub ("user/repo", "user/repo@revision").

    Raises: UnknownModel, DamagedCheckpoint; for the Hub also HubUnreachable and HubRefused.
    """
    return Reader(*load_checkpoint(find_checkpoint(source)))


def bundled_models() -> list[str]:
    """Names of the checkpoints that come with the package and need no network."""
    return sorted(folder.name for folder in BUNDLED.iterdir() if folder.is_dir())


def _folders_in(place: Path) -> str:
    return ", ".join(sorted(path.parent.name for path in place.glob(f"[!.]*/{CONFIG}")))


def find_checkpoint(source: str | Path) -> Path:
    """The checkpoint folder that a name, a path or a repository stands for, downloaded if it must be.

    Raises: UnknownModel, HubUnreachable, HubRefused.
    """
    name = str(source)
    if name in bundled_models():
        return BUNDLED / name
    if Path(source).is_dir():
        return Path(source)
    place = Path(source).parent
    if place == Path(RUNS) or (place != Path() and place.is_dir()):  # a folder's name, so the Hub is not asked
        raise UnknownModel(f'there is no checkpoint folder "{name}"; in {place} are {_folders_in(place) or "none"}')
    if is_repository(name):
        return download_checkpoint(name)
    raise UnknownModel(
        f'"{name}" is no model: bundled are {", ".join(bundled_models())}; '
        "or name a checkpoint folder, or USER/REPO[@REVISION] on the Hugging Face Hub"
    )
