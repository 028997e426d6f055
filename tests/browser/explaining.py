"""A page with the modules that explain an answer within reach, and networks to be explained there."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch
from playwright.sync_api import Browser, Page
from torch import nn

from digit_model import VARIANTS, Drawing
from digit_model.network import StagedNet
from digit_model.path import page_from
from tests.browser.twin import sent, twin_page
from tests.browser.visitor import FOUR, SEVEN

NOISE = np.random.default_rng(1).random((28, 28), dtype=np.float32)
DIGITS = [page_from(Drawing.of(FOUR, 0.06)).digit, page_from(Drawing.of(SEVEN, 0.09)).digit, NOISE]

EXPLAIN = [f"lib/explain/{name}" for name in ("ledger", "occlusion", "ranking", "surgery", "thinker")]
MODULES = ["lib/network", "lib/network/kernel", "parts/share/npz", "parts/share/table", *EXPLAIN]
LOAD = """async (modules) => {
  for (const name of modules) Object.assign(window, await import(`/${name}.js`));
  const opened = (weights = window.weights) => openNetwork(wires, weights, convolutionKernel());
  Object.assign(window, { floats: twin.floats, base64: twin.text, opened });
}"""
USE = "({ wires, weights }) => { Object.assign(window, { wires, weights: floats(weights) }); }"


@contextmanager
def explaining_page(browser: Browser) -> Iterator[Page]:
    """What the modules export, as globals; floats and base64 to move numbers, and opened() for the network given."""
    with twin_page(browser) as page:
        load(page)
        yield page


def load(page: Page) -> None:
    """Make them globals, in a page that has ``twin``."""
    page.evaluate(LOAD, MODULES)


def give(page: Page, network: StagedNet) -> None:
    """Make this the page's network: its globals ``wires`` and ``weights``."""
    page.evaluate(USE, sent(network))


def network_of(variant: str) -> StagedNet:
    """A network of which every stage matters."""
    torch.manual_seed(2)
    return with_large_weights(VARIANTS[variant]())


def with_large_weights(network: StagedNet) -> StagedNet:
    """The network with weights at random, so large that nothing fades: those that PyTorch starts from do."""
    for layer in network.eval().modules():
        if isinstance(layer, nn.Conv2d | nn.Linear):
            nn.init.kaiming_normal_(layer.weight)
            nn.init.normal_(layer.bias, std=0.1)
    return network


def encoded(numbers: np.ndarray) -> str:
    """Base64 of float32, which the page's floats() decodes."""
    return b64encode(np.ascontiguousarray(numbers, dtype="<f4").tobytes()).decode()


def decoded(text: str) -> np.ndarray:
    """One row of float32, from the page's base64()."""
    return np.frombuffer(b64decode(text), dtype="<f4")
