"""MNIST: 60,000 digits to train with and 10,000 to measure with, by two groups of writers.

Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", 1998, as torchvision downloads it.
CC BY-SA 3.0. The files do not name the writers, so a part of the training digits decides (``train.data``).
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import numpy as np

from train.sources.published import DamagedData, MissingData, md5_of

# Of the unpacked files; archives differ with the program that packed them.
PUBLISHED_MD5 = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}
TEST_FILES = ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")
TRAIN_FILES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte")


def load_mnist(names: tuple[str, str], root: str | Path) -> tuple[np.ndarray, np.ndarray]:
    """Read the published files, packed or unpacked, and download what is missing.

    torchvision downloads; reading is our own because torchvision unpacks beside the archives, which fails in a
    folder that may not be written to.
    ``names``: TRAIN_FILES or TEST_FILES.
    Shape:  -> images (N, 28, 28) and labels (N,), both uint8.
    Raises: MissingData, DamagedData.
    """
    raw = Path(root) / "MNIST" / "raw"
    if not all(_find(raw, name) for name in names):
        _download(Path(root))
    images, labels = (_parse(_read(raw, name)) for name in names)
    return images.reshape(-1, 28, 28), labels


def _find(raw: Path, name: str) -> Path | None:
    """The file under one of its names: Kaggle and 7-Zip unpack train-images-idx3-ubyte as train-images.idx3-ubyte."""
    names = (name, name.replace("-idx", ".idx"))
    paths = [raw / f"{name}{ending}" for ending in ("", ".gz") for name in names]
    return next((path for path in paths if path.is_file()), None)


def _download(root: Path) -> None:
    from torchvision.datasets import MNIST  # two seconds to import, and only an empty machine needs it

    try:
        MNIST(str(root), download=True)
    except (RuntimeError, OSError) as error:
        raise MissingData(
            f"MNIST is not in {root / 'MNIST' / 'raw'} and could not be downloaded ({error}).\n"
            "Two ways out: --data-root FOLDER, where FOLDER/MNIST/raw holds the four published files,\n"
            f"{', '.join(PUBLISHED_MD5)},\n"
            "packed (.gz) or unpacked; or `python -m train quick`, which needs no download."
        ) from error


def _read(raw: Path, name: str) -> bytes:
    """The unpacked bytes of one published file, packed or not, checked against what was published."""
    path = _find(raw, name) or raw / name
    data = path.read_bytes()
    try:
        data = gzip.decompress(data) if path.suffix == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedData(f"{path} is damaged ({error}); {_expected(name)}") from None
    if (found := md5_of(data)) != PUBLISHED_MD5[name]:
        raise DamagedData(f"{path} is damaged: unpacked, its md5 is {found}; {_expected(name)}")
    return data


def _expected(name: str) -> str:
    return f"expected {PUBLISHED_MD5[name]}. Delete it, and it will be downloaded again"


def _parse(data: bytes) -> np.ndarray:
    """IDX: two zero bytes, a type (8 = uint8), the number of axes, their lengths (big-endian), then the values."""
    axes = data[3]
    shape = np.frombuffer(data, dtype=">u4", count=axes, offset=4)
    return np.frombuffer(data, dtype=np.uint8, offset=4 + 4 * axes).reshape(shape)
