"""The explanations that the page computes, against Python's of the same network and the same digit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
import torch
from playwright.sync_api import Browser, Error, Page
from torch import nn

from digit_model import VARIANTS
from digit_model.explain.wiring import weights
from digit_model.network import StagedNet, to_batch
from digit_model.ui.parts.surgery.surgery import KERNELS
from tests.browser.explaining import DIGITS, decoded, encoded, explaining_page, give, network_of
from tests.oracles import ledger, occlusion, surgery

OPERATED_ON = [name for name, build in VARIANTS.items() if surgery.sites(build())]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all tests here."""
    with explaining_page(browser) as page:
        yield page


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_stages_can_be_operated_on(variant: str, page: Page) -> None:
    network = network_of(variant)
    give(page, network)
    found = page.evaluate("Object.entries(sites(wires))")
    expected = surgery.sites(network).items()
    assert found == [[name, {"channels": site.channels, "takesKernel": site.takes_kernel}] for name, site in expected]


def test_a_convolution_that_is_smaller_than_a_kernel_takes_none(page: Page) -> None:
    small = StagedNet({"conv": nn.Conv2d(1, 2, 2), "flatten": nn.Flatten(), "fc": nn.Linear(2 * 27 * 27, 10)})
    give(page, small)
    assert page.evaluate("sites(wires)") == {"conv": {"channels": 2, "takesKernel": False}}
    assert not surgery.sites(small)["conv"].takes_kernel


@pytest.mark.parametrize("variant", OPERATED_ON)
def test_operated_weights_are_the_same_to_the_last_bit(variant: str, page: Page) -> None:
    network = network_of(variant)
    operations = []
    for name, site in surgery.sites(network).items():
        operations += [surgery.Operation(name, 0), surgery.Operation(name, site.channels - 1)]
        if site.takes_kernel:
            odd = (0.1, -0.2, 0.3, 1 / 3, -3, 7, 1e-3, 99.9, -0.7)
            operations += [surgery.Operation(name, 0, KERNELS["blur"]), surgery.Operation(name, 5, odd)]
    give(page, network)
    changed = page.evaluate(
        "(operations) => base64(operated(wires, weights, operations))", [asdict(operation) for operation in operations]
    )
    assert np.array_equal(decoded(changed), weights(surgery.operated(network, operations)))
    assert np.array_equal(decoded(page.evaluate("base64(weights)")), weights(network)), "the given weights stay"


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_channels_are_ranked_alike(variant: str, page: Page) -> None:
    network = network_of(variant)
    give(page, network)
    for digit in DIGITS:
        found = page.evaluate("(ink) => ranking(opened(), wires, floats(ink))", encoded(digit))
        assert_ranked_alike(found, surgery.ranking(network, to_batch([digit])))


def assert_ranked_alike(found: list[dict[str, Any]], expected: list[surgery.Importance]) -> None:
    drops = {(importance.stage, importance.channel): importance.drop for importance in expected}
    assert {(one["stage"], one["channel"]): one["drop"] for one in found} == pytest.approx(drops, abs=1e-3)
    assert len(found) == len(drops)
    ranked = [drops[one["stage"], one["channel"]] for one in found]
    assert all(later < earlier + 1e-3 for earlier, later in pairwise(ranked)), "the most needed come first"


def test_a_ranking_leaves_the_trace_as_it_was(page: Page) -> None:
    give(page, network_of("talk"))
    same = page.evaluate(
        """(text) => {
          const [ink, network] = [floats(text), opened()];
          const trace = network.trace(ink);
          const before = Object.values(trace).map(base64);
          ranking(network, wires, ink);
          return Object.values(trace).map((activation, at) => before[at] === base64(activation));
        }""",
        encoded(DIGITS[0]),
    )
    assert all(same)


@pytest.mark.parametrize("variant", VARIANTS)
def test_ink_is_rubbed_out_alike(variant: str, page: Page) -> None:
    network = network_of(variant)
    give(page, network)
    for digit in DIGITS[:2]:
        expected = occlusion.occlusion(network, to_batch([digit]))
        assert np.ptp(expected) > 0.1, "the tolerance is far below what there is to see"
        found = page.evaluate("(ink) => base64(occlusion(opened(), floats(ink)))", encoded(digit))
        assert decoded(found).reshape(10, 28, 28) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_evidence_splits_alike(variant: str, page: Page) -> None:
    network = network_of(variant)
    give(page, network)
    *_, before, _ = dict(network.named_children())
    for (one, other), digit in product([(4, 9), (9, 4), (0, 0)], DIGITS):
        found = page.evaluate(
            """([ink, ...pair]) => {
              const split = ledgerOf(wires, weights, opened().trace(floats(ink)), ...pair);
              return { ...split, terms: split.terms.map((term) => Object.values(term)) };
            }""",
            [encoded(digit), one, other],
        )
        expected = ledger.ledger(network, to_batch([digit]), one, other)
        addresses, *columns = zip(*found["terms"], strict=True)
        assert list(addresses) == [f"{before}.{index}" for index in range(len(expected.features))]
        for column, values in zip(columns, (expected.features, expected.weights, expected.terms), strict=True):
            assert column == pytest.approx(values, abs=1e-4)
        assert found["bias"] == pytest.approx(expected.bias, abs=1e-6)
        assert found["total"] == pytest.approx(expected.total, abs=1e-4)


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_score_splits_into_products_and_a_bias(variant: str, page: Page) -> None:
    network = network_of(variant)
    give(page, network)
    *_, before, last = dict(network.named_children())
    with torch.inference_mode():
        rows = network.get_submodule(last).weight * network.trace(to_batch(DIGITS[:1]))[before]
    for digit, (terms, bias) in enumerate(zip(rows, network.get_submodule(last).bias.tolist(), strict=True)):
        found = page.evaluate(
            "([ink, digit]) => scoreOf(wires, weights, opened().trace(floats(ink)), digit)",
            [encoded(DIGITS[0]), digit],
        )
        assert [term["term"] for term in found["terms"]] == pytest.approx(terms.tolist(), abs=1e-4)
        assert found["bias"] == pytest.approx(bias, abs=1e-6)
        assert found["total"] == pytest.approx(float(terms.sum()) + bias, abs=1e-3)


def test_a_network_that_does_not_end_linearly_has_no_ledger(page: Page) -> None:
    rectified = nn.Sequential(nn.Linear(784, 10), nn.ReLU())
    for last in ({"fc": rectified}, {"fc": rectified[0], "relu": nn.ReLU()}):
        give(page, StagedNet({"flatten": nn.Flatten(), **last}))
        split = "ledgerOf(wires, weights, opened().trace(new Float32Array(784)), 1, 2)"
        error = page.evaluate(f"() => {{ try {{ {split}; }} catch (error) {{ return error; }} }}")
        assert isinstance(error, Error)
        assert (error.name, "is not linear" in error.message) == ("TypeError", True)
