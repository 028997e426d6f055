"""States of a run: those of the very run that training makes, and the last one is its checkpoint."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn.utils import vector_to_parameters

import train.mixture
import train.snapshots
from digit_model import VARIANTS
from digit_model.checkpoint import load_checkpoint
from digit_model.course import Snapshots, load_snapshots
from digit_model.explain.wiring import weights
from train.__main__ import train as train_recipe
from train.data import Digits
from train.loop import ForeignState, Run, accuracy
from train.recipes import RECIPES
from train.snapshots import Album, main, moments, record

RECIPE = replace(RECIPES["talk"], data="sample", epochs=3, batch=32, drawn={})
STEPS = 6  # in an epoch of 200 digits


@pytest.fixture
def few(sample, monkeypatch) -> Digits:
    """Two hundred real digits in every split, and a short recipe on them, "talk"."""
    digits = sample.pick(torch.arange(200))
    monkeypatch.setattr(train.mixture, "load_split", lambda *_: digits)
    monkeypatch.setattr(train.snapshots, "RECIPES", {"talk": RECIPE})
    return digits


def recorded(folder: Path) -> Snapshots:
    """What the command makes, read from its files."""
    main(["talk", "--seed", "3", "--out", str(folder / "kept")])
    assert [path.name for path in folder.iterdir()] == ["kept"], "nothing unfinished is left"
    return load_snapshots(folder / "kept")


def test_the_last_state_is_the_checkpoint_that_training_writes(few, tmp_path):
    train_recipe("talk", RECIPE, 3, tmp_path / "run", tmp_path)
    network, _ = load_checkpoint(tmp_path / "run")
    (tmp_path / "snapshots").mkdir()
    snapshots = recorded(tmp_path / "snapshots")
    assert snapshots.weights.dtype == np.float16
    assert np.array_equal(snapshots.weights[-1].astype(np.float32), weights(network))


def test_each_state_says_how_far_it_was_and_what_it_can(few, tmp_path):
    snapshots = recorded(tmp_path)
    table = snapshots.table
    assert [row["step"] for row in table] == [0, 1, 2, 4, 6, 12, 18]
    assert [row["epoch"] for row in table] == pytest.approx([row["step"] / STEPS for row in table])
    assert [row["digits"] for row in table] == [32 * row["step"] for row in table]
    assert len(snapshots.weights) == len(table)
    for row, state in zip(table, snapshots.weights, strict=True):
        network = VARIANTS[snapshots.variant]().eval()
        vector_to_parameters(torch.from_numpy(state.astype(np.float32)), network.parameters())
        assert row["val_accuracy"] == accuracy(network, few)
        with torch.inference_mode():
            losses = -torch.log_softmax(network(few.images), dim=1)[torch.arange(200), few.labels]
        assert row["val_loss"] == pytest.approx(losses.mean().item(), rel=1e-4)


def test_a_states_loss_is_the_mean_since_the_state_before(few):
    run, losses = Run(RECIPE, 3), []
    album = Album(run, {0, 2, 6})

    def after_step(loss: float) -> None:
        losses.append(loss)
        album.after_step(loss)

    run.train_epoch(few, few, train.snapshots.tqdm(disable=True), after_step)
    found = [row["loss"] for row in train.snapshots.published(album, few, few).table]
    assert found == [None, pytest.approx(np.mean(losses[:2])), pytest.approx(np.mean(losses[2:]))]


def test_an_interrupted_recording_ends_with_the_states_of_an_uninterrupted_one(few, tmp_path, monkeypatch):
    (tmp_path / "whole").mkdir()
    (tmp_path / "parts").mkdir()
    whole = recorded(tmp_path / "whole")
    save, epochs = Run.save, iter(range(3))

    def interrupted(run: Run, path: Path) -> None:
        if next(epochs) == 1:  # after the second epoch's states were kept, before the run was
            raise KeyboardInterrupt
        save(run, path)

    monkeypatch.setattr(Run, "save", interrupted)
    with pytest.raises(SystemExit, match="goes on from the last finished epoch"):
        recorded(tmp_path / "parts")
    monkeypatch.setattr(Run, "save", save)
    parts = recorded(tmp_path / "parts")
    assert np.array_equal(parts.weights, whole.weights)
    assert parts.table == whole.table


def test_damaged_states_are_refused(few, tmp_path):
    run = Run(RECIPE, 0)
    run.progress.loss.append(1.0)
    run.save(tmp_path / "kept.unfinished")
    (tmp_path / "kept.album").write_bytes(b"no states")
    with pytest.raises(ForeignState, match=r"kept\.album cannot be read"):
        record("talk", 0, tmp_path / "kept", tmp_path)


@pytest.mark.parametrize("epochs", [1, 2, 9, 28])
def test_the_first_and_the_last_step_are_kept_and_none_behind_it(epochs):
    steps = moments(335, epochs)
    assert {0, 335 * epochs} <= steps
    assert max(steps) == 335 * epochs
    assert len(steps) <= 32
