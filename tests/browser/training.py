"""A page with the modules that train within reach, and networks and digits to be trained with there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

import numpy as np
from playwright.sync_api import Browser, Page
from torch import nn

from digit_model import VARIANTS, load_reader
from digit_model.explain.wiring import wiring
from digit_model.network import StagedNet
from tests.browser.explaining import DIGITS
from tests.browser.test_network_twin import odd
from tests.browser.twin import sent, twin_page

LABELS = [4, 7, 9]  # of DIGITS; the last is noise
LOAD = """async () => {
  for (const name of ["fresh", "loss", "gradient", "optimiser", "training"]) {
    Object.assign(window, await import(`/lib/training/${name}.js`));
  }
  const { openNetwork } = await import("/lib/network.js");
  const kernel = (await import("/lib/network/kernel.js")).convolutionKernel();
  window.open = (wires, weights) => openNetwork(wires, weights, kernel);
  window.give = ({ wires, weights }, examples) => {
    window.network = { wires, weights: twin.floats(weights) };
    window.examples = examples.map(([ink, label]) => ({ ink: Float32Array.from(ink), label }));
  };
  window.run = (step, steps, lossOf) => {
    const found = [];
    for (const now of trainingRun(open, network, examples, step, lossOf)) {
      if (now && found.push(now) > steps) break;
    }
    return found.map(({ loss, weights }) => [String(loss), twin.text(weights)]);
  };
}"""


@contextmanager
def training_page(browser: Browser) -> Iterator[Page]:
    """What the modules export, as globals; open(), give() and run() for the network and the examples given."""
    with twin_page(browser) as page:
        page.evaluate(LOAD)
        yield page


def odder() -> StagedNet:
    """Windows of a maximum that overlap, rectified after it and alone, and a row that fills no whole window."""
    return StagedNet(
        {
            "conv1": nn.Sequential(nn.Conv2d(1, 6, 4, stride=3, padding=2), nn.ReLU()),  # (N, 6, 10, 10)
            "pool1": nn.Sequential(nn.MaxPool2d(3, stride=2), nn.ReLU()),  # (N, 6, 4, 4)
            "conv2": nn.Sequential(nn.Conv2d(6, 9, 4, groups=3), nn.Flatten()),  # (N, 9)
            "relu": nn.ReLU(),
            "fc": nn.Linear(9, 10),
        }
    )


NETWORKS = VARIANTS | {"odd": odd, "odder": odder}


def talk() -> StagedNet:
    """A copy of the bundled network, with its weights laid out as they are counted."""
    network = deepcopy(load_reader("talk").network)
    for parameter in network.parameters():
        parameter.data = parameter.data.contiguous()
    return network


def give(page: Page, network: StagedNet, labels: list[int] = LABELS) -> None:
    """Make this the page's network, and the digits with these labels its examples."""
    examples = [[digit.ravel().tolist(), label] for digit, label in zip(DIGITS, labels, strict=False)]
    page.evaluate("([network, examples]) => give(network, examples)", [sent(network), examples])


def stages_of(network: StagedNet, row: np.ndarray) -> dict[str, np.ndarray]:
    """A row as long as the weights, cut into stages."""
    ends = np.cumsum([wire.weights + wire.shape[0] * (wire.weights > 0) for wire in wiring(network)])
    return dict(zip([wire.name for wire in wiring(network)], np.split(row, ends[:-1]), strict=True))
