"""Which maps a vector sums up, against what changing each map does, and how long the panels of the questions are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch
from playwright.sync_api import Browser, Page
from torch import nn

from digit_model import VARIANTS
from digit_model.network import StagedNet, to_batch
from tests.browser.explaining import DIGITS, network_of
from tests.browser.modules import blank_page
from tests.browser.twin import sent

MEAN = StagedNet(  # maps, means of their maxima, and those as a row
    {
        "conv": nn.Conv2d(1, 6, 5, stride=2),
        "pool": nn.MaxPool2d(3),
        "mean": nn.AvgPool2d(4),
        "relu": nn.ReLU(),
        "flatten": nn.Flatten(),
        "fc": nn.Linear(6, 10),
    }
)
MIXED = StagedNet(  # as many numbers as maps, but each of all maps
    {
        "conv": nn.Conv2d(1, 6, 5, stride=2),
        "sums": nn.Sequential(nn.Conv2d(6, 6, 12), nn.Flatten()),
        "fc": nn.Linear(6, 10),
    }
)
ODD = {"mean": MEAN, "mixed": MIXED}
BEHIND = (
    "async (wires) => (await import('/lib/display/thumbnails.js')).mapsBehind(wires, wires.at(-2).name)?.name ?? null"
)


def maps_summed_up(network: StagedNet) -> str | None:
    """The last stage of maps before the logits, if changing its map K changes number K of the vector alone."""
    names = list(network.trace(to_batch([DIGITS[0]])))
    trace = network.trace(to_batch([DIGITS[0]]))
    vector = names[-2]
    maps = next((n for n in reversed(names) if trace[n].dim() == 4 and trace[n].shape[2] > 1), None)
    if maps is None or trace[maps].shape[1] != trace[vector].shape[1]:
        return None
    rest = network[names.index(maps) + 1 : names.index(vector) + 1]
    with torch.inference_mode():
        for channel in range(trace[maps].shape[1]):
            changed = trace[maps].clone()
            changed[0, channel] += 50
            moved = np.flatnonzero((rest(changed) - rest(trace[maps])).abs().numpy() > 1e-4)
            if moved.tolist() != [channel]:
                return None
    return maps


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with blank_page(browser) as page:
        yield page


@pytest.mark.parametrize("variant", [*VARIANTS, *ODD])
def test_the_maps_behind_a_vector_are_those_that_change_one_number_each(page, variant):
    network = ODD[variant] if variant in ODD else network_of(variant)
    assert page.evaluate(BEHIND, sent(network)["wires"]) == maps_summed_up(network)
    known = {"pen": "conv6", "mean": "pool", "mixed": None, "talk": None}
    assert known.get(variant, "any") in (maps_summed_up(network), "any")
