"""Training in the page, against PyTorch's: losses, the gradient with respect to every weight, steps, runs."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from playwright.sync_api import Browser, Error, Page
from torch import Tensor, nn
from torch.nn.utils import parameters_to_vector, vector_to_parameters

from digit_model import VARIANTS, load_reader
from digit_model.explain.wiring import wiring
from digit_model.network import StagedNet, to_batch
from tests.browser.explaining import DIGITS
from tests.browser.test_network_twin import odd
from tests.browser.twin import sent, twin_page

LABELS = [4, 7, 9]  # of DIGITS; the last is noise
LOAD = """async () => {
  for (const name of ["fresh", "loss", "gradient", "optimiser", "training"]) {
    Object.assign(window, await import(`/lib/${name}.js`));
  }
  const { openNetwork } = await import("/lib/network.js");
  const kernel = (await import("/lib/kernel.js")).convolutionKernel();
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


def squared_error(logits: Tensor, labels: Tensor) -> Tensor:
    return F.mse_loss(F.softmax(logits, dim=1), F.one_hot(labels, 10).to(logits.dtype))


LOSSES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "crossEntropy": F.cross_entropy,
    "squaredError": squared_error,
}


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


def network_of(name: str) -> StagedNet:
    """A network with weights such that nothing fades, and losses of a few units: a gradient that matters everywhere."""
    torch.manual_seed(3)
    network = NETWORKS[name]().eval()
    for layer in network.modules():
        if isinstance(layer, nn.Conv2d | nn.Linear):
            nn.init.kaiming_normal_(layer.weight)
            nn.init.normal_(layer.bias, std=0.1)
    return network


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with twin_page(browser) as page:
        page.evaluate(LOAD)
        yield page


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


def floats(text: str) -> np.ndarray:
    return np.frombuffer(b64decode(text), dtype=np.float32)


def exact_gradient(network: StagedNet, loss: Callable[[Tensor, Tensor], Tensor]) -> tuple[float, np.ndarray]:
    """The mean loss of all examples and its gradient, in the order of the weights, in double precision."""
    exact = deepcopy(network).double()
    value = loss(exact(to_batch(DIGITS).double()), torch.tensor(LABELS))
    value.backward()
    return value.item(), np.concatenate([parameter.grad.numpy().ravel() for parameter in exact.parameters()])


def stages_of(network: StagedNet, row: np.ndarray) -> dict[str, np.ndarray]:
    """A row as long as the weights, cut into stages."""
    ends = np.cumsum([wire.weights + wire.shape[0] * (wire.weights > 0) for wire in wiring(network)])
    return dict(zip([wire.name for wire in wiring(network)], np.split(row, ends[:-1]), strict=True))


@pytest.mark.parametrize("name", NETWORKS)
def test_fresh_weights_are_spread_as_pytorchs(name: str, page: Page) -> None:
    """Uniform, each layer's in its own range, biases too; two seeds give two networks."""
    torch.manual_seed(1)
    network = NETWORKS[name]()
    give(page, network)
    texts = page.evaluate("[1, 1, 2].map((seed) => twin.text(freshWeights(network.wires, seed)))")
    same, again, other = map(floats, texts)
    assert np.array_equal(same, again)
    assert not np.isclose(same, other).any() or np.isclose(same, other).mean() < 0.01
    expected = np.concatenate([parameter.detach().numpy().ravel() for parameter in network.parameters()])
    for stage, drawn in stages_of(network, same).items():
        if drawn.size > 300:
            theirs = stages_of(network, expected)[stage]
            assert np.abs(drawn).max() == pytest.approx(np.abs(theirs).max(), rel=0.05), stage
            assert drawn.std() == pytest.approx(theirs.std(), rel=0.1), stage
            assert abs(drawn.mean()) < drawn.std() / 5, stage


@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_and_its_slopes_are_pytorchs(loss: str, page: Page) -> None:
    """Some logits are so far apart that a probability is 0 in float32."""
    logits = np.random.default_rng(0).normal(scale=[[0.1], [3], [60]], size=(3, 10))
    for row in logits:
        for label in (0, 4, 9):
            given = torch.tensor(row, requires_grad=True)
            value = LOSSES[loss](given[None], torch.tensor([label]))
            value.backward()
            found = page.evaluate(
                f"([logits, label]) => (({{ loss, slopes }}) => [loss, [...slopes]])({loss}(logits, label))",
                [row.tolist(), label],
            )
            assert found[0] == pytest.approx(value.item(), rel=1e-9, abs=1e-15)
            assert found[1] == pytest.approx(given.grad.numpy(), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("label", ["10", "-1", "2.5", "NaN", "undefined"])
def test_a_label_that_is_no_digit_is_refused(label: str, page: Page) -> None:
    for loss in LOSSES:
        with pytest.raises(Error, match="RangeError: no digit is labelled"):
            page.evaluate(f"() => {loss}(new Float32Array(10), {label})")


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("name", NETWORKS)
def test_the_gradient_is_pytorchs(name: str, loss: str, page: Page) -> None:
    network = network_of(name)
    give(page, network)
    found = page.evaluate(
        f"(({{ loss, gradient }}) => [loss, twin.text(gradient)])(lossAndGradient(open, network, examples, {loss}))"
    )
    value, expected = exact_gradient(network, LOSSES[loss])
    assert found[0] == pytest.approx(value, rel=1e-4)
    gradients = stages_of(network, floats(found[1]))
    for stage, exact in stages_of(network, expected).items():
        if exact.size:
            assert np.abs(exact).max() > 1e-6, f"nothing reaches {stage}"
            atol = 1e-5 * np.abs(exact).max()  # of numbers that are sums of much larger ones
            np.testing.assert_allclose(gradients[stage], exact, rtol=1e-4, atol=atol, err_msg=stage)


@pytest.mark.parametrize("name", ["talk", "odd", "odder"])
def test_the_gradient_says_how_the_loss_changes(name: str, page: Page) -> None:
    """A second oracle, which knows nothing of backpropagation: the loss a little before and behind, stage by stage."""
    network = network_of(name)
    give(page, network)
    places = stages_of(network, np.arange(sum(parameter.numel() for parameter in network.parameters())))
    ranges = {stage: [int(own[0]), int(own[-1])] for stage, own in places.items() if own.size}
    found = page.evaluate(
        """(ranges) => {
          const { gradient } = lossAndGradient(open, network, examples);
          return ranges.map(([first, last]) => {
            const own = gradient.map((slope, at) => (at >= first && at <= last ? slope : 0));
            const size = Math.sqrt(own.reduce((sum, slope) => sum + slope ** 2, 0));
            const unit = own.map((slope) => slope / size);
            const [behind, before] = lossesAlong(open, network, unit, [-1e-3, 1e-3], examples);
            return [size, (behind - before) / 2e-3];
          });
        }""",
        list(ranges.values()),
    )
    for stage, (slope, change) in zip(ranges, found, strict=True):
        assert change == pytest.approx(slope, rel=2e-2), stage


def test_of_equal_numbers_the_first_one_passes_the_gradient_on(page: Page) -> None:
    """Small whole numbers: many sums are equal, of windows that see different ink."""
    network = StagedNet(
        {"conv": nn.Conv2d(1, 2, 3), "pool": nn.MaxPool2d(2), "row": nn.Flatten(), "fc": nn.Linear(338, 10)}
    )
    random = np.random.default_rng(0)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(torch.from_numpy(random.integers(0, 2, size=tuple(parameter.shape))) / 64)
    ink = random.integers(0, 2, size=(28, 28)).astype(np.float32)
    page.evaluate("([network, examples]) => give(network, examples)", [sent(network), [[ink.ravel().tolist(), 3]]])
    F.cross_entropy(network(to_batch([ink])), torch.tensor([3])).backward()
    slopes = np.concatenate([parameter.grad.numpy().ravel() for parameter in network.parameters()])
    found = page.evaluate("twin.text(lossAndGradient(open, network, examples).gradient)")
    np.testing.assert_allclose(floats(found), slopes, rtol=1e-4, atol=1e-6)


OPTIMISERS: dict[str, Callable[[Any], torch.optim.Optimizer]] = {
    "sgd(0.05)": lambda weights: torch.optim.SGD(weights, lr=0.05),
    "momentum(0.0005)": lambda weights: torch.optim.SGD(weights, lr=0.0005, momentum=0.9),
    "momentum(0.02, 0.5)": lambda weights: torch.optim.SGD(weights, lr=0.02, momentum=0.5),
    "adam(0.001)": lambda weights: torch.optim.Adam(weights),
    "adam(0.01, [0.8, 0.95], 1e-6)": lambda weights: torch.optim.Adam(weights, lr=0.01, betas=(0.8, 0.95), eps=1e-6),
}


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_twenty_steps_are_pytorchs(optimiser: str, page: Page) -> None:
    """Gradients of all sizes, given one after the other: some 0, so that a weight rests or only coasts."""
    random = np.random.default_rng(0)
    weights = random.normal(size=500).astype(np.float32)
    gradients = random.normal(size=(20, 500)) * 10.0 ** random.integers(-9, 2, size=500)
    gradients[:, :20] = 0
    gradients[5:, 20:40] = 0
    given = nn.Parameter(torch.from_numpy(weights.copy()))
    expected, torchs = [], OPTIMISERS[optimiser]([given])
    for gradient in gradients.astype(np.float32):
        given.grad = torch.from_numpy(gradient.copy())
        torchs.step()
        expected.append(given.detach().numpy().copy())
    found = page.evaluate(
        f"""([weights, gradients]) => {{
          const step = {optimiser};
          let now = Float32Array.from(weights);
          return gradients.map((gradient) => twin.text((now = step(now, Float32Array.from(gradient)))));
        }}""",
        [weights.tolist(), gradients.tolist()],
    )
    for step, values in zip(map(floats, found), expected, strict=True):
        np.testing.assert_allclose(step, values, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("optimiser", ["sgd(0.05)", "momentum(0.0005)", "adam(0.001)"])
def test_a_run_is_pytorchs(optimiser: str, page: Page) -> None:
    """Twenty steps of the talk's network on three digits, from the weights that come with it.

    At rates so low that a run is no chaos: with momentum at .002 PyTorch's own float32 and float64 part by .1 %.
    """
    network = talk()
    give(page, network, labels := [9, 2, 0])  # not what they are, so that there is something to learn
    found = page.evaluate(f"run({optimiser}, 20)")
    torchs = OPTIMISERS[optimiser](network.parameters())
    for loss, weights in found:
        value = F.cross_entropy(network(to_batch(DIGITS)), torch.tensor(labels))
        assert float(loss) == pytest.approx(value.item(), rel=1e-5)
        row = parameters_to_vector(network.parameters()).detach().numpy()
        np.testing.assert_allclose(floats(weights), row, rtol=0, atol=1e-4)
        torchs.zero_grad()
        value.backward()
        torchs.step()
    assert float(found[-1][0]) < float(found[0][0]) / 4


@pytest.mark.parametrize("rate", ["1e9", "NaN", "Infinity"])
def test_a_run_at_an_absurd_rate_ends_where_the_loss_is_no_number(rate: str, page: Page) -> None:
    network = talk()
    give(page, network, [9, 2, 0])
    found = page.evaluate(f"run(sgd({rate}), 50)")
    losses = [float(loss) for loss, _ in found]
    assert np.isfinite(losses[0])
    torchs = torch.optim.SGD(network.parameters(), lr=float(rate))
    F.cross_entropy(network(to_batch(DIGITS)), torch.tensor([9, 2, 0])).backward()
    torchs.step()
    np.testing.assert_allclose(
        floats(found[1][1]), parameters_to_vector(network.parameters()).detach().numpy(), rtol=1e-3, atol=1e-3 * 1e9
    )
    assert not np.isnan(losses[:-1]).any(), "no step after one that cannot be mended"
    assert np.isnan(losses[-1]) or len(losses) == 51


def test_the_loss_along_a_direction_and_dead_units_are_pytorchs(page: Page) -> None:
    """After a step of 3 against the gradient of one digit, of the talk's network, some units are 0 for all digits."""
    network = talk()
    give(page, network, [9])
    found = page.evaluate(
        """() => {
          const { gradient } = lossAndGradient(open, network, examples);
          const weights = network.weights.map((weight, at) => weight - 3 * gradient[at]);
          return {
            losses: lossesAlong(open, network, gradient, [0, 0.01, 0.1, 3], examples),
            dead: deadUnits(open, { ...network, weights }, "relu", [...examples.map(({ ink }) => ink)]),
          };
        }"""
    )
    weights = parameters_to_vector(network.parameters()).detach()
    F.cross_entropy(network(to_batch(DIGITS[:1])), torch.tensor([9])).backward()
    slopes = torch.cat([parameter.grad.ravel() for parameter in network.parameters()])
    for distance, loss in zip([0, 0.01, 0.1, 3], found["losses"], strict=True):
        vector_to_parameters(weights - distance * slopes, network.parameters())
        value = F.cross_entropy(network(to_batch(DIGITS[:1])), torch.tensor([9]))
        assert loss == pytest.approx(value.item(), rel=1e-3, abs=1e-4)
    with torch.no_grad():
        units = network.trace(to_batch(DIGITS[:1]))["relu"]
    assert found["dead"] == (units == 0).all(dim=0).tolist()
    assert any(found["dead"])
