"""Losses in the page and their gradient with respect to every weight, against PyTorch's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from playwright.sync_api import Browser, Error, Page
from torch import Tensor, nn

from digit_model.network import StagedNet, to_batch
from tests.browser.explaining import DIGITS, decoded, with_large_weights
from tests.browser.training import LABELS, NETWORKS, give, stages_of, training_page
from tests.browser.twin import sent


def squared_error(logits: Tensor, labels: Tensor) -> Tensor:
    return F.mse_loss(F.softmax(logits, dim=1), F.one_hot(labels, 10).to(logits.dtype))


LOSSES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "crossEntropy": F.cross_entropy,
    "squaredError": squared_error,
}


def network_of(name: str) -> StagedNet:
    """A network whose losses are a few units: a gradient that matters everywhere."""
    torch.manual_seed(3)
    return with_large_weights(NETWORKS[name]())


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with training_page(browser) as page:
        yield page


def exact_gradient(network: StagedNet, loss: Callable[[Tensor, Tensor], Tensor]) -> tuple[float, np.ndarray]:
    """The mean loss of all examples and its gradient, in the order of the weights, in double precision."""
    exact = deepcopy(network).double()
    value = loss(exact(to_batch(DIGITS).double()), torch.tensor(LABELS))
    value.backward()
    return value.item(), np.concatenate([parameter.grad.numpy().ravel() for parameter in exact.parameters()])


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
    gradients = stages_of(network, decoded(found[1]))
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
    np.testing.assert_allclose(decoded(found), slopes, rtol=1e-4, atol=1e-6)
