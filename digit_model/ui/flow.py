"""The flow: every stage of the network with its activations, from the first convolution to the probabilities."""

from __future__ import annotations

import gradio as gr
from torch import nn

from digit_model.drawing import Drawing
from digit_model.reader import Reader
from digit_model.ui.colours import TICKS, position
from digit_model.ui.component import component
from digit_model.ui.reply import shown_as_bars
from digit_model.ui.strings import FLOW, LAYERS, Text

# The strip is this many values wide: 1,568 values make 28 x 56.
STRIP = 28


def flow(reader: Reader) -> gr.HTML:
    """The panel for a network, from its named stages alone."""
    blank = reader.read(Drawing())  # tells the shape of every stage
    layers = dict(reader.network.named_children())
    stages = [_stage(name, layers[name], activation.shape) for name, activation in blank.trace.items()]
    stages.append(_section("softmax", 'id="probabilities"', LAYERS["softmax"], "", _bars(10, numbered=True)))
    ticks = "".join(f'<i style="left:{(position(tick) + 1) * 50:.1f}%">{_minus(tick)}</i>' for tick in TICKS)
    return component("flow", FLOW | {"ticks": ticks, "stages": "".join(stages)})


def _stage(name: str, layer: nn.Module, shape: tuple[int, ...]) -> str:
    size = " × ".join(f"{length:,}" for length in shape)
    attribute = f'data-stage="{name}"'
    if shown_as_bars(shape):
        picture = _bars(shape[0], numbered=shape[0] == 10)
    elif len(shape) == 1:
        picture = f'<canvas class="strip" width="{STRIP}" height="{-(-shape[0] // STRIP)}"></canvas>'
    else:
        channels, height, width = shape
        maps = f'<canvas width="{width}" height="{height}"></canvas>' * channels
        picture = f'<div class="maps">{maps}</div>'
    return _section(name, attribute, _describe(layer), size, picture)


def _section(name: str, attribute: str, what: Text, size: str, picture: str) -> str:
    return (
        f'<section {attribute}><h3>{name}</h3><p class="what">{what.html()}</p><p class="size">{size}</p>'
        f"{picture}</section>"
    )


def _bars(count: int, numbered: bool) -> str:
    rows = "".join(f"<li>{f'<b>{index}</b>' if numbered else ''}<i></i><span></span></li>" for index in range(count))
    return f'<ol class="bars{" numbered" if numbered else ""}">{rows}</ol>'


def _describe(layer: nn.Module) -> Text:
    """What a layer does, in words, from the layer itself."""
    facts: dict[str, object] = {}
    if isinstance(layer, nn.Conv2d):
        inputs = f"{layer.in_channels} × " if layer.in_channels > 1 else ""
        facts = {"out": layer.out_channels, "inputs": inputs, "k": layer.kernel_size[0]}
    elif isinstance(layer, nn.MaxPool2d):
        facts = {"k": layer.kernel_size}
    elif isinstance(layer, nn.Linear):
        facts = {"inputs": f"{layer.in_features:,}"}
    words = LAYERS[type(layer).__name__]
    return words.filled(**facts)


def _minus(number: int) -> str:
    return str(number).replace("-", "−")  # a hyphen is too short beside tabular numerals
