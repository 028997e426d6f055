"""The training loop step by step: which digits, which learning rate, which augmentation, which average."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch
from tqdm import tqdm

import train.loop
from train.data import Digits
from train.loop import Run
from train.optimiser import warmed_up_ema
from train.recipes import RECIPES, Recipe

PLAIN = Recipe(variant="softmax", data="sample", epochs=4, batch=10, optimiser="sgd", learning_rate=0.1)


@pytest.fixture
def numbered() -> Digits:
    """Fifty-three pictures, each with its number in its first pixel."""
    images = torch.zeros(53, 1, 28, 28)
    images[:, 0, 0, 0] = torch.arange(53) / 100
    return Digits(images, torch.arange(53) % 10)


@pytest.fixture
def steps(monkeypatch) -> list[tuple[list[int], float]]:
    """(numbers of the pictures, strength of augmentation), one entry for each update."""
    seen: list[tuple[list[int], float]] = []

    def watch(images: torch.Tensor, strength: float, _: torch.Generator) -> torch.Tensor:
        seen.append(((images[:, 0, 0, 0] * 100).round().int().tolist(), strength))
        return images

    monkeypatch.setattr(train.loop, "augment", watch)
    return seen


def finished(recipe: Recipe, digits: Digits) -> Run:
    """A run to its end."""
    run = Run(recipe, 1)
    with tqdm(disable=True) as bar:
        while run.epoch < recipe.epochs:
            run.train_epoch(digits, digits, bar)
    return run


def test_an_epoch_sees_whole_batches_of_different_digits_in_an_order_of_its_own(numbered, steps):
    finished(PLAIN, numbered)
    assert [len(numbers) for numbers, _ in steps] == [10] * 5 * PLAIN.epochs
    epochs = [[n for numbers, _ in steps[i : i + 5] for n in numbers] for i in range(0, len(steps), 5)]
    assert all(len(set(epoch)) == 50 for epoch in epochs)
    assert len({tuple(epoch) for epoch in epochs}) == PLAIN.epochs
    assert set().union(*epochs) == set(range(53)), "another shuffle leaves over others"


def test_augmentation_is_halved_for_the_last_tenth(numbered, steps):
    finished(replace(PLAIN, augment=0.8, epochs=10), numbered)
    strengths = [strength for _, strength in steps]
    assert strengths == [0.8] * 46 + [0.4] * 4, "done > 0.9 holds for the last four of fifty steps"


@pytest.mark.parametrize("schedule", ["constant", "one-cycle"])
def test_the_learning_rate_follows_the_schedule(numbered, monkeypatch, schedule):
    rates, step = [], torch.optim.SGD.step

    def watch(optimiser: torch.optim.SGD, *arguments: object) -> None:
        rates.append(optimiser.param_groups[0]["lr"])
        step(optimiser, *arguments)

    monkeypatch.setattr(torch.optim.SGD, "step", watch)
    finished(replace(PLAIN, schedule=schedule), numbered)
    warm_up = [k / 2 for k in range(2)]
    cosine = [(1 + math.cos(math.pi * (k - 2) / 18)) / 2 for k in range(2, 20)]
    expected = [1.0] * 20 if schedule == "constant" else warm_up + cosine
    assert rates == pytest.approx([0.1 * share for share in expected])


def test_one_step_of_sgd_is_the_gradient_times_the_rate(numbered, exact):
    run = Run(replace(PLAIN, epochs=1, batch=53), 1)
    weight, bias = (parameter.detach().clone() for parameter in run.network.fc.parameters())
    with tqdm(disable=True) as bar:
        run.train_epoch(numbered, numbered, bar)
    flat = numbered.images.flatten(1)
    surplus = torch.softmax(flat @ weight.T + bias, 1) - torch.eye(10)[numbered.labels]  # d loss / d logits
    assert torch.allclose(run.network.fc.weight, weight - 0.1 * surplus.T @ flat / 53, atol=1e-6)
    assert torch.allclose(run.network.fc.bias, bias - 0.1 * surplus.mean(0), atol=1e-6)


def test_what_is_exported_is_the_moving_average_of_the_weights(numbered, monkeypatch):
    history, step = [], torch.optim.SGD.step

    def watch(optimiser: torch.optim.SGD, *arguments: object) -> None:
        step(optimiser, *arguments)
        history.append(optimiser.param_groups[0]["params"][0].detach().double().clone())

    monkeypatch.setattr(torch.optim.SGD, "step", watch)
    run = finished(replace(PLAIN, ema=0.5), numbered)
    average = history[0]
    for k, weight in enumerate(history[1:], start=1):
        decay = min(0.5, (1 + k) / (10 + k))
        average = decay * average + (1 - decay) * weight
    assert torch.allclose(run.exported().fc.weight.double(), average, atol=1e-6)
    assert not torch.allclose(run.exported().fc.weight, run.network.fc.weight, atol=1e-6)


def test_the_average_of_a_short_run_has_left_its_beginning():
    average, target = [torch.zeros(1)], [torch.ones(1)]
    for count in range(1, 101):
        warmed_up_ema(0.999)(average, target, torch.tensor(count))
    assert average[0].item() > 0.99, "the full decay would have reached 0.095"


def test_exported_stages_are_the_variants_own_after_training(numbered):
    digits = Digits(torch.rand(53, 1, 28, 28), numbered.labels)
    run = finished(replace(RECIPES["quick"], epochs=1, batch=10), digits)
    assert [name for name, _ in run.exported().named_children()] == [
        *("conv1", "pool1", "conv2", "pool2", "flatten", "fc1", "relu", "fc2")
    ]
    assert not run.exported().training
