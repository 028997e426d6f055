"""The network in the page gives the same numbers as the one in Python, with and without WebAssembly."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch
from playwright.sync_api import Browser, Page
from torch import nn

from digit_model import VARIANTS, load_reader
from digit_model.drawing import Drawing
from digit_model.explain.wiring import wiring
from digit_model.network import StagedNet
from digit_model.path import page_from
from digit_model.reader import bundled_models
from tests.browser.modules import blank_page
from tests.browser.running import PROJECT
from tests.browser.twin import encoded, exact, inks, on_the_pad, received, same, sent, twin_page
from train.styles import styled


def odd() -> StagedNet:
    """What no variant has: channels that fill no block of 8, rows that end in half a tile, strides, groups,
    means that overlap."""
    return StagedNet(
        {
            "conv1": nn.Conv2d(1, 5, 5),  # (N, 5, 24, 24)
            "relu1": nn.ReLU(),
            "conv2": nn.Conv2d(5, 12, 3, padding=2),  # (N, 12, 26, 26)
            "conv3": nn.Conv2d(12, 8, 3, groups=4),  # (N, 8, 24, 24)
            "conv4": nn.Conv2d(8, 7, 3, stride=2, padding=1),  # (N, 7, 12, 12)
            "pool1": nn.MaxPool2d(3, stride=2),  # (N, 7, 5, 5)
            "conv5": nn.Sequential(nn.Conv2d(7, 9, 1), nn.ReLU()),  # (N, 9, 5, 5)
            "mean1": nn.Sequential(nn.AvgPool2d(2, stride=1), nn.ReLU()),  # (N, 9, 4, 4)
            "mean2": nn.AvgPool2d(3),  # (N, 9, 1, 1); a row and a column are left over
            "flatten": nn.Flatten(),  # (N, 9)
            "fc": nn.Linear(9, 10),  # (N, 10)
        }
    )


def random_network(name: str) -> StagedNet:
    """A variant, or the odd one, with random weights and with biases that are all far from 0."""
    torch.manual_seed(0)
    network = (VARIANTS | {"odd": odd})[name]().eval()
    for parameter in network.parameters():
        if parameter.dim() == 1:
            nn.init.uniform_(parameter, 0.05, 0.3)
            parameter.data[::2] *= -1
    return network


NETWORKS = [*(f"random {name}" for name in (*VARIANTS, "odd")), *bundled_models()]


def network_of(name: str) -> StagedNet:
    if name in bundled_models():
        return load_reader(name).network
    return random_network(name.removeprefix("random "))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with twin_page(browser) as page:
        yield page


@pytest.fixture(scope="module")
def levels() -> np.ndarray:
    """Digits to trace: the examples, some in many styles, an empty one.  Shape: (N, 28, 28), uint8."""
    examples = sorted((PROJECT / "examples").iterdir())
    pages = [page_from(Drawing.load(path) if path.suffix == ".json" else path) for path in examples]
    random = np.random.default_rng(0)
    written = [on_the_pad(digit, random) for digit in styled(4, seed=1)]
    return np.array([*(page.levels for page in pages), *written, np.zeros((28, 28), dtype=np.uint8)])


@pytest.mark.parametrize("fast", [False, True], ids=["plain", "kernel"])
@pytest.mark.parametrize("name", NETWORKS)
def test_every_activation_is_pytorchs(page, levels, name, fast):
    network = network_of(name)
    traces = page.evaluate(
        """({ network, digits, fast }) => {
          const opened = twin.open(network, fast);
          return twin.digits(digits).map((digit) => twin.sent(opened.trace(digit)));
        }""",
        {"network": sent(network), "digits": encoded(levels), "fast": fast},
    )
    for trace, expected in zip(map(received, traces), exact(network, inks(levels)), strict=True):
        same(trace, expected)


def test_the_kernel_computes_the_convolutions(page, levels):
    """Sums in float32 are not to the last bit those in double, so that it would show if the kernel stood idle."""
    plain, fast = page.evaluate(
        """({ network, digits }) => [false, true].map((fast) => {
          return twin.sent(twin.open(network, fast).trace(twin.digits(digits)[0]));
        })""",
        {"network": sent(load_reader().network), "digits": encoded(levels)},
    )
    same(received(plain), received(fast))
    convolved = [stage for stage in received(plain) if stage.startswith("conv")]
    assert [stage for stage in convolved if np.array_equal(received(plain)[stage], received(fast)[stage])] == []


@pytest.mark.parametrize("fast", [False, True], ids=["plain", "kernel"])
@pytest.mark.parametrize("name", bundled_models())
def test_a_pass_resumes_after_a_changed_stage(page, levels, name, fast):
    """The first half of a stage's activation becomes 0.5; the earlier buffers become 7 and have to stay so."""
    network = load_reader(name).network
    resumed = page.evaluate(
        """({ network, digits, fast }) => {
          const opened = twin.open(network, fast);
          return network.wires.map(({ name }, at) => {
            const trace = opened.trace(twin.digits(digits)[0]);
            Object.values(trace).slice(0, at).forEach((earlier) => earlier.fill(7));
            trace[name].fill(0.5, 0, trace[name].length / 2);
            opened.resume(name);
            return twin.sent(trace);
          });
        }""",
        {"network": sent(network), "digits": encoded(levels), "fast": fast},
    )
    whole, wires = exact(network, inks(levels)[:1])[0], wiring(network)
    stages = dict(network.double().named_children())
    for at, (trace, wire) in enumerate(zip(map(received, resumed), wires, strict=True)):
        changed = torch.from_numpy(whole[wire.name].copy())
        changed[: len(changed) // 2] = 0.5
        with torch.inference_mode():
            rest = StagedNet(dict(list(stages.items())[at + 1 :])).trace(changed.reshape(1, *wire.shape))
        expected = {name: np.full_like(whole[name], 7) for name in list(stages)[:at]} | {wire.name: changed.numpy()}
        same(trace, expected | {name: activation.flatten().numpy() for name, activation in rest.items()})


def test_networks_that_are_open_together_leave_each_other_alone(page, levels):
    """120 at once, as of somebody who tries many operations: more than a page may have WebAssembly memories."""
    pen, talk = (load_reader(name).network for name in ("pen", "talk"))
    first, last = page.evaluate(
        """({ pen, talk, digits }) => {
          const [one, other] = twin.digits(digits);
          const trace = twin.open(pen, true).trace(one);
          const others = Array.from({ length: 120 }, () => twin.open(talk, true));
          for (const opened of others) opened.trace(other);
          return [twin.sent(trace), twin.sent(others[0].trace(one))];
        }""",
        {"pen": sent(pen), "talk": sent(talk), "digits": encoded(levels)},
    )
    for network, trace in [(pen, first), (talk, last)]:
        same(received(trace), exact(network, inks(levels)[:1])[0])


def test_what_cannot_be_computed_is_refused(page):
    network = sent(load_reader("talk").network)
    strange = {**network, "wires": [{**network["wires"][0], "kind": "attention"}, *network["wires"][1:]]}
    short = {**network, "wires": network["wires"][:-1]}
    refused = """({ network, name }) => {
      try {
        twin.open(network, true).resume(name);
      } catch (error) {
        return [error instanceof twin.UnknownStage, error.name, error.message];
      }
    }"""
    found = [
        page.evaluate(refused, {"network": network, "name": name})
        for network, name in [(strange, "conv1"), (short, "conv1"), (network, "conv9")]
    ]
    assert found == [
        [True, "UnknownStage", "stage conv1 is of the unknown kind attention"],
        [False, "RangeError", "30074 weights for stages that have 29904"],
        [False, "RangeError", "no stage is named conv9"],
    ]


@pytest.mark.parametrize(
    "forbid",
    [
        "() => { delete window.WebAssembly; }",
        """() => {
          const policy = { httpEquiv: "Content-Security-Policy", content: "script-src 'self'" };
          document.head.append(Object.assign(document.createElement("meta"), policy));
        }""",
    ],
    ids=["no WebAssembly", "a policy without wasm-unsafe-eval"],
)
def test_there_is_no_kernel_where_there_is_no_webassembly(browser, forbid):
    with blank_page(browser) as page:
        kernel = "async () => (await import('/lib/network/kernel.js')).convolutionKernel() !== null"
        assert page.evaluate(kernel)
        page.evaluate(forbid)
        assert not page.evaluate(kernel)
