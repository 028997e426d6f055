"""Timings of the network on this machine: what is measured, and how often."""

from __future__ import annotations

import importlib.util
import itertools
import sys
import threading
from types import SimpleNamespace

import pytest
import torch

from digit_model.reader import load_reader
from digit_model.ui.server import timing
from digit_model.ui.server.timing import BATCHES, Timings, work_of

CPU = torch.device("cpu")


@pytest.fixture
def timings(monkeypatch: pytest.MonkeyPatch) -> Timings:
    """Of the talk's network, measured hastily."""
    monkeypatch.setattr(timing, "SPENT", 0.001)
    return Timings(load_reader("talk").network)


def test_a_step_learns_and_leaves_the_networks_own_weights_alone():
    network = load_reader("talk").network
    before = [parameter.clone() for parameter in network.parameters()]
    seen: list[torch.Tensor] = []
    images, labels = torch.rand(2, 1, 28, 28), torch.tensor([3, 4])
    forward, step = work_of(network, images, labels, CPU)
    hook = torch.nn.modules.module.register_module_forward_hook(
        lambda module, given, made: seen.append(made.detach()) if module.__class__ is network.__class__ else None
    )
    try:
        forward()
        step()
        forward()
    finally:
        hook.remove()
    assert [made.shape for made in seen] == [(2, 10)] * 3
    torch.testing.assert_close(seen[0], network(images).detach())
    assert not torch.equal(seen[0], seen[2]), "a step changes what the copy says"
    assert all(map(torch.equal, before, network.parameters()))


def test_it_says_a_rate_for_every_batch_and_way(timings: Timings):
    answer = timings.timed({})
    assert answer["batches"] == BATCHES
    assert answer["threads"] == torch.get_num_threads()
    assert (answer["gpu"] is None) == (not torch.cuda.is_available())
    for way in ("forward", "step"):
        assert len(answer["cpu"][way]) == len(BATCHES)
        assert min(answer["cpu"][way]) > 0


def test_a_rate_is_what_the_fastest_time_allows_and_counts_digits(monkeypatch: pytest.MonkeyPatch):
    network = load_reader("talk").network
    ends = itertools.cycle([0.5, 0.125, 0.25])  # seconds that each call takes
    clock = itertools.accumulate(second for end in ends for second in (0.0, end))
    monkeypatch.setattr(timing, "time", SimpleNamespace(perf_counter=lambda: next(clock)))
    assert timing.rates(network, CPU) == {"forward": [8, 8 * 256], "step": [8, 8 * 256]}


def test_many_askers_cost_one_measurement_until_it_is_old(timings: Timings, monkeypatch: pytest.MonkeyPatch):
    measured = 0
    answers: list[object] = []

    def rates(*_: object) -> dict[str, list[float]]:
        nonlocal measured
        measured += 1
        return {"forward": [1.0, 2.0], "step": [0.5, 1.0]}

    monkeypatch.setattr(timing, "rates", rates)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    askers = [threading.Thread(target=lambda: answers.append(timings.timed("anything"))) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert measured == 1
    assert all(answer is answers[0] for answer in answers)
    monkeypatch.setattr(timing, "KEPT", 0.0)
    timings._until = 0.0  # as if the answer were old
    timings.timed(None)
    assert measured == 2


def test_where_gpus_are_lent_one_function_says_that_it_needs_one(monkeypatch: pytest.MonkeyPatch):
    said: list[tuple[str, int]] = []

    def gpu(duration: int):
        return lambda function: said.append((function.__name__, duration)) or function

    monkeypatch.setenv("SPACES_ZERO_GPU", "1")
    monkeypatch.setitem(sys.modules, "spaces", SimpleNamespace(GPU=gpu))
    there = importlib.util.spec_from_file_location("timing_there", timing.__file__)
    there.loader.exec_module(importlib.util.module_from_spec(there))
    assert [name for name, _ in said] == ["rates_on_gpu"]
    assert said[0][1] <= 10, "a visitor has two minutes a day"
