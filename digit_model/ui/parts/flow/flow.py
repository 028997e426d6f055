"""The flow: every stage of the network with its activations, from the first convolution to the probabilities."""

from __future__ import annotations

from itertools import accumulate

import gradio as gr
from torch import nn

from digit_model.explain.wiring import Wire, wiring
from digit_model.network import StagedNet
from digit_model.page import SIDE
from digit_model.reader import Reader
from digit_model.ui.component import component
from digit_model.ui.parts.flow.groups import Group, columns_of_bars, groups, rows, shown_as_bars
from digit_model.ui.parts.flow.sentences import WORDS, Sentences, size
from digit_model.ui.parts.flow.terms import Terms, button, note, plain, unbroken

# A strip of colours is this many values wide: 96 values make 8 x 12, 1,568 make 28 x 56.
SHORT_STRIP, LONG_STRIP = 8, 28
COLUMNS = 4  # maps side by side
TILE, GAP = 28, 3  # canvas pixels of a map's width, and between two maps (sheet.js)
FEW = 16  # maps that are shown, the most active first; the others are one tap away
SOFTMAX = 10  # probabilities
LARGEST = 1.2  # a network of few stages is enlarged by at most so much


def flow(reader: Reader) -> gr.HTML:
    """The panel for a network, from its wiring alone."""
    return component("flow", _parts(reader.network), facts={"tile": TILE, "gap": GAP, "columns": COLUMNS, "few": FEW})


def _parts(network: StagedNet) -> dict[str, str]:
    """What fills the placeholders of flow.html."""
    wires = wiring(network)
    sentences = Sentences(wires, {name: _type(stage) for name, stage in network.named_children()})
    every = groups(wires)
    terms = Terms(told=["map", "kernel"])  # in the hint
    shown = [_group(group, sentences, terms) for group in every]
    lengths = [len(row) for row in rows(every)]
    ends = list(accumulate(lengths))
    across = [_columns(every[end - length : end]) for end, length in zip(ends, lengths, strict=True)]
    found = [
        f'<div class="row" style="--row: {columns}">{"".join(shown[end - length : end])}</div>'
        for columns, end, length in zip(across, ends, lengths, strict=True)
    ]
    most = round(LARGEST * sum(group.width for group in every))
    return {
        "hint": Terms().html(WORDS["hints"]["ink"]),
        "blank": Terms().html(WORDS["hints"]["blank"]),
        "rows": "".join(found),
        "columns": f"--all: {_columns(every)}; --most: {most}px",
        "notes": _notes(wires, sentences),
    }


def _type(stage: nn.Module) -> str:
    """The name of what a stage does, if it were not known."""
    layers = list(stage) if isinstance(stage, nn.Sequential) else [stage]
    return ", ".join(type(layer).__name__ for layer in layers)


def _columns(some: list[Group]) -> str:
    return " ".join(f"{group.width}fr" for group in some)


def _group(group: Group, sentences: Sentences, terms: Terms) -> str:
    headline, summary = terms.html(sentences.headline(group)), terms.html(sentences.summary(group))
    stages = "".join(_stage(wire, sentences.fields[wire.name]) for wire in group.stages)
    if group.kind == "scores":
        stages += _section("softmax", _bars("softmax", SOFTMAX, numbered=True), 'id="probabilities"')
    pages = "page" if group.kind in ("vectors", "scores") else "pages"  # on a phone, swiped one by one
    widths = " ".join(f"minmax(0, {width}fr)" for width in group.widths)
    return (
        f'<div class="group {pages}" style="--stages: {widths}; --count: {len(group.widths)}">'
        f'<h3>{headline}</h3><p class="what">{summary}</p>{stages}</div>'
    )


def _stage(wire: Wire, field: int | None) -> str:
    shape = wire.shape
    attributes = f'data-stage="{wire.name}" data-shape="{",".join(map(str, shape))}"'
    if shown_as_bars(shape):
        return _section(wire.name, _bars(wire.name, shape[0], numbered=shape[0] == SOFTMAX), attributes)
    if len(shape) == 1:
        width = SHORT_STRIP if shape[0] <= 128 else LONG_STRIP
        room = _room(width, -(-shape[0] // width), 1, 1)
        return _section(wire.name, _maps(wire.name, f'data-width="{width}" {room}', "", "maps strip"), attributes)
    room = _room(shape[2], shape[1], min(FEW, shape[0]), COLUMNS)
    below = (_seen(field) if field else "") + (_more(shape[0]) if shape[0] > FEW else "")
    return _section(wire.name, _maps(wire.name, room, below), attributes)


def _more(channels: int) -> str:
    """The button below the maps that shows all of them."""
    words = WORDS["more"]
    few = words["few"].filled(few=FEW, n=channels).html()
    every = f'<span><span class="visually-hidden">{few}</span> {words["all"].filled(few=FEW, n=channels).html()}</span>'
    both = f"{every}<span>{words['fewer'].html()}</span>"
    return f'<button type="button" class="more" aria-expanded="false">{both}</button>'


def _seen(field: int) -> str:
    """How much of the digit a stage looks at, drawn and written."""
    words = WORDS["seen"]
    unit = "" if field == SIDE else f'<span class="unit">{words["unit"].html()}</span>'
    text = unbroken(words["all" if field == SIDE else "some"].filled(k=field)).html()
    return f'<p class="seen"><i style="--seen: {field / SIDE:.3f}"></i><span>{text}{unit}</span></p>'


def _room(width: int, height: int, maps: int, columns: int) -> str:
    """The size that sheet.js will give the canvas, so that nothing jumps when it does."""
    zoom = max(1, round(TILE / width))
    across, down = columns * (width * zoom + GAP) - GAP, -(-maps // columns) * (height * zoom + GAP) - GAP
    return f'width="{across}" height="{down}"'


def _maps(name: str, attributes: str, below: str, kind: str = "maps") -> str:
    canvas = f'<canvas {attributes} tabindex="0" role="application" aria-label="{name}" aria-describedby="flow-keys">'
    paths = "".join(f'<path class="{kind}"></path>' for kind in ("operated", "frame", "field"))
    return f'<div><div class="{kind}">{canvas}</canvas><svg aria-hidden="true">{paths}</svg></div>{below}</div>'


def _section(name: str, picture: str, attributes: str) -> str:
    return f"<section {attributes}><h4>{button(f'stage-{name}', name)}</h4>{picture}</section>"


def _bars(name: str, count: int, numbered: bool) -> str:
    digits = [f"<b>{index}</b>" if numbered else "" for index in range(count)]
    bars = "".join(f"<li><div>{digit}<i></i><span></span></div></li>" for digit in digits)
    columns = columns_of_bars(count)
    in_column = -(-count // columns)
    kinds = " ".join(["bars", *["numbered"] * numbered, *["many"] * (columns > 2)])
    keys = f'tabindex="0" role="application" aria-label="{name}" aria-describedby="flow-keys"'
    return f'<div {keys}><ol class="{kinds}" data-rows="{in_column}" style="--rows: {in_column}">{bars}</ol></div>'


def _notes(wires: list[Wire], sentences: Sentences) -> str:
    """All that a term or a stage's name can open."""
    told = {f"term-{name}": [text] for name, text in WORDS["terms"].items()}
    for wire in wires:
        told[f"stage-{wire.name}"] = [plain(sentences.whole(wire)), size(wire.shape)]
    told[f"stage-{wires[0].name}"].append(WORDS["terms"]["stage"])
    told["stage-softmax"] = [WORDS["terms"]["softmax"]]
    return "".join(note(identity, texts) for identity, texts in told.items())
