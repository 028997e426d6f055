"""The flow's colours and "follow a number" cannot lie: numpy computes each by itself, for every kind of stage."""

from __future__ import annotations

import os
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from digit_model.reader import Reader, load_reader
from digit_model.ui.parts.flow.flow import FEW, GAP, TILE
from tests.browser.colour_oracle import LIMIT, coloured, position
from tests.browser.modules import UI
from tests.browser.oracle import seen_by
from tests.browser.oracle_networks import Oracle, layers_of, layers_of_every_kind, network_of_every_kind
from tests.browser.panel import PANEL, check, shown_of
from tests.browser.parts import parts_page, read, sure
from tests.browser.visitor import FOUR, shown

COLOURS = ("#2a6fa8", "#f3f1ea", "#c2541f")  # negative, zero, positive
PIXELS = """(selector) => {
  const canvas = document.querySelector(selector);
  const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return { width, height, data: btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join("")) };
}"""


def digit(seed: int) -> np.ndarray:
    """A random digit that no network has learnt: (28, 28), half of it ink."""
    random = np.random.default_rng(seed)
    levels = random.integers(0, 256, (28, 28)) * (random.random((28, 28)) < 0.5)
    return levels / 255


@pytest.fixture(scope="module")
def kinds(browser: Browser) -> Iterator[tuple[Page, Oracle]]:
    """The two parts with a network of every kind of stage, which has read a digit; and the oracle of it."""
    network = network_of_every_kind()
    weights = {name: numbers.numpy() for name, numbers in network.state_dict().items()}
    folder = Path(os.environ.get("DIGIT_UI", UI))  # tests/mutate.py has it serve a copy with a mistake
    with parts_page(browser, sure(Reader(network, load_reader().config)), folder) as page:
        read(page, digit(1))
        yield page, Oracle(layers_of_every_kind(weights), digit(1))


def test_every_number_and_where_it_came_from_and_goes(kinds):
    page, oracle = kinds
    for stage, place in oracle.places():
        check(shown_of(page, stage, place), oracle, stage, place)


def test_the_window_of_any_input_can_be_chosen(kinds):
    page, oracle = kinds
    shown_of(page, "conv2", (5, 3, 6))
    for at in (1, 3):
        page.locator("#follow .terms button").nth(at).click()
        panel = page.evaluate(PANEL)
        assert panel["pressed"] == [panel["terms"][at]]
        check(panel, oracle, "conv2", (5, 3, 6))


def test_the_arithmetic_is_that_of_the_newest_reading_also_while_the_pen_moves(kinds):
    page, oracle = kinds
    shown_of(page, "conv2", (5, 3, 6))
    levels = np.rint(digit(2) * 255).astype(int).ravel().tolist()
    page.evaluate("levels => read(levels, true)", levels)
    check(page.evaluate(PANEL), Oracle(oracle.layers[:-1], digit(2)), "conv2", (5, 3, 6))
    read(page, digit(1))
    check(page.evaluate(PANEL), oracle, "conv2", (5, 3, 6))


@pytest.mark.parametrize(
    ("stage", "place"),
    [("conv1", (7, 0, 27)), ("pool1", (3, 5, 13)), ("conv2", (6, 0, 4)), ("pool2", (2, 1, 1)), ("flatten", (5,))],
)
def test_what_a_number_has_seen_is_lit_and_nothing_else(kinds, stage, place):
    page, oracle = kinds
    shown_of(page, stage, place)
    boxes = page.evaluate("lit")
    for name, mask in seen_by(oracle.layers, oracle.found, stage, place).items():
        box, lit = boxes[name], np.zeros_like(mask)
        channels = slice(None) if box["channels"] is None else box["channels"]
        lit[channels, box["top"] : box["bottom"] + 1, box["left"] : box["right"] + 1] = True
        assert (lit == mask).all(), name


# ---- colours


def pixels(page: Page, selector: str) -> np.ndarray:
    """A canvas: (height, width, 4), 0..255."""
    image = page.evaluate(PIXELS, selector)
    return np.frombuffer(b64decode(image["data"]), np.uint8).reshape(image["height"], image["width"], 4).astype(int)


def painted(maps: np.ndarray, columns: int) -> np.ndarray:
    """How maps (channels, height, width) are painted, (height, width, 4): row by row, with transparent gaps."""
    _, height, width = maps.shape
    zoom = max(1, round(TILE / width))
    down, across = height * zoom + GAP, width * zoom + GAP
    image = np.zeros((-(-len(maps) // columns) * down - GAP, columns * across - GAP, 4))
    for at, values in enumerate(maps):
        top, left = at // columns * down, at % columns * across
        large = np.kron(values, np.ones((zoom, zoom)))
        image[top : top + height * zoom, left : left + width * zoom, :3] = coloured(large, *COLOURS)
        image[top : top + height * zoom, left : left + width * zoom, 3] = 255
    return image


def maps_of(values: np.ndarray, row: int) -> np.ndarray:
    """The maps that are shown of a stage; a vector is one, ``row`` numbers to a row."""
    if values.ndim == 1:
        return values.reshape(1, -1, row)
    if len(values) <= FEW:
        return values
    return values[np.argsort(-values.std(axis=(1, 2)))[:FEW]]


def check_maps(page: Page, oracle: Oracle, strips: dict[str, int]) -> None:
    """Every stage that is shown as maps, pixel by pixel. ``strips``: how many numbers of a vector make a row."""
    for stage, values in oracle.found.items():
        if stage == "digit" or (values.ndim == 1 and stage not in strips):
            continue
        expected = painted(maps_of(values, strips.get(stage, 0)), columns=1 if values.ndim == 1 else 4)
        found = pixels(page, f"#flow [data-stage={stage}] canvas")
        assert found.shape == expected.shape, stage
        assert np.abs(found - expected).max() <= 3, stage


def test_every_pixel_of_every_map_has_its_values_colour_the_most_active_map_first(kinds):
    page, oracle = kinds
    extremes = np.array([(values.min(), values.max()) for values in oracle.found.values()])
    assert extremes.min() < -LIMIT < LIMIT < extremes.max()
    check_maps(page, oracle, {"flatten": 8})


def test_the_lens_shows_the_map_of_the_number_in_the_same_colours(kinds):
    page, oracle = kinds
    for channel in (0, 7):
        shown_of(page, "conv2", (channel, 2, 2))
        expected = coloured(oracle.found["conv2"][channel], *COLOURS)
        assert np.abs(pixels(page, "#follow .lens canvas")[..., :3] - expected).max() <= 3


def test_the_legend_says_which_colour_is_which_number(kinds):
    ticks = kinds[0].locator("#flow .ticks i")
    numbers = [shown(text) for text in ticks.all_inner_texts()]
    lefts = ticks.evaluate_all("ticks => ticks.map(({ style }) => parseFloat(style.left))")
    assert (numbers[0], numbers[-1]) == (-LIMIT, LIMIT)
    assert lefts == pytest.approx([50 + 50 * position(number) for number in numbers], abs=0.1)


def test_bars_are_as_long_as_their_numbers_and_on_their_side(kinds):
    page, oracle = kinds
    bar = "({ style, classList }) => style.getPropertyValue('--length') * (classList.contains('below') ? -1 : 1)"
    for stage in ("fc1", "relu", "fc2"):
        values = oracle.found[stage]
        section = page.locator(f"#flow [data-stage={stage}]")
        lengths = section.locator(".bars i").evaluate_all(f"bars => bars.map({bar})")
        assert lengths == pytest.approx((values / np.abs(values).max()).tolist(), abs=0.001)
        texts = section.locator(".bars span").all_inner_texts()
        assert [shown(text) for text in texts] == pytest.approx(values.tolist(), abs=0.051)


# ---- the whole page, drawn on with the mouse


@pytest.mark.parametrize(
    ("network", "path", "strips"), [("pen", "/", {"pool3": 8}), ("talk", "/network/talk", {"flatten": 28})]
)
def test_on_the_page_too(visit, network, path, strips):
    visitor = visit(path=path)
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    page = visitor.page
    oracle = Oracle(layers_of(network), visitor.digit())
    check_maps(page, oracle, strips)
    for stage, place in oracle.places():
        check(shown_of(page, stage, place), oracle, stage, place)
