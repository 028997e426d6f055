"""Several processes train one network: as one would, all the same, and none alone if another dies.

Run as a program, this file is one of them: python test_processes.py RECIPE OUT [the rank that dies in its second epoch]
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

import train.__main__
import train.mixture
from tests.forked import Python
from train.__main__ import main
from train.__main__ import train as train_recipe
from train.data import Digits
from train.environment import PROJECT
from train.loop import Run
from train.processes import ALONE, CPU, Processes
from train.recipes import RECIPES, Recipe

PLAIN = Recipe("talk", data="sample", epochs=2, batch=100, optimiser="sgd", learning_rate=0.1, ema=0.9)
HERE = {
    "plain": PLAIN,
    "wild": replace(PLAIN, learning_rate=1e9),
    "full": replace(RECIPES["quick"], epochs=3, ema=0.9),
}
ENVIRONMENT = os.environ | {"PYTHONPATH": str(PROJECT), "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
PATIENCE = 120  # seconds; the slowest takes about five on two idle cores


@pytest.fixture
def folder(tmp_path, sample, monkeypatch, exact) -> Iterator[Path]:
    """An empty folder, and fewer digits than there are, without the two seconds that their package takes to import."""
    few = {"train": sample.pick(torch.arange(2_000)), "val": sample.pick(torch.arange(4_000, 4_500))}
    torch.save({split: (digits.images, digits.labels) for split, digits in few.items()}, tmp_path / "digits")
    monkeypatch.setattr(train.mixture, "load_split", lambda _, split, root: few[split])
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # as each of the two has
    yield tmp_path
    torch.set_num_threads(threads)


def two(*arguments: str | Path) -> list[tuple[int, str, str]]:
    """Two processes, and nobody to end one when the other dies: (exit status, output, complaint) of each."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shared = ENVIRONMENT | {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    started = [Python(__file__, *arguments, environment=shared | {"RANK": rank}) for rank in "01"]
    ended = [process.ended(PATIENCE) for process in started]
    return [(process.returncode, process.stdout, process.stderr) for process in ended]


def work(name: str, out: str, dying: str = "") -> None:
    """What one of the processes does: the command, keeping what it exports; or it dies."""
    rank, train_epoch = os.environ["RANK"], Run.train_epoch
    few = torch.load(Path(out).with_name("digits"))

    def perhaps_die(run: Run, *arguments) -> None:
        if rank == dying and run.epoch == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        train_epoch(run, *arguments)

    def keep(*arguments) -> Run:
        run = train_recipe(*arguments)
        torch.save(run.exported().state_dict(), f"{out}.{rank}")
        return run

    torch.cpu.get_capabilities = dict  # float32, to compare sums with
    train.mixture.load_split = lambda _, split, root: Digits(*few[split])
    Run.train_epoch, train.__main__.train = perhaps_die, keep
    RECIPES.update(HERE)
    main([name, "--out", out])


def alone(name: str, out: Path) -> dict[str, torch.Tensor]:
    """The weights that one process exports."""
    return train_recipe(name, HERE[name], 0, out, out).exported().state_dict()


def record(out: Path) -> dict[str, Any]:
    """The whole course of a finished run."""
    return json.loads((out / "run.json").read_text())


def test_a_process_that_dies_ends_the_other_and_the_same_command_ends_as_one_process_would(folder):
    (survivor, _, complaint), (dead, *_) = two("plain", folder / "two", "1")
    assert (survivor, dead) == (1, -signal.SIGKILL)
    assert "process 0 of 2 ends because another one did" in complaint
    assert "the same command goes on from the last finished epoch" in complaint
    assert "Traceback" not in complaint
    assert not (folder / "two").exists()
    (first, said, _), (second, silence, _) = two("plain", folder / "two")
    assert (first, second) == (0, 0)
    assert "Going on after epoch 1 of 2" in said
    assert silence == ""
    trained, expected = torch.load(folder / "two.0"), alone("plain", folder / "one")
    assert all(torch.allclose(trained[name], expected[name], atol=1e-4) for name in expected)
    losses = [record(folder / out)["progress"]["loss"] for out in ("two", "one")]
    assert losses[0] == pytest.approx(losses[1], abs=1e-4)


def test_all_end_with_the_same_network_that_reads_as_well_as_one_processs(folder):
    assert [status for status, *_ in two("full", folder / "two")] == [0, 0]
    first, second = (torch.load(folder / f"two.{rank}") for rank in "01")
    assert all(torch.equal(first[name], second[name]) for name in first)
    alone("full", folder / "one")
    shared, single = (record(folder / out)["progress"]["val_accuracy"][-1] for out in ("two", "one"))
    assert shared == pytest.approx(single, abs=0.03)


def test_torchrun_trains_in_two_and_says_everything_once(tmp_path):
    command = ["--standalone", "--nproc-per-node=2", "-m", "train", "quick", "--epochs", "1", "--out"]
    torchrun = [Path(sys.executable).parent / "torchrun", *command, tmp_path / "run"]
    done = subprocess.run(torchrun, env=ENVIRONMENT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("validation accuracy") == 1
    assert done.stderr.count(" 0/70 [") == 1, "one bar"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]
    assert record(tmp_path / "run")["environment"]["processes"] == 2


def test_what_stops_all_is_said_by_the_first_alone(folder):
    (first, _, complaint), (second, *silence) = two("wild", folder / "run")
    assert (first, second) == (1, 0)
    assert "lower the recipe's learning rate" in complaint
    assert silence == ["", ""]


def test_what_stops_the_first_stops_the_others_before_they_begin(folder):
    (folder / "thesis").write_text("three years")
    (first, _, complaint), (second, _, other) = two("plain", folder / "thesis")
    assert (first, second) == (1, 1)
    assert "is there and not a checkpoint" in complaint
    assert "process 1 of 2 ends because another one did" in other


@pytest.mark.parametrize("rank", [0, 1])
def test_unequal_shares_are_refused_before_anything_else(tmp_path, monkeypatch, rank):
    monkeypatch.setenv("RANK", str(rank))
    monkeypatch.setenv("WORLD_SIZE", "3")
    with pytest.raises(SystemExit) as ended:
        main(["quick", "--out", str(tmp_path / "run")])
    assert ended.value.code == (0 if rank else "batches of 64 digits cannot be shared equally by 3 processes")
    assert list(tmp_path.iterdir()) == []


def test_every_digit_of_a_batch_is_in_one_share():
    batch = torch.randperm(64)
    shares = [Processes(rank, 4).share(batch) for rank in range(4)]
    assert [len(share) for share in shares] == [16] * 4
    assert torch.equal(torch.cat(shares), batch)
    assert torch.equal(ALONE.share(batch), batch)


def test_views_are_repeatable_and_differ_from_process_to_process():
    def views(rank: int) -> torch.Tensor:
        return torch.rand(10, generator=Processes(rank, 3).own(torch.Generator().manual_seed(7)))

    assert torch.equal(views(0), torch.rand(10, generator=torch.Generator().manual_seed(7))), "as one process alone"
    assert torch.equal(views(1), views(1))
    assert len({tuple(views(rank).tolist()) for rank in range(3)}) == 3


def test_there_is_a_gpu_for_each_process_or_the_cpu_for_all(monkeypatch):
    second = {"RANK": "1", "WORLD_SIZE": "2"}
    for gpus, device in [(0, CPU), (1, CPU), (2, torch.device("cuda:1"))]:
        monkeypatch.setattr(torch.cuda, "device_count", lambda gpus=gpus: gpus)
        assert Processes.from_environment(second) == Processes(1, 2, device)
        assert Processes.from_environment({}) == replace(ALONE, device=torch.device("cuda:0") if gpus else CPU)


if __name__ == "__main__":
    work(*sys.argv[1:])
