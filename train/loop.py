"""The one training loop."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch.optim.swa_utils import AveragedModel
from tqdm import tqdm

from digit_model.network import StagedNet
from digit_model.variants import VARIANTS
from train.augment import augment
from train.batchnorm import fold_batchnorm, insert_batchnorm
from train.data import Digits
from train.loss import loss_of
from train.optimiser import one_cycle, optimiser_of, warmed_up_ema
from train.processes import ALONE, Processes
from train.recipes import Recipe

EVALUATION_BATCH = 1_000


class Diverged(RuntimeError):
    """The loss is no longer a number."""


class ForeignState(RuntimeError):
    """The file with an unfinished run's state is another run's, or damaged."""


def _nothing(loss: float) -> None:
    """What happens after a step that nobody watches."""


@dataclass
class Progress:
    """What a run has done so far; one entry of each list an epoch.

    ``loss``: mean training loss; ``val_accuracy``: share in 0..1; ``seconds``: since the start, work only.
    """

    loss: list[float] = field(default_factory=list)
    val_accuracy: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


class Run:
    """A training run that can be stopped and taken up again after any epoch, with the same result.

    Every random choice is drawn from (seed, epoch), so nothing but weights and optimiser needs to be remembered.
    """

    def __init__(self, recipe: Recipe, seed: int, processes: Processes = ALONE) -> None:
        torch.manual_seed(seed)  # the initial weights
        self.recipe, self.seed, self.processes = recipe, seed, processes
        network = VARIANTS[recipe.variant]()
        # The convolutions run about 1.3 times as fast on two cores with the channels innermost.
        self.network = (insert_batchnorm(network) if recipe.batchnorm else network).to(
            processes.device, memory_format=torch.channels_last
        )
        self.optimiser = optimiser_of(self.network, recipe)
        self.average = (
            AveragedModel(self.network, multi_avg_fn=warmed_up_ema(recipe.ema), use_buffers=True)
            if recipe.ema
            else None
        )
        self.progress = Progress()

    @property
    def epoch(self) -> int:
        """Epochs done."""
        return len(self.progress.loss)

    def steps_an_epoch(self, digits: int) -> int:
        """Updates in one pass over so many training digits: whole batches only.

        A smaller last batch would weigh its digits more than all others: at the talk's learning rate of 0.2, the 24
        digits that 55,000 leave over threw an epoch from 98.0 % back to 92.3 %. Another shuffle leaves over others.
        """
        return max(1, digits // self.recipe.batch)

    def exported(self) -> StagedNet:
        """A copy of the network as it would be published now: averaged weights, normalisation folded away."""
        trained = copy.deepcopy(self.average.module if self.average else self.network)
        exported = fold_batchnorm(trained) if self.recipe.batchnorm else trained
        return exported.to(memory_format=torch.contiguous_format).eval()

    def train_epoch(
        self, data: Digits, validation: Digits, bar: tqdm[Any], after_step: Callable[[float], None] = _nothing
    ) -> None:
        """One pass over the training digits, then the validation accuracy of the exported network.

        ``after_step`` is called with the loss of every step when its update is done.
        Raises: Diverged.
        """
        started = time.perf_counter()
        generator = torch.Generator().manual_seed(self.seed * 1_000_003 + self.epoch)
        order = torch.randperm(len(data), generator=generator)
        steps = self.steps_an_epoch(len(data))
        views = self.processes.own(generator)
        total = 0.0
        self.network.train()
        for step, indices in enumerate(order.split(self.recipe.batch)[:steps]):
            share = data.pick(self.processes.share(indices))
            loss = self._step(share, (self.epoch * steps + step) / (self.recipe.epochs * steps), views)
            total += loss
            bar.set_postfix_str(self._postfix(loss), refresh=False)
            bar.update()
            after_step(loss)
        before = self.progress.seconds[-1] if self.progress.seconds else 0.0
        self.progress.seconds.append(before + time.perf_counter() - started)
        self.progress.loss.append(total / steps)
        self.progress.val_accuracy.append(accuracy(self.exported(), validation))

    def _step(self, batch: Digits, done: float, generator: torch.Generator) -> float:
        """One update; ``done`` is the share of the whole run that lies behind, 0..1."""
        strength = self.recipe.augment * (0.5 if done > 0.9 else 1.0)
        images = augment(batch.images, strength, generator).contiguous(memory_format=torch.channels_last)
        with self.processes.mixed_precision():
            logits = self.network(images)
        loss = loss_of(logits.float(), batch.labels)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        value = self.processes.average(self.network, loss.detach())
        if not math.isfinite(value):
            raise Diverged(f"the loss is {value} in epoch {self.epoch + 1}; lower the recipe's learning rate")
        for group in self.optimiser.param_groups:
            group["lr"] = self.recipe.learning_rate * (one_cycle(done) if self.recipe.schedule == "one-cycle" else 1.0)
        self.optimiser.step()
        if self.average:
            self.average.update_parameters(self.network)
        return value

    def _postfix(self, loss: float) -> str:
        accuracies = self.progress.val_accuracy
        validation = f"{accuracies[-1]:.2%}" if accuracies else "-"
        return f"epoch {self.epoch + 1}/{self.recipe.epochs}, loss {loss:.3f}, validation {validation}"

    def save(self, path: Path) -> None:
        """Everything ``resume`` needs, written so that a crash leaves the last state whole."""
        state = {
            "recipe": asdict(self.recipe),
            "seed": self.seed,
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average.state_dict() if self.average else None,
            "progress": asdict(self.progress),
        }
        fresh = path.with_suffix(".new")
        with fresh.open("wb") as file:  # torch's own writer does not say that a disk is full
            torch.save(state, file)
        fresh.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a saved state.  Raises: ForeignState."""
        way_out = "choose another --out, or delete it to start afresh"
        try:
            state = torch.load(path, weights_only=True, map_location="cpu")
        except Exception:  # for a damaged file torch raises almost anything, and its message is an essay
            raise ForeignState(f"{path} is damaged, or not a run's state at all; {way_out}") from None
        if not isinstance(state, dict) or (state.get("recipe"), state.get("seed")) != (asdict(self.recipe), self.seed):
            raise ForeignState(f"{path} belongs to a run with another recipe, seed or number of epochs; {way_out}")
        try:
            self.network.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            if self.average:
                self.average.load_state_dict(state["average"])
        except (RuntimeError, ValueError, KeyError):
            raise ForeignState(f"{path} was made by another version of this code; {way_out}") from None
        self.progress = Progress(**state["progress"])


@torch.inference_mode()
def logits_of(network: StagedNet, images: torch.Tensor) -> torch.Tensor:
    """All logits, in batches that fit any memory: (N, 1, 28, 28) -> (N, 10)."""
    network.eval()
    return torch.cat([network(batch) for batch in images.split(EVALUATION_BATCH)])


def accuracy(network: StagedNet, digits: Digits) -> float:
    """Share of the digits read right, 0..1."""
    return (logits_of(network, digits.images).argmax(dim=1) == digits.labels).float().mean().item()
