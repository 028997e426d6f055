"""python -m train: what it refuses, before it has cost anything, and how it says so."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest
import torch

import train.__main__
import train.mixture
from digit_model.checkpoint import load_checkpoint
from train.__main__ import main
from train.data import Digits
from train.loop import ForeignState, Run
from train.recipes import RECIPES
from train.sources.published import MissingData


@pytest.fixture
def noise(monkeypatch) -> None:
    """Sixty-four pictures of nothing in every split."""
    digits = Digits(torch.rand(64, 1, 28, 28), torch.arange(64) % 10)
    monkeypatch.setattr(train.mixture, "load_split", lambda *_: digits)


def command(out, *more: str) -> list[str]:
    return ["softmax", "--epochs", "1", "--out", str(out), *more]


@pytest.mark.usefixtures("noise")
def test_too_low_an_accuracy_is_a_failure_that_keeps_the_checkpoint(tmp_path):
    with pytest.raises(SystemExit) as ended:
        main(command(tmp_path / "run", "--min-accuracy", "1.01"))
    assert ended.value.code not in (0, None)
    assert (tmp_path / "run" / "model.safetensors").is_file()
    main(command(tmp_path / "run", "--min-accuracy", "0"))


@pytest.mark.usefixtures("noise")
def test_too_low_an_accuracy_is_not_published(tmp_path, monkeypatch):
    published = []
    monkeypatch.setattr(train.__main__, "publish", lambda *asked: published.append(asked))
    with pytest.raises(SystemExit, match="below the"):
        main(command(tmp_path / "run", "--min-accuracy", "1.01", "--push-to", "me/digits"))
    assert not published
    main(command(tmp_path / "run", "--push-to", "me/digits"))
    assert [asked[1] for asked in published] == ["me/digits"]


@pytest.mark.usefixtures("noise")
def test_ctrl_c_while_publishing_says_how_to_publish_what_is_trained(tmp_path, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(train.__main__, "publish", interrupted)
    with pytest.raises(SystemExit, match=r"python -m train\.publish \S+run me/digits"):
        main(command(tmp_path / "run", "--push-to", "me/digits"))
    assert (tmp_path / "run" / "model.safetensors").is_file()


@pytest.mark.usefixtures("noise")
def test_the_state_of_another_recipe_is_refused_and_kept(tmp_path):
    state = tmp_path / "run.unfinished"
    Run(replace(RECIPES["mlp"], epochs=1), 0).save(state)
    before = state.read_bytes()
    with pytest.raises(SystemExit, match="belongs to a run with another recipe, seed or number of epochs"):
        main(command(tmp_path / "run"))
    assert state.read_bytes() == before
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("where", ["folder", "file", "here"])
def test_a_place_that_is_taken_is_refused_before_training(tmp_path, monkeypatch, where):
    def too_late(*_: object) -> None:
        pytest.fail("data was loaded first")

    monkeypatch.setattr(train.mixture, "load_split", too_late)
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("three years")
    monkeypatch.chdir(tmp_path / "thesis")
    out = {"folder": tmp_path / "thesis", "file": tmp_path / "thesis" / "chapter.txt", "here": "."}[where]
    with pytest.raises(SystemExit, match=r"is there and not a checkpoint|is where you are"):
        main(command(out))
    assert (tmp_path / "thesis" / "chapter.txt").read_text() == "three years"


@pytest.mark.usefixtures("noise")
def test_the_empty_folder_that_one_is_in_is_not_replaced(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match=r"^\. is where you are; saving would replace it, so name another folder"):
        main(command("."))
    assert list(tmp_path.iterdir()) == []


def test_missing_data_is_one_sentence(tmp_path, monkeypatch):
    def missing(*_: object) -> None:
        raise MissingData("MNIST is not in data")

    monkeypatch.setattr(train.mixture, "load_split", missing)
    with pytest.raises(SystemExit, match="MNIST is not in data"):
        main(command(tmp_path / "run"))
    assert list(tmp_path.iterdir()) == []


def _half(state: bytes) -> bytes:
    return state[: len(state) // 2]


def _notes(_: bytes) -> bytes:
    return b"notes on my training run\n"


def _nothing(_: bytes) -> bytes:
    return b""


@pytest.mark.filterwarnings("ignore:Detected pickle protocol:UserWarning")
@pytest.mark.parametrize("damage", [_half, _notes, _nothing])
def test_a_damaged_state_is_refused_by_name(tmp_path, damage):
    recipe, path = RECIPES["softmax"], tmp_path / "run.unfinished"
    Run(recipe, 0).save(path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ForeignState, match=r"run\.unfinished is damaged.*choose another --out"):
        Run(recipe, 0).resume(path)


@pytest.mark.usefixtures("noise")
def test_data_that_are_needed_last_are_missed_before_the_training(tmp_path, monkeypatch):
    def missing(*_: object) -> Digits:
        raise MissingData("no file of uji's digits")

    monkeypatch.setattr(train.__main__, "calibration_digits", missing)
    monkeypatch.setattr(Run, "train_epoch", None)
    with pytest.raises(SystemExit, match="no file of uji's digits"):
        main(command(tmp_path / "run"))


@pytest.mark.parametrize("seed", ["-1", "1.5", "x"])
def test_a_seed_is_a_whole_number_from_0(tmp_path, capsys, seed):
    with pytest.raises(SystemExit):
        main(command(tmp_path / "run", f"--seed={seed}"))
    assert f'"{seed}" is no whole number from 0' in capsys.readouterr().err


@pytest.mark.parametrize("other", [{"weights": 1}, [1], {"recipe": {}, "seed": 0}])
def test_a_file_of_another_program_is_refused(tmp_path, other):
    torch.save(other, tmp_path / "run.unfinished")
    with pytest.raises(ForeignState, match="belongs to a run with another recipe"):
        Run(RECIPES["softmax"], 0).resume(tmp_path / "run.unfinished")


@pytest.mark.usefixtures("noise")
def test_a_part_can_be_left_out_and_the_run_is_named_after_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    main(["sprint", "--epochs", "1", "--without", "batchnorm"])
    _, config = load_checkpoint(tmp_path / "runs" / "sprint-without-batchnorm-seed0")
    assert (config.variant, config.recipe) == ("sprint", "sprint-without-batchnorm")


def test_a_part_that_the_recipe_has_not_cannot_be_left_out(tmp_path):
    with pytest.raises(SystemExit, match="softmax: this recipe has no styles"):
        main(command(tmp_path / "run", "--without", "styles"))


@pytest.mark.usefixtures("noise")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_ends_a_training_in_one_sentence_and_the_same_command_goes_on(tmp_path):
    (tmp_path / "run.new").symlink_to("/dev/full")  # where the state after an epoch is written to
    with pytest.raises(
        SystemExit, match=r"^The training cannot go on: No space left on device.*the same command"
    ) as ended:
        main(command(tmp_path / "run"))
    assert "\n" not in ended.value.code
    (tmp_path / "run.new").unlink()
    main(command(tmp_path / "run"))
    load_checkpoint(tmp_path / "run")


@pytest.mark.usefixtures("noise")
def test_a_full_disk_at_the_very_end_leaves_the_former_checkpoint_and_the_state(tmp_path, monkeypatch):
    main(command(tmp_path / "run"))
    before = (tmp_path / "run" / "model.safetensors").read_bytes()

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(SystemExit, match="No space left on device"):
            main(command(tmp_path / "run"))
    assert (tmp_path / "run" / "model.safetensors").read_bytes() == before
    main(command(tmp_path / "run"))
