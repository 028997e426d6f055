"""One run: repeatable, interruptible, folded exactly, and stopped when it diverges."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import torch
from tqdm import tqdm

import train.mixture
from digit_model import VARIANTS
from digit_model.checkpoint import load_checkpoint
from train.__main__ import main
from train.__main__ import train as train_recipe
from train.augment import augment
from train.batchnorm import fold_batchnorm, insert_batchnorm
from train.data import Digits
from train.loop import Diverged, ForeignState, Run, accuracy
from train.optimiser import one_cycle
from train.recipes import RECIPES

SHORT = replace(RECIPES["talk"], data="sample", epochs=3, batch=32)


@pytest.fixture(scope="module")
def few(sample) -> Digits:
    return sample.pick(torch.arange(200))


def trained(few: Digits, epochs: int, run: Run | None = None, seed: int = 5) -> Run:
    """A run after so many epochs."""
    run = run or Run(SHORT, seed)
    with tqdm(disable=True) as bar:
        while run.epoch < epochs:
            run.train_epoch(few, few, bar)
    return run


def weights(run: Run) -> torch.Tensor:
    """All exported numbers in one row."""
    return torch.cat([tensor.flatten() for tensor in run.exported().state_dict().values()])


def test_the_same_seed_gives_the_same_weights_and_another_does_not(few):
    first = weights(trained(few, 2))
    assert torch.equal(first, weights(trained(few, 2)))
    assert not torch.equal(first, weights(trained(few, 2, seed=6)))


@pytest.mark.parametrize("recipe", [SHORT, replace(RECIPES["talk-original"], epochs=3, batch=32)])
def test_an_interrupted_run_ends_with_the_weights_of_an_uninterrupted_one(few, tmp_path, recipe):
    whole = trained(few, 3, Run(recipe, 5))
    trained(few, 1, begun := Run(recipe, 5))
    begun.save(tmp_path / "state")
    resumed = Run(recipe, 5)
    resumed.resume(tmp_path / "state")
    trained(few, 3, resumed)
    assert torch.equal(weights(resumed), weights(whole))
    assert resumed.progress.loss == whole.progress.loss
    assert [path.name for path in tmp_path.iterdir()] == ["state"]


def test_a_state_of_another_run_or_a_damaged_one_is_refused(few, tmp_path):
    path = tmp_path / "state"
    trained(few, 1).save(path)
    with pytest.raises(ForeignState, match="another recipe, seed or number of epochs"):
        Run(SHORT, 6).resume(path)
    path.write_bytes(path.read_bytes()[:1_000])
    with pytest.raises(ForeignState, match="is damaged"):
        Run(SHORT, 5).resume(path)


def test_looking_at_the_exported_network_changes_nothing(few):
    run = trained(few, 1)
    before = {name: tensor.clone() for name, tensor in run.network.state_dict().items()}
    accuracy(run.exported(), few)
    assert all(torch.equal(before[name], tensor) for name, tensor in run.network.state_dict().items())


def test_folding_normalisation_keeps_the_logits_and_the_variants_own_keys(few):
    network = insert_batchnorm(VARIANTS["talk"]())
    for step in range(5):  # normalisations with something to fold
        network(few.images[step * 32 : step * 32 + 32] * 3)
    folded = fold_batchnorm(network.eval())
    with torch.inference_mode():
        assert (folded(few.images) - network(few.images)).abs().max() < 1e-4
    assert list(folded.state_dict()) == list(VARIANTS["talk"]().state_dict())


def test_a_run_that_diverges_stops_and_says_so(few):
    with pytest.raises(Diverged, match="lower the recipe's learning rate"):
        trained(few, 3, Run(replace(RECIPES["talk-original"], learning_rate=1e9, batch=16), 0))


def test_training_learns(sample):
    run = trained(sample.pick(torch.arange(1_000)), 3)
    assert accuracy(run.exported(), sample.pick(torch.arange(2_000, 3_000))) > 0.8


def test_the_learning_rate_rises_for_a_tenth_and_falls_to_nothing():
    rates = [one_cycle(step / 1_000) for step in range(1_001)]
    assert rates.index(max(rates)) == 100
    assert rates[:101] == sorted(rates[:101])
    assert rates[100:] == sorted(rates[100:], reverse=True)


def test_augmentation_keeps_shape_and_range_and_repeats_by_its_generator(few):
    def view(strength: float, seed: int) -> torch.Tensor:
        return augment(few.images, strength, torch.Generator().manual_seed(seed))

    assert torch.equal(view(0, 1), few.images)
    assert torch.equal(view(1, 1), view(1, 1))
    assert not torch.equal(view(1, 1), view(1, 2))
    assert view(1, 1).shape == few.images.shape
    assert view(1, 1).min() >= 0
    assert view(1, 1).max() <= 1
    moved = [(view(strength, 1) - few.images).abs().mean() for strength in (0.1, 0.5, 1)]
    assert moved == sorted(moved)


def test_a_finished_run_leaves_a_checkpoint_and_no_state(few, tmp_path, monkeypatch):
    monkeypatch.setattr(train.mixture, "load_split", lambda *_: few)
    out = tmp_path / "run"
    train_recipe("quick", replace(RECIPES["quick"], epochs=1), 0, out, tmp_path)
    assert sorted(path.name for path in out.iterdir()) == ["config.json", "model.safetensors", "run.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["run"]
    _, config = load_checkpoint(out)
    record = json.loads((out / "run.json").read_text())
    assert config.metrics["val_accuracy"] == record["progress"]["val_accuracy"][-1]
    assert config.recipe == "quick"


def test_ctrl_c_keeps_the_last_epoch_and_the_same_command_goes_on(few, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(train.mixture, "load_split", lambda *_: few)
    save, saved = Run.save, []

    def interrupt(run: Run, path) -> None:
        save(run, path)
        saved.append(path)
        raise KeyboardInterrupt

    arguments = ["quick", "--epochs", "2", "--out", str(tmp_path / "run")]
    monkeypatch.setattr(Run, "save", interrupt)
    with pytest.raises(SystemExit, match="The same command goes on"):
        main(arguments)
    assert saved[0].exists()
    monkeypatch.setattr(Run, "save", save)
    main(arguments)
    assert "Going on after epoch 1 of 2" in capsys.readouterr().out


def test_the_command_line_refuses_what_it_cannot_do(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(
        train.mixture, "load_split", lambda *_: Digits(torch.rand(64, 1, 28, 28), torch.arange(64) % 10)
    )
    with pytest.raises(SystemExit):
        main(["nonsense"])
    complaint = capsys.readouterr().err
    assert all(name in complaint for name in RECIPES)
    with pytest.raises(SystemExit):
        main(["quick", "--epochs", "0"])
    out = ["--epochs", "1", "--out", str(tmp_path / "run")]
    with pytest.raises(SystemExit, match=r"below the 99\.00% asked for"):
        main(["softmax", *out, "--min-accuracy", "0.99"])
