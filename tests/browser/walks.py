"""Walks through a network in the page: where "goes on" leads from a number, and the path back from a score."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page

from digit_model.network import StagedNet, to_batch
from tests.browser.twin import encoded, sent, twin_page

LOAD = """async () => {
  const [wires, onward, backward] =
    await Promise.all(["wires", "onward", "backward"].map((name) => import(`/lib/explain/${name}.js`)));
  // Where the page led before: to the largest weight, also into a number that its rectifier has switched off.
  const byWeight = (place) => {
    let best = null;
    for (const target of onward.numbersOf(place.stage.after, place)) {
      if (!best || Math.abs(target.weight) > Math.abs(best.weight)) best = target;
    }
    return best && wires.placeAt(place.stage.after, best.index);
  };
  const byGoesTo = (network, place) => {
    const next = onward.goesTo(place);
    return next?.to ? wires.placeOf(network, next.to) : null;
  };
  const valueAt = ({ stage, index }) => stage.values[index];
  // Whether a walk from a number that is not 0 reaches a score without passing a 0.
  const arrives = (network, from, step) => {
    let place = from;
    while (place && valueAt(place) !== 0 && place.stage.after.kind !== "softmax") place = step(network, place);
    return place !== null && valueAt(place) !== 0;
  };
  const rules = { "by weight": (network, place) => byWeight(place), "goes on": byGoesTo };
  window.open = (given) => {
    const { trace, logits } = twin.open(given, true);
    const learned = { wires: given.wires, weights: twin.floats(given.weights) };
    window.network = (ink) =>
      wires.connected({ network: learned, ink, stages: trace(ink), probabilities: new Float32Array(10) });
  };
  window.walked = (digits, starts) => twin.digits(digits).map((ink, at) => {
    const connected = network(ink);
    const walks = (step) => starts[at].map((address) => arrives(connected, wires.placeOf(connected, address), step));
    return Object.fromEntries(Object.entries(rules).map(([name, step]) => [name, walks(step)]));
  });
  window.path = (digits, winner) => {
    const { steps, end } = backward.pathOf(network(twin.digits(digits)[0]), winner);
    return { end, steps: steps.map(({ address, value, adds }) => ({ address, value, adds })) };
  };
}"""


@contextmanager
def walking_page(browser: Browser) -> Iterator[Page]:
    """A page with walked(), and path(); ``give`` gives it a network first."""
    with twin_page(browser) as page:
        page.evaluate(LOAD)
        yield page


def give(page: Page, network: StagedNet) -> None:
    """Make this the page's network."""
    page.evaluate("given => open(given)", sent(network))


def walked(page: Page, network: StagedNet, levels: np.ndarray, each: int, seed: int) -> dict[str, float]:
    """The share of walks that reach a score without passing a 0, by the rule that chooses each step.

    ``levels``: the digits, (n, 28, 28), uint8.
    ``each``:   how many walks begin on a digit, each at a random number, which is not 0, of a random map.
    """
    random = np.random.default_rng(seed)
    trace = network.trace(to_batch(list(levels.astype(np.float32) / 255)))
    maps = {name: values.numpy() for name, values in trace.items() if values.ndim == 4}
    starts = [[_start(maps, at, random) for _ in range(each)] for at in range(len(levels))]
    found = page.evaluate("([digits, starts]) => walked(digits, starts)", [encoded(levels), starts])
    return {rule: float(np.mean([one[rule] for one in found])) for rule in found[0]}


def path(page: Page, levels: np.ndarray, winner: int) -> dict[str, Any]:
    """The path back from a digit's score: {"end", "steps": [{"address", "value", "adds"}]}."""
    return page.evaluate("([digits, winner]) => path(digits, winner)", [encoded(levels), winner])


def _start(maps: dict[str, np.ndarray], at: int, random: np.random.Generator) -> str:
    """The address of a random number that is not 0, of a random map of a random stage."""
    while True:
        stage = random.choice(list(maps))
        channel = random.integers(maps[stage].shape[1])
        places = np.argwhere(maps[stage][at, channel])
        if len(places):
            return ".".join(map(str, (stage, channel, *random.choice(places))))
