"""What the stages of a network compute and what each of their numbers is made of, in numpy alone.

Written from the definitions of the layers, not from the page's code, so that the two can be held against each other.
A place is (channel, row, column), or (index,) in a vector. All numbers are float64.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np

Place = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Layer:
    """One stage.

    ``weight``: (outputs, inputs of a group, k, k) of a convolution, (outputs, inputs) of a linear stage.
    ``side``:   of the window, in pixels; a maximum's windows lie side by side.
    ``flat``:   whether the activation, of one pixel a channel, is a vector.
    """

    name: str
    kind: Literal["convolution", "maximum", "mean", "linear", "row", "rectifier", "softmax"]
    weight: np.ndarray | None = None
    bias: np.ndarray | None = None
    side: int = 1
    stride: int = 1
    padding: int = 0
    groups: int = 1
    rectified: bool = False
    flat: bool = False

    def inputs(self, output: int, count: int) -> range:
        """The channels, of ``count``, that an output channel sees."""
        if self.kind in ("maximum", "mean"):
            return range(output, output + 1)
        each = count // self.groups
        group = output // (len(self.weight) // self.groups)
        return range(group * each, (group + 1) * each)


def convolution(name: str, weight: np.ndarray, bias: np.ndarray, **more: int | bool) -> Layer:
    """A convolution with square windows."""
    return Layer(name, "convolution", weight.astype(float), bias.astype(float), weight.shape[2], **more)


def maximum(name: str, side: int, rectified: bool = False) -> Layer:
    """The maximum of each window."""
    return Layer(name, "maximum", side=side, stride=side, rectified=rectified)


def mean(name: str, side: int, stride: int = 0) -> Layer:
    """The mean of each window; without a stride they lie side by side."""
    return Layer(name, "mean", side=side, stride=stride or side)


def linear(name: str, weight: np.ndarray, bias: np.ndarray) -> Layer:
    """Every output a weighted sum of all inputs."""
    return Layer(name, "linear", weight.astype(float), bias.astype(float))


def activations(layers: list[Layer], digit: np.ndarray) -> dict[str, np.ndarray]:
    """{stage name: activation} in order, "digit" (1, 28, 28) first."""
    value = digit.astype(float)[np.newaxis]
    found = {"digit": value}
    for layer in layers:
        value = found[layer.name] = _activation(layer, value)
    return found


def _activation(layer: Layer, before: np.ndarray) -> np.ndarray:
    match layer.kind:
        case "convolution":
            value = _convolved(layer, before)
        case "maximum":
            value = np.stack([window.max(axis=(2, 3)) for window in _patches(layer, before)])
        case "mean":
            value = np.stack([window.mean(axis=(2, 3)) for window in _patches(layer, before)])
        case "linear":
            value = layer.weight @ before + layer.bias
        case "softmax":
            value = np.exp(before) / np.exp(before).sum()
        case _:
            value = before
    if layer.kind == "row" or layer.flat:
        value = value.ravel()
    return np.maximum(value, 0) if layer.rectified or layer.kind == "rectifier" else value


def _patches(layer: Layer, before: np.ndarray) -> np.ndarray:
    """What each window sees: (channels, rows, columns, k, k); around the activation are zeros."""
    edge, k, step = layer.padding, layer.side, layer.stride
    padded = np.pad(before, ((0, 0), (edge, edge), (edge, edge)))
    return np.lib.stride_tricks.sliding_window_view(padded, (k, k), axis=(1, 2))[:, ::step, ::step]


def _convolved(layer: Layer, before: np.ndarray) -> np.ndarray:
    seen = _patches(layer, before)
    outputs = [
        np.einsum("iyxkl,ikl->yx", seen[list(layer.inputs(output, len(before)))], kernel) + layer.bias[output]
        for output, kernel in enumerate(layer.weight)
    ]
    return np.stack(outputs)


# ---- one number


def three(place: Place) -> Place:
    """The same place in an activation with rows and columns."""
    return place if len(place) == 3 else (*place, 0, 0)


def window(layer: Layer, before: np.ndarray, place: Place) -> dict[int, np.ndarray]:
    """{input channel: (k, k)} of what this number of a convolution, a maximum or a mean sees."""
    output, row, column = three(place)
    seen = _patches(layer, before)
    return {channel: seen[channel, row, column] for channel in layer.inputs(output, len(before))}


def sources(layer: Layer, place: Place, shape: tuple[int, ...]) -> Iterator[tuple[Place, float]]:
    """Every place of the stage before, of that shape, that a number is made of, with its weight there."""
    if layer.kind in ("row", "rectifier", "softmax"):
        yield tuple(map(int, np.unravel_index(place[0], shape) if layer.kind == "row" else place)), 1
    elif layer.kind == "linear":
        yield from (((index,), float(layer.weight[place[0], index])) for index in range(shape[0]))
    else:
        yield from _window_sources(layer, three(place), shape)


def _window_sources(layer: Layer, place: Place, shape: tuple[int, ...]) -> Iterator[tuple[Place, float]]:
    output, row, column = place
    for at, channel in enumerate(layer.inputs(output, shape[0])):
        for dy, dx in product(range(layer.side), repeat=2):
            y, x = row * layer.stride - layer.padding + dy, column * layer.stride - layer.padding + dx
            if 0 <= y < shape[1] and 0 <= x < shape[2]:
                yield (
                    (channel, y, x),
                    _weight(layer, output, at, dy, dx),
                )


def _weight(layer: Layer, output: int, at: int, dy: int, dx: int) -> float:
    """Of a number of a window; a pooling has no weights of its own."""
    if layer.weight is None:
        return 1 / layer.side**2 if layer.kind == "mean" else 1
    return float(layer.weight[output, at, dy, dx])


def uses(layer: Layer, place: Place, shape: tuple[int, ...], after: tuple[int, ...]) -> dict[Place, float]:
    """{place: weight} of every number of a stage, of shape ``after``, that a number of the stage before goes into."""
    if layer.kind == "linear":
        return {(output,): float(layer.weight[output, place[0]]) for output in range(after[0])}
    if layer.kind == "row":
        return {(int(np.ravel_multi_index(place, shape)),): 1}
    if layer.kind in ("rectifier", "softmax"):
        return {place: 1}
    channel, row, column = place
    found: dict[Place, float] = {}
    for output, y, x in np.ndindex(*after, *(1,) * (3 - len(after))):
        dy, dx = row + layer.padding - y * layer.stride, column + layer.padding - x * layer.stride
        inputs = layer.inputs(output, shape[0])
        if channel in inputs and 0 <= dy < layer.side and 0 <= dx < layer.side:
            found[(output, y, x)[: len(after)]] = _weight(layer, output, channel - inputs.start, dy, dx)
    return found


def seen_by(layers: list[Layer], found: dict[str, np.ndarray], stage: str, place: Place) -> dict[str, np.ndarray]:
    """{stage name: mask} of all numbers that a number is made of, on every stage before its own."""
    names = list(found)
    mask = np.zeros(found[stage].shape, bool)
    mask[place] = True
    masks = {}
    for at in range(names.index(stage), 0, -1):
        before = np.zeros(found[names[at - 1]].shape, bool)
        for one in np.argwhere(mask):
            for source, _ in sources(layers[at - 1], tuple(map(int, one)), before.shape):
                before[source] = True
        masks[names[at - 1]] = mask = before
    return masks


def living(layers: list[Layer], found: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """{stage name: mask} of the numbers from which some way leads to a score without passing a 0, up to the scores.

    A way leads along weights that are not 0; a maximum passes on any number of its window.
    """
    names = list(found)
    masks = {names[-2]: found[names[-2]] != 0}
    for at in range(len(names) - 3, -1, -1):
        reached = _reached(layers[at], masks[names[at + 1]], found[names[at]].shape)
        masks[names[at]] = reached & (found[names[at]] != 0)
    return masks


def _reached(layer: Layer, alive: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The places of the stage before, of that shape, that go into any of the numbers that are alive."""
    if layer.kind == "linear":
        return (layer.weight[alive] != 0).any(axis=0)
    if layer.kind in ("row", "rectifier"):
        return alive.reshape(shape)
    alive = alive.reshape(len(alive), *alive.shape[1:] or (1, 1))
    (_, rows, columns), edge, step = alive.shape, layer.padding, layer.stride
    reached = np.zeros((shape[0], shape[1] + 2 * edge, shape[2] + 2 * edge), bool)
    for output, places in enumerate(alive):
        inputs = list(layer.inputs(output, shape[0]))
        for dy, dx in product(range(layer.side), repeat=2):
            passes = layer.weight[output, :, dy, dx] != 0 if layer.weight is not None else np.ones(len(inputs), bool)
            seen = reached[:, dy : dy + step * rows : step, dx : dx + step * columns : step]
            seen[inputs] |= passes[:, None, None] & places
    return reached[:, edge : edge + shape[1], edge : edge + shape[2]]
