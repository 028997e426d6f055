"""How many digits a second a network reads and learns from on this machine: its processor, and its GPU if it has one.

Anybody may ask, so it is measured by one asker at a time, for about a second, and the answer is kept for a while.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from copy import deepcopy
from threading import Lock
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from digit_model.network import StagedNet
from digit_model.page import SIDE

BATCHES = (1, 256)  # digits at once
SPENT = 0.15  # seconds for each of the measured numbers, or three calls if those take longer
KEPT = 300.0  # seconds that an answer is given again
LEARNING_RATE = 1e-3  # any: a step takes as long whatever its length

Rates = dict[str, list[float]]

if os.environ.get("SPACES_ZERO_GPU"):  # set by Hugging Face where a GPU is lent to the functions that say they need it
    import spaces  # installed there by the platform, and only there

    with_gpu = spaces.GPU(duration=10)  # seconds, of which a visitor has 120 a day
else:

    def with_gpu(function: Callable[..., Any]) -> Callable[..., Any]:
        """Leave a function as it is: this machine's GPU, if it has one, is always at hand."""
        return function


class Timings:
    """What a network achieves here, measured when somebody asks."""

    def __init__(self, network: StagedNet) -> None:
        self._network = network
        self._lock = Lock()
        self._answer: dict[str, Any] | None = None
        self._until = 0.0  # time.monotonic() up to which the answer is given again

    def timed(self, question: Any) -> dict[str, Any]:
        """JSON data, whatever the question: digits a second, of each of ``BATCHES``.

        {"batches", "threads": those of the processor that one call uses,
         "cpu": {"forward": [...], "step": [...]}, "gpu": None or the same and "name"}.
        Whoever asks while it is measured waits for that answer.
        """
        with self._lock:
            if self._answer is None or time.monotonic() >= self._until:
                self._answer = self._measured()
                self._until = time.monotonic() + KEPT
            return self._answer

    def _measured(self) -> dict[str, Any]:
        return {
            "batches": BATCHES,
            "threads": torch.get_num_threads(),
            "cpu": rates(self._network, torch.device("cpu")),
            "gpu": rates_on_gpu(self._network) if torch.cuda.is_available() else None,
        }


@with_gpu
def rates_on_gpu(network: StagedNet) -> dict[str, Any]:
    """``rates`` of the GPU, and its "name"."""
    gpu = torch.device("cuda")
    return {"name": torch.cuda.get_device_name(gpu), **rates(network, gpu)}


def rates(network: StagedNet, device: torch.device) -> Rates:
    """Digits a second of each of ``BATCHES``: of a forward pass alone, and of a whole step of training."""
    measured: Rates = {"forward": [], "step": []}
    for count in BATCHES:
        images, labels = torch.rand(count, 1, SIDE, SIDE), torch.zeros(count, dtype=torch.int64)
        forward, step = work_of(network, images, labels, device)
        measured["forward"].append(count * _times_a_second(forward, device))
        measured["step"].append(count * _times_a_second(step, device))
    return measured


def work_of(
    network: StagedNet, images: Tensor, labels: Tensor, device: torch.device
) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """A forward pass, and a step of training, on a device.  The given network stays as it is."""
    network = deepcopy(network).to(device)
    images = images.to(device)
    labels = labels.to(device)
    optimiser = torch.optim.SGD(network.parameters(), lr=LEARNING_RATE)

    def forward() -> None:
        with torch.inference_mode():
            network(images)

    def step() -> None:
        loss = F.cross_entropy(network(images), labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()

    return forward, step


def _times_a_second(work: Callable[[], Any], device: torch.device) -> float:
    """As often as the fastest of several times would allow: whatever else this machine does only makes it slower."""
    times: list[float] = []
    while sum(times) < SPENT or len(times) < 3:  # the first time memory is reserved and code is chosen
        started = time.perf_counter()
        work()
        _finish(device)
        times.append(time.perf_counter() - started)
    return 1 / min(times)


def _finish(device: torch.device) -> None:
    """Wait until all is computed: a GPU is only told what to do, and the call returns at once."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
