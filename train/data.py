"""The training data: MNIST, and a sample of it that needs no download.

Everything lives in memory as tensors; 60,000 digits are 47 MB.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from digit_model.explain.sample import load_sample

VALIDATION = {"mnist": 5_000, "sample": 500}
# The one random choice of the splits, the same for every recipe and seed: validation digits never train anything.
SPLIT_SEED = 20_260_101
# Of the unpacked files; archives differ with the program that packed them.
PUBLISHED_MD5 = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}
TEST_FILES = ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")
TRAIN_FILES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte")


class MissingData(RuntimeError):
    """The data is not there and could not be had; the message names the ways out."""


class DamagedData(RuntimeError):
    """A data file is not what was published; the message names it and its expected checksum."""


@dataclass(frozen=True)
class Digits:
    """``images``: (N, 1, 28, 28), float32, ink in [0, 1]; ``labels``: (N,), int64, 0..9, or -1 for no digit."""

    images: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def to(self, device: torch.device) -> Digits:
        """The same digits on another device."""
        return Digits(self.images.to(device), self.labels.to(device))

    def pick(self, indices: Tensor) -> Digits:
        """The digits at these positions, in this order."""
        return Digits(self.images[indices], self.labels[indices])


def joined(parts: Iterable[Digits]) -> Digits:
    """All digits of several sets, one set after the other."""
    every = list(parts)
    return Digits(torch.cat([part.images for part in every]), torch.cat([part.labels for part in every]))


def load_split(name: str, split: str, root: str | Path) -> Digits:
    """One split of a data set.

    ``name``: "mnist" or "sample"; ``split``: "train", "val" or "test" (which "sample" does not have).
    Raises: MissingData, DamagedData; ValueError for a split that does not exist.
    """
    if split == "test":
        if name != "mnist":
            raise ValueError(f'"{name}" has no test split; evaluate on val, or on MNIST')
        return _load_mnist(TEST_FILES, Path(root))
    whole = _load_mnist(TRAIN_FILES, Path(root)) if name == "mnist" else _digits(*load_sample())
    order = torch.randperm(len(whole), generator=torch.Generator().manual_seed(SPLIT_SEED))
    held_out = VALIDATION[name]
    if split == "val":
        return whole.pick(order[:held_out])
    if split == "train":
        return whole.pick(order[held_out:])
    raise ValueError(f'"{split}" is no split; there are train, val and test')


def _load_mnist(names: tuple[str, str], root: Path) -> Digits:
    """Read the published files, packed or unpacked, and download what is missing.

    torchvision downloads; reading is our own because torchvision unpacks beside the archives, which fails in a
    folder that may not be written to.
    """
    raw = root / "MNIST" / "raw"
    if not all(_has(raw, name) for name in names):
        _download(root)
    images, labels = (_read(raw, name) for name in names)
    return _digits(_parse(images).reshape(-1, 28, 28), _parse(labels))


def _digits(images: np.ndarray, labels: np.ndarray) -> Digits:
    return Digits(
        torch.from_numpy(images.astype(np.float32) / 255).unsqueeze(1),
        torch.from_numpy(labels.astype(np.int64)),
    )


def _has(raw: Path, name: str) -> bool:
    return (raw / name).is_file() or (raw / f"{name}.gz").is_file()


def _download(root: Path) -> None:
    from torchvision.datasets import MNIST  # two seconds to import, and only an empty machine needs it

    try:
        MNIST(str(root), download=True)
    except (RuntimeError, OSError) as error:
        raise MissingData(
            f"MNIST is not in {root / 'MNIST' / 'raw'} and could not be downloaded ({error}).\n"
            "Two ways out: --data-root FOLDER, where FOLDER/MNIST/raw holds the four published files,\n"
            "or `python -m train quick`, which needs no download."
        ) from error


def _read(raw: Path, name: str) -> bytes:
    """The unpacked bytes of one published file, packed or not, checked against what was published."""
    path = raw / name
    if not path.is_file():
        path = raw / f"{name}.gz"
    data = path.read_bytes()
    try:
        data = gzip.decompress(data) if path.suffix == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedData(f"{path} is damaged ({error}); {_expected(name)}") from None
    found = hashlib.md5(data, usedforsecurity=False).hexdigest()
    if found != PUBLISHED_MD5[name]:
        raise DamagedData(f"{path} is damaged: unpacked, its md5 is {found}; {_expected(name)}")
    return data


def _expected(name: str) -> str:
    return f"expected {PUBLISHED_MD5[name]}. Delete it, and it will be downloaded again"


def _parse(data: bytes) -> np.ndarray:
    """IDX: two zero bytes, a type (8 = uint8), the number of axes, their lengths (big-endian), then the values."""
    axes = data[3]
    shape = np.frombuffer(data, dtype=">u4", count=axes, offset=4)
    return np.frombuffer(data, dtype=np.uint8, offset=4 + 4 * axes).reshape(shape)
