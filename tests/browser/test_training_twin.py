"""Training in the page, against PyTorch's: fresh weights, single steps, whole runs, what is seen of a network then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from playwright.sync_api import Browser, Page
from torch import nn
from torch.nn.utils import parameters_to_vector, vector_to_parameters

from digit_model.network import to_batch
from tests.browser.explaining import DIGITS, decoded
from tests.browser.training import NETWORKS, give, stages_of, talk, training_page


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with training_page(browser) as page:
        yield page


@pytest.mark.parametrize("name", NETWORKS)
def test_fresh_weights_are_spread_as_pytorchs(name: str, page: Page) -> None:
    """Uniform, each layer's in its own range, biases too; two seeds give two networks."""
    torch.manual_seed(1)
    network = NETWORKS[name]()
    give(page, network)
    texts = page.evaluate("[1, 1, 2].map((seed) => twin.text(freshWeights(network.wires, seed)))")
    same, again, other = map(decoded, texts)
    assert np.array_equal(same, again)
    assert not np.isclose(same, other).any() or np.isclose(same, other).mean() < 0.01
    expected = np.concatenate([parameter.detach().numpy().ravel() for parameter in network.parameters()])
    for stage, drawn in stages_of(network, same).items():
        if drawn.size > 300:
            theirs = stages_of(network, expected)[stage]
            assert np.abs(drawn).max() == pytest.approx(np.abs(theirs).max(), rel=0.05), stage
            assert drawn.std() == pytest.approx(theirs.std(), rel=0.1), stage
            assert abs(drawn.mean()) < drawn.std() / 5, stage


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
    for step, values in zip(map(decoded, found), expected, strict=True):
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
        np.testing.assert_allclose(decoded(weights), row, rtol=0, atol=1e-4)
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
        decoded(found[1][1]), parameters_to_vector(network.parameters()).detach().numpy(), rtol=1e-3, atol=1e-3 * 1e9
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
