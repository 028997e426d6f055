"""Which stages of a network stand together in the flow, from its wiring alone, and how wide they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from digit_model.explain.wiring import Wire

Kind = Literal["look", "pool", "vectors", "scores", "unknown"]

# A vector up to this long is shown as bars with their numbers, a longer one as a strip of colours.
LONGEST_BARS = 64
ROWS = 10  # bars below each other, at most; more go on in the next column

# Widths on a wide page, in CSS pixels (flow.css).
LOOK = 168  # at least, of a group of convolutions: its headline in one line
STRIP = 92  # of a long vector
BAR, SCORE_BAR, SHARE_BAR = 70, 80, 92  # of a column of bars with numbers; with digits too; with percentages
WITHIN, BETWEEN = 10, 20  # from stage to stage, and from group to group
ONE_ROW = 760  # what is narrower than this is never broken into two rows


@dataclass(frozen=True)
class Group:
    """Stages that do the same thing one after the other; the last group has the softmax beside its scores.

    ``widths``: of each stage's picture, in CSS pixels.
    """

    kind: Kind
    stages: tuple[Wire, ...]

    @property
    def widths(self) -> list[int]:
        if self.kind == "scores":
            return [SCORE_BAR, SHARE_BAR]
        return [width_of(wire.shape) for wire in self.stages]

    @property
    def width(self) -> int:
        inner = sum(self.widths) + WITHIN * (len(self.widths) - 1)
        return max(LOOK, inner) if self.kind == "look" else inner


def groups(wires: Sequence[Wire]) -> list[Group]:
    """All stages in order: convolutions in a row are one group, vectors in a row another, every pooling its own."""
    found: list[Group] = []
    for wire in wires:
        kind = "scores" if wire is wires[-1] else _kind(wire)
        last = found[-1] if found else None
        goes_along = last and ((kind == last.kind and kind in ("look", "vectors")) or _only_rectifies(wire, kind))
        if last and goes_along:
            found[-1] = Group(last.kind, (*last.stages, wire))
        else:
            found.append(Group(kind, (wire,)))
    return found


def rows(every: Sequence[Group]) -> list[list[Group]]:
    """The same in two rows, about equally wide, for where one does not fit; in a single one if they are few."""
    if _across(every) <= ONE_ROW:
        return [list(every)]
    split = min(range(1, len(every)), key=lambda at: max(_across(every[:at]), _across(every[at:])))
    return [list(every[:split]), list(every[split:])]


def shown_as_bars(shape: tuple[int, ...]) -> bool:
    """Whether a stage with activations of this shape is shown as bars with numbers."""
    return len(shape) == 1 and shape[0] <= LONGEST_BARS


def columns_of_bars(count: int) -> int:
    """How many columns that many bars make."""
    return -(-count // ROWS)


def width_of(shape: tuple[int, ...]) -> int:
    """How wide a stage's picture is, by what it has to show."""
    if shown_as_bars(shape):
        return columns_of_bars(shape[0]) * BAR
    return STRIP if len(shape) == 1 else 66 + 13 * shape[2] // 7


def _kind(wire: Wire) -> Kind:
    if len(wire.shape) == 1:
        return "vectors"
    return {"convolution": "look", "maximum": "pool", "mean": "pool"}.get(wire.kind, "unknown")


def _only_rectifies(wire: Wire, kind: Kind) -> bool:
    return kind == "unknown" and wire.kind == "rectifier"


def _across(some: Sequence[Group]) -> int:
    return sum(group.width for group in some) + BETWEEN * (len(some) - 1)
