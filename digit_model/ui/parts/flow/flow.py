"""The flow: every stage of the network with its activations, from the first convolution to the probabilities."""

from __future__ import annotations

import gradio as gr
from torch import nn

from digit_model.drawing import Drawing
from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.text import Text, words_of

WORDS, LAYERS = words_of("flow")["page"], words_of("flow")["layers"]

# A strip of colours is this many values wide: 96 values make 8 x 12, 1,568 make 28 x 56.
SHORT_STRIP, LONG_STRIP = 8, 28
# A vector up to this long is shown as bars with their numbers, a longer one as a strip of colours.
LONGEST_BARS = 64
COLUMNS = 4  # maps side by side on a wide page (flow.css)
TILE, GAP = 28, 3  # canvas pixels of a map's width, and between two maps (sheet.js)
IN_ONE_ROW = 9  # stages that fit side by side where the page is narrow, or large
FEW = 16  # maps that are shown, the most active first; the others are one tap away


def flow(reader: Reader) -> gr.HTML:
    """The panel for a network, from its named stages alone."""
    blank = reader.read(Drawing())  # tells the shape of every stage
    layers = dict(reader.network.named_children())
    stages = [_stage(name, layers[name], activation.shape) for name, activation in blank.trace.items()]
    stages.append(_section("softmax", LAYERS["softmax"], "", _bars("softmax", 10, numbered=True), 'id="probabilities"'))
    columns = " ".join(f"{_width(activation.shape)}fr" for activation in blank.trace.values()) + " 116fr"
    count = "many" if len(stages) > IN_ONE_ROW else ""
    parts = {"stages": "".join(stages), "columns": columns, "count": count}
    return component("flow", parts, facts={"tile": TILE, "gap": GAP, "few": FEW})


def shown_as_bars(shape: tuple[int, ...]) -> bool:
    """Whether a stage with activations of this shape is shown as bars with numbers."""
    return len(shape) == 1 and shape[0] <= LONGEST_BARS


def _width(shape: tuple[int, ...]) -> int:
    """A stage's share of the page's width, by what it has to show."""
    if len(shape) == 1:
        return 104 if shown_as_bars(shape) else 84
    return 90 + 5 * shape[2] // 2


def _stage(name: str, layer: nn.Module, shape: tuple[int, ...]) -> str:
    size = " × ".join(f"{length:,}" for length in shape)
    if shown_as_bars(shape):
        picture = _bars(name, shape[0], numbered=shape[0] == 10)
    elif len(shape) == 1:
        width = SHORT_STRIP if shape[0] <= 128 else LONG_STRIP
        height = -(-shape[0] // width)
        picture = _maps(name, f'data-width="{width}" {_room(width, height, 1, 1)}', "")
    else:
        few = WORDS["few"].filled(few=FEW, n=shape[0]).html()
        every = f'<span><span class="visually-hidden">{few}</span> {WORDS["all"].filled(n=shape[0]).html()}</span>'
        both = f"{every}<span>{WORDS['fewer'].html()}</span>"
        more = f'<button type="button" class="more" aria-expanded="false">{both}</button>'
        room = _room(shape[2], shape[1], min(FEW, shape[0]), COLUMNS)
        picture = _maps(name, room, more if shape[0] > FEW else "")
    return _section(
        name,
        _describe(layer),
        size,
        picture,
        f'data-stage="{name}" data-shape="{",".join(map(str, shape))}"',
    )


def _room(width: int, height: int, maps: int, columns: int) -> str:
    """The size that sheet.js will give the canvas on a wide page, so that nothing jumps when it does."""
    zoom = max(1, round(TILE / width))
    across, down = columns * (width * zoom + GAP) - GAP, -(-maps // columns) * (height * zoom + GAP) - GAP
    return f'width="{across}" height="{down}"'


def _maps(name: str, attributes: str, more: str) -> str:
    canvas = f'<canvas {attributes} tabindex="0" role="application" aria-label="{name}" aria-describedby="flow-keys">'
    outlines = '<svg aria-hidden="true"><path class="frame"></path><path class="field"></path></svg>'
    return f'<div><div class="maps">{canvas}</canvas>{outlines}</div>{more}</div>'


def _section(name: str, what: Text, size: str, picture: str, attributes: str) -> str:
    unbroken = what.html().replace(" ×", "\u00a0×").replace("× ", "×\u00a0").replace(" → ", "\u00a0→\u00a0")
    return (
        f'<section {attributes}><h3>{name}</h3><p class="what">{unbroken}</p><p class="size">{size}</p>'
        f"{picture}</section>"
    )


def _bars(name: str, count: int, numbered: bool) -> str:
    rows = "".join(f"<li>{f'<b>{index}</b>' if numbered else ''}<i></i><span></span></li>" for index in range(count))
    keys = f'tabindex="0" role="application" aria-label="{name}" aria-describedby="flow-keys"'
    return f'<div {keys}><ol class="bars{" numbered" if numbered else ""}">{rows}</ol></div>'


def _describe(layer: nn.Module) -> Text:
    """What a layer does, in words, from the layer itself; of a stage of several, what each does in turn."""
    if isinstance(layer, nn.Sequential):
        english, chinese = zip(*map(_describe, layer), strict=True)
        return Text("; ".join(english), "；".join(chinese))
    facts: dict[str, object] = {}
    if isinstance(layer, nn.Conv2d):
        inputs = f"{layer.in_channels} × " if layer.in_channels > 1 else ""
        facts = {"out": layer.out_channels, "inputs": inputs, "k": layer.kernel_size[0]}
    elif isinstance(layer, nn.MaxPool2d):
        facts = {"k": layer.kernel_size}
    elif isinstance(layer, nn.Linear):
        facts = {"inputs": f"{layer.in_features:,}"}
    kind = type(layer).__name__ if getattr(layer, "groups", 1) == 1 else "depthwise"
    return LAYERS.get(kind, Text(kind, kind)).filled(**facts)
