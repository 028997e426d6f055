"""MNIST as published, or an error that names the way out; splits that never touch."""

from __future__ import annotations

import gzip
import struct

import numpy as np
import pytest
import torch
import torchvision.datasets

import train.sources.mnist
from train.data import load_split
from train.sources.mnist import TEST_FILES
from train.sources.published import DamagedData, MissingData


def test_train_and_validation_share_nothing_and_stay_the_same(sample):
    validation = load_split("sample", "val", "unused")
    assert (len(sample), len(validation)) == (4_500, 500)
    known = {image.numpy().tobytes() for image in sample.images}
    twice = sum(image.numpy().tobytes() in known for image in validation.images)
    assert twice == 0
    assert torch.equal(load_split("sample", "val", "unused").images, validation.images)
    assert sorted(set(validation.labels.tolist())) == list(range(10))
    # A checkpoint's validation accuracy is worth nothing if these ever become digits it was trained on.
    assert validation.labels[:20].tolist() == [5, 6, 3, 9, 0, 2, 2, 8, 5, 4, 6, 3, 4, 4, 2, 2, 1, 0, 2, 8]


def test_a_split_that_is_not_there():
    with pytest.raises(ValueError, match='"sample" has no test split'):
        load_split("sample", "test", "unused")
    with pytest.raises(ValueError, match='"dev" is no split'):
        load_split("sample", "dev", "unused")


def test_missing_data_names_both_ways_out(tmp_path, monkeypatch):
    def no_network(*_: object, **__: object) -> None:
        raise RuntimeError("Error downloading train-images-idx3-ubyte.gz")

    monkeypatch.setattr(torchvision.datasets.MNIST, "download", no_network)
    with pytest.raises(MissingData) as refusal:
        load_split("mnist", "train", tmp_path)
    assert "--data-root FOLDER" in str(refusal.value)
    assert "train-images-idx3-ubyte" in str(refusal.value)
    assert "python -m train quick" in str(refusal.value)


def idx(values: np.ndarray) -> bytes:
    """The format of MNIST's files."""
    return struct.pack(f">BBBB{values.ndim}I", 0, 0, 8, values.ndim, *values.shape) + values.astype(np.uint8).tobytes()


@pytest.fixture
def raw(tmp_path, monkeypatch):
    """A folder with a test split of five digits, one file packed and one not, and their checksums."""
    import hashlib

    images, labels = np.random.default_rng(0).integers(0, 256, (5, 28, 28)), np.array([7, 2, 1, 0, 4])
    folder = tmp_path / "MNIST" / "raw"
    folder.mkdir(parents=True)
    contents = dict(zip(TEST_FILES, (idx(images), idx(labels)), strict=True))
    sums = {name: hashlib.md5(data, usedforsecurity=False).hexdigest() for name, data in contents.items()}
    monkeypatch.setattr(train.sources.mnist, "PUBLISHED_MD5", sums)
    (folder / f"{TEST_FILES[0]}.gz").write_bytes(gzip.compress(contents[TEST_FILES[0]]))
    (folder / TEST_FILES[1]).write_bytes(contents[TEST_FILES[1]])
    return folder, images


def test_packed_and_unpacked_files_are_read(raw, tmp_path):
    digits = load_split("mnist", "test", tmp_path)
    assert digits.labels.tolist() == [7, 2, 1, 0, 4]
    assert digits.images[:, 0].numpy() == pytest.approx(raw[1] / 255)


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_files_under_kaggles_names_are_read(raw, tmp_path, ending):
    for name in TEST_FILES:
        path = next(raw[0].glob(f"{name}*"))
        path.rename(raw[0] / f"{name.replace('-idx', '.idx')}{path.suffix}")
    labels = raw[0] / "t10k-labels.idx1-ubyte"
    if ending:
        labels.with_name(f"{labels.name}.gz").write_bytes(gzip.compress(labels.read_bytes()))
        labels.unlink()
    assert load_split("mnist", "test", tmp_path).labels.tolist() == [7, 2, 1, 0, 4]


@pytest.mark.parametrize(
    "data",
    [b"", b"not gzip", gzip.compress(b"something else"), gzip.compress(b"x" * 900)[:-9]],
    ids=["empty", "not gzip", "something else", "cut off"],
)
def test_a_damaged_file_is_named_with_its_checksum(raw, tmp_path, data):
    path = raw[0] / f"{TEST_FILES[0]}.gz"
    path.write_bytes(data)
    with pytest.raises(DamagedData) as refusal:
        load_split("mnist", "test", tmp_path)
    assert str(path) in str(refusal.value)
    assert train.sources.mnist.PUBLISHED_MD5[TEST_FILES[0]] in str(refusal.value)
