"""What "follow a number" shows of a place, as data, held against the oracle."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.browser.oracle import Layer, Place, sources, uses, window
from tests.browser.oracle_networks import Oracle
from tests.browser.visitor import shown

ROUNDED = 1e-4  # numbers are shown with four decimals; the page computes in float32
LARGEST = {"convolution": 4, "linear": 7}  # terms shown one by one

PIN = "address => document.dispatchEvent(new CustomEvent('pin', { detail: { address } }))"
# A colour is painted to know what it looks like.
PANEL = """() => {
  const panel = document.querySelector("#follow .workings");
  const texts = (selector) => [...panel.querySelectorAll(selector)].map((element) => element.innerText);
  const paint = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const warmth = (cell) => { // red less blue
    paint.fillStyle = getComputedStyle(cell).backgroundColor;
    paint.fillRect(0, 0, 1, 1);
    const [red, , blue] = paint.getImageData(0, 0, 1, 1).data;
    return red - blue;
  };
  const cellOf = (cell) => {
    return { title: cell.title, text: cell.innerText, warmth: warmth(cell), wins: cell.classList.contains("wins") };
  };
  return {
    where: panel.querySelector(".where").innerText,
    value: panel.querySelector(".where b").innerText,
    grids: [...panel.querySelectorAll(".grid")].map((grid) => [...grid.children].map(cellOf)),
    terms: texts(".sum li"),
    pressed: texts(".terms [aria-pressed=true]"),
    text: texts(".sum > p").join(" "),
    before: texts(".sum > p > .link").join(" "),
    on: panel.querySelector(".on").innerText,
    next: texts(".on button").join(" "),
  };
}"""


def shown_of(page: Page, stage: str, place: Place) -> dict[str, Any]:
    """Pin a place, and what the panel then shows."""
    page.evaluate(PIN, ".".join(map(str, (stage, *place))))
    return page.evaluate(PANEL)


def name_of(stage: str, place: Place) -> str:
    if len(place) == 1:
        return f"{stage} · {place[0]}"
    if stage == "digit":
        return f"your digit · row {place[1]}, column {place[2]}"
    return f"{stage} · map {place[0]} · row {place[1]}, column {place[2]}"


def last_number(text: str) -> float:
    return shown(re.search(r"[−\d.]+$", text)[0])


def check(panel: dict[str, Any], oracle: Oracle, stage: str, place: Place) -> None:
    """Every number and name that the panel shows of a place."""
    layer, before = oracle.layer(stage), oracle.found[oracle.before(stage)]
    assert panel["where"].startswith(name_of(stage, place) + " ")
    assert shown(panel["value"]) == pytest.approx(oracle.found[stage][place], abs=ROUNDED)
    if layer.kind in ("convolution", "maximum", "mean"):
        check_windows(panel, layer, before, place)
    if layer.kind in ("convolution", "linear"):
        check_sum(panel, oracle, stage, place)
    if layer.kind in ("row", "rectifier", "softmax"):
        ((source, _),) = sources(layer, place, before.shape)
        assert panel["before"] == name_of(oracle.before(stage), source)
    if layer.kind == "rectifier":
        assert shown(re.search(r"Before: ([−\d.]+),", panel["text"])[1]) == pytest.approx(before[place], abs=ROUNDED)
    if layer.kind == "softmax":
        check_softmax(panel["text"], before, place)
    check_onwards(panel, oracle, stage, place)


def check_windows(panel: dict[str, Any], layer: Layer, before: np.ndarray, place: Place) -> None:
    seen = window(layer, before, place)
    if layer.kind == "maximum":
        (grid,), (values,) = panel["grids"], seen.values()
        check_grid(grid, values)
        assert [cell["wins"] for cell in grid].index(True) == np.argmax(values)
        assert sum(cell["wins"] for cell in grid) == 1
        assert ("or 0 if it is negative" in panel["text"]) == layer.rectified
        value = max(0, values.max()) if layer.rectified else values.max()
        assert last_number(panel["text"].rstrip(".")) == pytest.approx(value, abs=ROUNDED)
        return
    if layer.kind == "mean":
        (grid,), (values,) = panel["grids"], seen.values()
        check_grid(grid, values)
        total, count, value = map(shown, re.findall(r"[−\d.]*\d", panel["text"]))
        assert (count, layer.rectified) == (values.size, False)
        assert (total, value) == pytest.approx((values.sum(), values.mean()), abs=ROUNDED)
        return
    named = re.search(r"map (\d+)", panel["pressed"][0])
    channel = int(named[1]) if named else 0
    kernel = layer.weight[place[0], list(seen).index(channel)]
    for grid, expected in zip(panel["grids"], (seen[channel], kernel, seen[channel] * kernel), strict=True):
        check_grid(grid, expected)
        assert not any(cell["wins"] for cell in grid)


def check_grid(grid: list[dict[str, Any]], values: np.ndarray) -> None:
    assert [shown(cell["title"]) for cell in grid] == pytest.approx(values.ravel().tolist(), abs=ROUNDED)
    if grid[0]["text"]:  # a large grid has no room for numbers
        assert [shown(cell["text"]) for cell in grid] == pytest.approx(values.ravel().tolist(), abs=0.0051)
    largest = np.abs(values).max()
    for cell, value in zip(grid, values.ravel(), strict=True):
        if abs(value) > 0.2 * largest:  # paler ones are like the page
            assert np.sign(cell["warmth"]) == np.sign(value), (cell, value)


def check_sum(panel: dict[str, Any], oracle: Oracle, stage: str, place: Place) -> None:
    """The terms, the largest first, the others together, the bias and what they add up to."""
    layer, before = oracle.layer(stage), oracle.found[oracle.before(stage)]
    if layer.kind == "linear":
        terms = {name_of(oracle.before(stage), at): before[at] * w for at, w in sources(layer, place, before.shape)}
    else:
        seen = window(layer, before, place)
        kernels = zip(seen, layer.weight[place[0]], strict=True)
        called = "your digit" if oracle.before(stage) == "digit" else "map {}"
        terms = {called.format(channel): (seen[channel] * kernel).sum() for channel, kernel in kernels}
    order, most = sorted(terms.values(), key=abs, reverse=True), LARGEST[layer.kind]
    bias = layer.bias[place[0]]
    ends = [bias, bias + sum(order)] + ([max(0, bias + sum(order))] if layer.rectified else [])
    rest = [sum(order[most:])] if len(order) > most else []
    found = [last_number(text) for text in panel["terms"]]
    assert found == pytest.approx([*order[:most], *rest, *ends], abs=ROUNDED)
    for text, value in zip(panel["terms"], order[:most], strict=False):
        label = re.match(r"map \d+|your digit|[^\u2002]+", text)[0].strip()
        assert terms[label] == pytest.approx(value, abs=2 * ROUNDED), text  # of equally large ones either is first
        if "×" in text:
            one, other = map(shown, re.search(r"\u2002([−\d.]+) × ([−\d.]+)", text).groups())
            assert one * other == pytest.approx(value, abs=0.006 * (abs(one) + abs(other) + 1))


def check_softmax(text: str, logits: np.ndarray, place: Place) -> None:
    powers = np.exp(logits - logits.max())
    largest, power, total, value = map(
        shown, re.findall(r"− (−?[\d.]+)\) = (\d\.\d+)\. .* ten, ([\d.]+), this is (\d\.\d+)\.", text)[0]
    )
    assert largest == pytest.approx(logits.max(), abs=0.0051)
    assert power == pytest.approx(powers[place], abs=ROUNDED)
    assert total == pytest.approx(powers.sum(), abs=ROUNDED)
    assert value == pytest.approx(powers[place] / powers.sum(), abs=ROUNDED)


def check_onwards(panel: dict[str, Any], oracle: Oracle, stage: str, place: Place) -> None:
    """Where the number goes on, and what it does there."""
    text = panel["on"]
    if stage == oracle.names[-1]:
        assert (panel["next"], text) == ("", "This is the network's answer: it goes no further.")
        return
    after = oracle.names[oracle.names.index(stage) + 1]
    layer, value = oracle.layer(after), oracle.found[stage][place]
    targets = uses(layer, place, oracle.found[stage].shape, oracle.found[after].shape)
    if not targets:
        assert (panel["next"], text) == ("", "It fills no whole window, so pooling leaves it out.")
    elif layer.kind == "maximum":
        ((target, _),) = targets.items()
        assert panel["next"] == name_of(after, target)
        ((_, seen),) = window(layer, oracle.found[stage], target).items()
        check_rank(text, value, seen)
    elif layer.kind in ("convolution", "linear", "mean"):
        check_largest(panel, oracle, after, targets, value)
    else:
        assert text.startswith("It goes on as")
        assert panel["next"] == name_of(after, *targets)


def check_rank(text: str, value: float, seen: np.ndarray) -> None:
    """What is said of a number and the others of its window."""
    equals = int((seen == value).sum()) - 1
    if value < seen.max():
        assert text.startswith("A larger number of its window goes on instead")
    elif not equals:
        assert text.startswith("It is the largest of its window")
    elif (seen == 0).all():
        assert text.startswith(f"All {seen.size} numbers of its window are 0")
    else:
        assert text.startswith(f"In its window {equals} more are as large")


def check_largest(panel: dict[str, Any], oracle: Oracle, after: str, targets: dict[Place, float], value: float) -> None:
    """Of the numbers that it goes into and that live, the panel leads to that with the largest weight."""
    if value == 0:
        assert (panel["next"], panel["on"]) == ("", "It is 0, so it adds nothing. Try a coloured pixel.")
        return
    living = {at: weight for at, weight in targets.items() if weight and oracle.living[after][at]}
    among = living or targets
    strongest = max(map(abs, among.values()))
    assert panel["next"] in [name_of(after, at) for at, weight in among.items() if abs(weight) == strongest]
    is_strongest = strongest == max(map(abs, targets.values()))
    ((_, weight),) = [(at, w) for at, w in targets.items() if name_of(after, at) == panel["next"]]
    if oracle.layer(after).kind == "mean":
        count, added = map(shown, re.match(r"1/(\d+) of it, ([−\d.]+), is added to", panel["on"]).groups())
        assert (1 / count, added) == (weight, pytest.approx(weight * value, abs=ROUNDED))
        return
    assert panel["on"].startswith("It counts most" if is_strongest else "Of all that does not end at 0, it counts most")
    assert shown(re.search("with ([−0-9.]+),", panel["on"])[1]) == pytest.approx(weight * value, abs=ROUNDED)
