"""A checkpoint: a folder with ``config.json`` (what it is) and ``model.safetensors`` (its weights).

Safetensors because it holds numbers and nothing that runs: a checkpoint from a stranger's repository is safe to open.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save

from digit_model.digit import PREPROCESSING_VERSION
from digit_model.errors import DamagedCheckpoint
from digit_model.network import StagedNet
from digit_model.variants import VARIANTS
from digit_model.verdict import Thresholds

CONFIG = "config.json"
WEIGHTS = "model.safetensors"
RUN_FILE = "run.json"  # how it was trained; written by training, never needed for reading
CARD = "README.md"  # the model card; written by publishing, never needed for reading
FILES = (CONFIG, WEIGHTS, RUN_FILE, CARD)


@dataclass(frozen=True)
class Config:
    """What a checkpoint is and where it came from.

    ``thresholds`` say where the verdicts part. ``metrics`` are fractions in 0..1 named by split, such as
    {"val_accuracy": 0.993}; ``commit`` is this project's git commit at training time, "" if there was none.
    """

    variant: str
    recipe: str
    seed: int
    thresholds: Thresholds
    preprocessing: int = PREPROCESSING_VERSION
    metrics: dict[str, float] = field(default_factory=dict)
    commit: str = ""


def check_replaceable(folder: Path) -> None:
    """Saving a checkpoint replaces its folder, so nothing else may be there.

    Raises: FileExistsError if the folder holds other files than a checkpoint's, is a file, or is where this process is.
    """
    if not folder.exists():
        return
    if Path.cwd().is_relative_to(folder.resolve()):
        raise FileExistsError(f"{folder} is where you are; saving would replace it, so name another folder")
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else {folder.name}
    known = names <= set(FILES) and (CONFIG not in names or _is_ours(folder / CONFIG))
    if not known:
        raise FileExistsError(
            f"{folder} is there and not a checkpoint alone; saving would replace it, so name another folder"
        )


def _is_ours(config: Path) -> bool:
    """Whether it describes one of our checkpoints: every network on the Hub has a file of that name."""
    try:
        return "variant" in json.loads(config.read_bytes())
    except (ValueError, TypeError, RecursionError):
        return False


def save_checkpoint(folder: str | Path, network: StagedNet, config: Config) -> None:
    """Write a new folder beside the old one, then give it the old one's name: a crash never leaves half of each.

    Raises: FileExistsError if something else is there.
    """
    folder = Path(folder)
    check_replaceable(folder)
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in network.state_dict().items()}
    # Not by save_file, which would write for its owner alone: a checkpoint is shared.
    (fresh / WEIGHTS).write_bytes(save(tensors))
    (fresh / CONFIG).write_text(json.dumps(dataclasses.asdict(config), indent=2) + "\n", "utf-8")
    if folder.exists():
        old = folder.with_name(f".{folder.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        folder.replace(old)
        fresh.replace(folder)
        shutil.rmtree(old)
    else:
        fresh.replace(folder)


def load_checkpoint(folder: str | Path) -> tuple[StagedNet, Config]:
    """Read a checkpoint folder; every weight must be there, with its shape, and no other.

    Raises: DamagedCheckpoint, naming the file and what is wrong with it.
    """
    folder = Path(folder)
    config = _load_config(folder / CONFIG)
    network = VARIANTS[config.variant]()
    path = folder / WEIGHTS
    tensors = _load_tensors(path, set(network.state_dict()), config.variant)
    try:
        network.load_state_dict(tensors, strict=True)
    except RuntimeError as error:
        raise DamagedCheckpoint(f'{path} does not hold the weights of "{config.variant}": {error}') from None
    if not all(tensor.isfinite().all() for tensor in network.state_dict().values()):  # float32, whatever the file's
        raise DamagedCheckpoint(f"{path} holds weights that are no numbers; train or download it again")
    # The convolutions run up to 1.7 times as fast with the channels innermost.
    return network.eval().to(memory_format=torch.channels_last), config


def _load_tensors(path: Path, expected: set[str], variant: str) -> dict[str, torch.Tensor]:
    """The tensors of a file that must name these and no others, which is looked at first: a header is cheap to fill."""
    _check_is_file(path)
    try:
        with safe_open(path, "pt") as file:
            names = set(file.keys())
            if names != expected:
                raise DamagedCheckpoint(
                    f'{path} does not hold the weights of "{variant}": {len(expected - names)} of its '
                    f"{len(expected)} tensors are missing, and {len(names - expected)} are none of its"
                )
            return {name: file.get_tensor(name) for name in names}
    except (OSError, SafetensorError) as error:
        raise DamagedCheckpoint(f"{path} cannot be read ({error}); train or download it again") from None


def _check_is_file(path: Path) -> None:
    """A folder cannot be read, and a pipe would be waited for without end; what is missing is noticed later."""
    if path.exists() and not path.is_file():
        raise DamagedCheckpoint(f"{path} is not a file; a checkpoint is a folder with {CONFIG} and {WEIGHTS}")


def _load_config(path: Path) -> Config:
    _check_is_file(path)
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
        thresholds = Thresholds(**data["thresholds"])
        if not all(map(math.isfinite, dataclasses.astuple(thresholds))):
            raise ValueError("a threshold is a finite number")
        config = Config(**data | {"thresholds": thresholds})
        _check_names(config)
    except FileNotFoundError:
        raise DamagedCheckpoint(f"{path} is missing; a checkpoint is a folder with {CONFIG} and {WEIGHTS}") from None
    except KeyError as error:
        raise DamagedCheckpoint(f"{path} does not say {error}; an older version made it, train it again") from None
    except OSError as error:
        raise DamagedCheckpoint(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise DamagedCheckpoint(f"{path} is not a checkpoint's description: {error}") from None
    if config.variant not in list(VARIANTS):  # a list, because a stranger's JSON may hold what cannot be a key
        raise DamagedCheckpoint(f'{path} names the variant "{config.variant}"; known are {", ".join(VARIANTS)}')
    if config.preprocessing != PREPROCESSING_VERSION:
        raise DamagedCheckpoint(
            f"{path} was trained behind preprocessing version {config.preprocessing}, "
            f"this is version {PREPROCESSING_VERSION}; train it again"
        )
    return config


def _check_names(config: Config) -> None:
    """Files are named after recipe and seed, and a stranger's description may not choose where they lie."""
    if not (isinstance(config.recipe, str) and re.fullmatch(r"[\w-]{1,100}", config.recipe)):
        raise ValueError("a recipe's name has at most 100 letters, digits, _ and -")
    if type(config.seed) is not int:
        raise ValueError("a seed is a whole number")
    if not isinstance(config.commit, str):
        raise ValueError("a commit is a text")
