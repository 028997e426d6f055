"""Checkpoints come back as they were saved, or say which file is wrong and how."""

from __future__ import annotations

import json

import pytest
import torch
from safetensors.torch import load_file, save_file

from digit_model import VARIANTS
from digit_model.checkpoint import Config, load_checkpoint, save_checkpoint
from digit_model.errors import DamagedCheckpoint
from digit_model.verdict import Thresholds

THRESHOLDS = Thresholds(evidence=4.5, probability=0.2)
NO_THRESHOLDS = ["x", None, [1.0], {}, float("nan"), float("inf"), -float("inf"), 10**400]
CONFIG = Config("talk", "quick", 3, THRESHOLDS, metrics={"val_accuracy": 0.9}, commit="abc")


@pytest.fixture
def folder(tmp_path):
    save_checkpoint(tmp_path / "digits", VARIANTS["talk"](), CONFIG)
    return tmp_path / "digits"


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_is_saved_comes_back_exactly(tmp_path, variant):
    network, batch = VARIANTS[variant](), torch.rand(5, 1, 28, 28)
    config = Config(variant, "none", 7, THRESHOLDS)
    save_checkpoint(tmp_path / "x", network, config)
    loaded, read = load_checkpoint(tmp_path / "x")
    assert read == config
    assert all(map(torch.equal, loaded.state_dict().values(), network.state_dict().values()))
    assert torch.allclose(loaded(batch), network.eval()(batch), atol=1e-5)
    assert not loaded.training


def test_saving_again_replaces_the_folder_and_leaves_nothing_beside_it(folder):
    (folder / "run.json").write_text("of the old checkpoint")
    save_checkpoint(folder, VARIANTS["softmax"](), Config("softmax", "none", 0, THRESHOLDS))
    assert sorted(path.name for path in folder.iterdir()) == ["config.json", "model.safetensors"]
    assert [path.name for path in folder.parent.iterdir()] == ["digits"]


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.txt": "three years"},
        {"config.json": '{"variant": "talk"}', "thesis.txt": "three years"},
        {"config.json": '{"model_type": "bert"}', "model.safetensors": "three weeks"},
        {"config.json": "[", "model.safetensors": "?"},
    ],
)
def test_saving_never_replaces_what_is_no_checkpoint(tmp_path, files):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(FileExistsError, match="not a checkpoint"):
        save_checkpoint(tmp_path, VARIANTS["softmax"](), CONFIG)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == files


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"variant": "transformer"}, 'names the variant "transformer"; known are softmax, mlp, talk'),
        ({"variant": ["talk"]}, "names the variant"),
        ({"preprocessing": 99}, "preprocessing version 99"),
        ({"recipe": "/home/me/.config/evil"}, "a recipe's name has at most"),
        ({"recipe": ["talk"]}, "a recipe's name has at most"),
        ({"recipe": "a" * 101}, "a recipe's name has at most"),
        ({"seed": "../1"}, "a seed is a whole number"),
        ({"seed": True}, "a seed is a whole number"),
        ({"commit": 7}, "a commit is a text"),
        ({"colour": "blue"}, "unexpected keyword argument 'colour'"),
        *(({"thresholds": {"evidence": value, "probability": 0.2}}, "description") for value in NO_THRESHOLDS),
        *(({"thresholds": {"evidence": 4.5, "probability": value}}, "description") for value in NO_THRESHOLDS),
    ],
)
def test_a_description_that_does_not_fit_is_refused(folder, change, complaint):
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(DamagedCheckpoint) as refusal:
        load_checkpoint(folder)
    assert complaint in str(refusal.value)
    assert str(path) in str(refusal.value)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"[" * 100_000, b"9" * 5_000])
def test_a_description_that_is_none_is_refused(folder, data):
    (folder / "config.json").write_bytes(data)
    with pytest.raises(DamagedCheckpoint, match=r"config\.json is not a checkpoint's description"):
        load_checkpoint(folder)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(DamagedCheckpoint) as refusal:
        load_checkpoint(folder)
    assert str(folder / name) in str(refusal.value)


def _cut(path):
    path.write_bytes(path.read_bytes()[:-100])


def _scribble(path):
    path.write_bytes(b"not weights at all")


def _without(path):
    tensors = load_file(path)
    del tensors["fc1.bias"]
    save_file(tensors, path)


def _misshapen(path):
    save_file(load_file(path) | {"fc1.bias": torch.zeros(17)}, path)


def _surplus(path):
    save_file(load_file(path) | {"fc9.bias": torch.zeros(17)}, path)


def _not_a_number(path):
    save_file(load_file(path) | {"fc1.bias": torch.full((16,), torch.nan)}, path)


def _beyond_float32(path):
    save_file(load_file(path) | {"fc1.bias": torch.full((16,), 1e39, dtype=torch.float64)}, path)


@pytest.mark.parametrize("damage", [_cut, _scribble, _without, _misshapen, _surplus, _not_a_number, _beyond_float32])
def test_damaged_weights_are_refused(folder, damage):
    path = folder / "model.safetensors"
    damage(path)
    with pytest.raises(DamagedCheckpoint) as refusal:
        load_checkpoint(folder)
    assert str(path) in str(refusal.value)
