"""Where a number goes on, so that a walk ends at a score; and the path back from a score to the visitor's ink."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
from playwright.sync_api import Browser, Page

from digit_model import Drawing, load_reader
from digit_model.explain.sample import load_sample
from digit_model.path import page_from
from tests.browser.oracle import Place, sources
from tests.browser.oracle_networks import Oracle, folder_of, layers_of
from tests.browser.visitor import FOUR, SEVEN
from tests.browser.walks import give, path, walked, walking_page

NETWORKS = ("pen", "talk")
PASSED = ("row", "rectifier")  # kinds of stages that have no step of their own


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with walking_page(browser) as page:
        yield page


@pytest.mark.parametrize("name", NETWORKS)
def test_nine_walks_of_ten_from_what_is_not_0_reach_a_score_without_passing_a_0(page, name):
    network = load_reader(name).network
    give(page, network)
    digits, _ = load_sample()
    with torch.inference_mode():
        shares = walked(page, network, digits[::500], each=10, seed=1)
    assert shares["goes on"] >= 0.9
    assert shares["by weight"] < shares["goes on"], "the rule before leads into numbers that are switched off"


def place_of(address: str) -> tuple[str, Place]:
    stage, *numbers = address.split(".")
    return stage, tuple(map(int, numbers))


class Back:
    """What adds to a number, by the oracle's numbers: from which of it there is a way on to ink."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self.known: dict[tuple[str, Place], bool] = {}

    def terms(self, stage: str, place: Place) -> list[tuple[float, str, Place]]:
        """(product, stage, place) of all that adds in the number's own direction, the largest first."""
        oracle, before = self.oracle, self.oracle.before(stage)
        layer, values = oracle.layer(stage), oracle.found[before]
        value = oracle.found[stage][place]
        every = [(values[at] * weight, before, at) for at, weight in sources(layer, place, values.shape)]
        if layer.kind == "maximum":
            every = [term for term in every if term[0] == max(every)[0]]
        towards = [term for term in every if term[0] * value > 0]
        return [(product, *self.summed(*at)) for product, *at in sorted(towards, key=lambda term: -abs(term[0]))]

    def summed(self, stage: str, place: Place) -> tuple[str, Place]:
        """The number that was added up before it was passed on to this place."""
        while stage != "digit" and self.oracle.layer(stage).kind in PASSED:
            ((place, _),) = sources(self.oracle.layer(stage), place, self.oracle.found[self.oracle.before(stage)].shape)
            stage = self.oracle.before(stage)
        return stage, place

    def finds_ink(self, stage: str, place: Place) -> bool:
        if stage == "digit":
            return True
        if (stage, place) not in self.known:
            self.known[stage, place] = any(self.finds_ink(*term[1:]) for term in self.terms(stage, place))
        return self.known[stage, place]


def check_path(found: dict[str, Any], oracle: Oracle, winner: int) -> None:
    """Each step is the largest that leads on to ink, and adds what the oracle says."""
    back, steps = Back(oracle), found["steps"]
    score = oracle.names[-2]
    assert (place_of(steps[0]["address"]), steps[0]["adds"]) == ((score, (winner,)), None)
    summing = [name for name in oracle.names[1:-1] if oracle.layer(name).kind not in PASSED]
    assert [place_of(step["address"])[0] for step in steps] == [*reversed(summing), "digit"]
    for step, after in zip(steps[1:], steps, strict=False):
        at, adds = place_of(step["address"]), step["adds"]
        assert step["value"] == pytest.approx(oracle.found[at[0]][at[1]], abs=1e-4)
        terms = back.terms(*place_of(after["address"]))
        product = next(term[0] for term in terms if term[1:] == at)
        is_maximum = oracle.layer(place_of(after["address"])[0]).kind == "maximum"
        assert adds == (None if is_maximum else pytest.approx(product, abs=1e-4))
        larger = [term for term in terms if abs(term[0]) > abs(product) + 1e-4]
        assert not any(back.finds_ink(*term[1:]) for term in larger), step


@pytest.mark.parametrize("name", [*NETWORKS, "talk-average"])
@pytest.mark.parametrize("lines", [FOUR, SEVEN], ids=["four", "seven"])
def test_the_path_back_takes_the_largest_terms_to_a_spot_of_ink(page, name, lines):
    give(page, load_reader(folder_of(name)).network)
    levels = page_from(Drawing.of(lines, 0.06)).levels
    oracle = Oracle(layers_of(name), levels / 255)
    winner = int(np.argmax(oracle.found["softmax"]))
    found = path(page, levels, winner)
    assert found["end"] == "ink"
    assert levels[place_of(found["steps"][-1]["address"])[1][1:]] > 0
    check_path(found, oracle, winner)


def test_without_ink_a_path_ends_where_only_a_bias_is_left(page):
    give(page, load_reader("pen").network)
    blank = np.zeros((28, 28), np.uint8)
    oracle = Oracle(layers_of("pen"), blank / 255)
    winner = int(np.argmax(oracle.found["softmax"]))
    found = path(page, blank, winner)
    assert found["end"] == "bias"
    assert not Back(oracle).terms(*place_of(found["steps"][-1]["address"])), "nothing more adds to it"
