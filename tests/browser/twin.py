"""The network in the page beside the one in Python: what carries networks, digits and activations between them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import asdict
from typing import Any

import numpy as np
import torch
from playwright.sync_api import Browser, Page

from digit_model.explain.wiring import weights, wiring
from digit_model.network import StagedNet, to_batch
from digit_model.path import page_from
from tests.browser.modules import blank_page
from train.strokes import PenDigit

# Of any activation: the page's differ by up to 7e-6 from the exact ones. PyTorch's own, in float32, differ by up to
# 3e-5 (the logits of talk), depending on the processor and the size of the batch, so those are no measure.
TOLERANCE = 2e-5

# What the tests' own scripts find in the page, as `twin`.
HELPERS = """async () => {
  const { openNetwork, UnknownStage } = await import("/lib/network.js");
  const { convolutionKernel } = await import("/lib/network/kernel.js");
  const { verdictOf } = await import("/lib/network/verdict.js");
  const kernel = convolutionKernel();
  const bytes = (text) => {
    const letters = atob(text);
    const made = new Uint8Array(letters.length);
    for (let at = 0; at < made.length; at++) made[at] = letters.charCodeAt(at);
    return made;
  };
  const floats = (text) => new Float32Array(bytes(text).buffer);
  const digits = (text) => {
    const ink = Float32Array.from(bytes(text), (level) => level / 255);
    return Array.from({ length: ink.length / 784 }, (_, at) => ink.subarray(784 * at, 784 * at + 784));
  };
  const text = (numbers) => {
    const raw = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    const parts = [];
    for (let at = 0; at < raw.length; at += 8192) parts.push(String.fromCharCode(...raw.subarray(at, at + 8192)));
    return btoa(parts.join(""));
  };
  const sent = (trace) => Object.entries(trace).map(([name, values]) => [name, text(values)]);
  const open = ({ wires, weights }, fast) => openNetwork(wires, floats(weights), fast ? kernel : null);
  window.twin = { open, sent, digits, floats, text, verdictOf, UnknownStage };
}"""


@contextmanager
def twin_page(browser: Browser) -> Iterator[Page]:
    """A blank page whose scripts find open(network, fast) and more as ``twin``."""
    with blank_page(browser) as page:
        page.evaluate(HELPERS)
        yield page


def sent(network: StagedNet) -> dict[str, Any]:
    """What the page opens a network with."""
    return {
        "wires": [asdict(wire) for wire in wiring(network)],
        "weights": b64encode(weights(network).tobytes()).decode(),
    }


def exact(network: StagedNet, digits: list[np.ndarray]) -> list[dict[str, np.ndarray]]:
    """For each digit every stage's activation as one row, computed by PyTorch in double precision."""
    with torch.inference_mode():
        trace = deepcopy(network).double().trace(to_batch(digits).double())
    rows = {name: activation.flatten(1).numpy() for name, activation in trace.items()}
    return [{name: row[at] for name, row in rows.items()} for at in range(len(digits))]


def same(found: dict[str, np.ndarray], expected: dict[str, np.ndarray]) -> None:
    """Assert that two traces have the same stages, in the same order, and the same numbers."""
    assert list(found) == list(expected)
    for stage, values in expected.items():
        np.testing.assert_allclose(found[stage], values, rtol=0, atol=TOLERANCE, err_msg=stage)


def received(trace: list[list[str]]) -> dict[str, np.ndarray]:
    """The page's activations, each as one row."""
    return {name: np.frombuffer(b64decode(values), dtype=np.float32) for name, values in trace}


def on_the_pad(digit: PenDigit, random: np.random.Generator) -> np.ndarray:
    """A digit as drawn somewhere on the pad.  Shape: -> (28, 28), uint8."""
    height = random.uniform(0.2, 0.9)
    return page_from(digit.drawing(height, min(0.06, height / 3), *random.uniform(0, 1 - height, size=2))).levels


def inks(levels: np.ndarray) -> list[np.ndarray]:
    """Digits as a reader takes them, of digits as bytes."""
    return list(levels.astype(np.float32) / 255)


def encoded(levels: np.ndarray) -> str:
    """Digits as the page takes them: twin.digits() decodes it."""
    return b64encode(levels.tobytes()).decode()
