"""UNIPEN's text format, in which several sources publish their strokes.

A file is a list of statements: a keyword after a dot at the start of a line, and what follows up to the next one.
Points stand after .PEN_DOWN (ink) and .PEN_UP (the pen moves above the paper); each is a component, and components
are numbered from 0 through the file. .SEGMENT names the components that make one character.

Source: I. Guyon, L. Schomaker et al., "UNIPEN project of on-line data exchange and recognizer benchmarks", 1994.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

_STATEMENT = re.compile(r"^\.(?=[A-Z])", re.M)
_SEGMENT = re.compile(r'(\S+)\s+(\S+)\s+\S+\s+"((?:\\.|[^"\\])*)"')
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True)
class Segment:
    """One labelled piece of writing.

    ``label``:  what it shows, such as "4".
    ``ranges``: the components it is made of, as written: "3-4,7:2-8:5".
    ``lines``:  its strokes, one array each, (points, 2), as they stand in the file.
    ``note``:   the comment right after it, if there is one.
    """

    label: str
    ranges: str
    lines: list[np.ndarray]
    note: str = ""


def included(text: str, read: Callable[[str], str]) -> str:
    """The text with the files that it includes in the place of each .INCLUDE.

    ``read``: gives a file's text by the name after .INCLUDE; of word lists (.lex) nothing is needed.
    """
    return re.sub(
        r"^\.INCLUDE\s+(\S+).*$",
        lambda found: "" if found[1].endswith(".lex") else included(read(found[1]), read),
        text,
        flags=re.M,
    )


def statements(text: str) -> list[tuple[str, str]]:
    """(keyword, what follows it) of every statement.

    >>> statements(".COORD X Y\\n.PEN_DOWN\\n1 2\\n3 4\\n.PEN_UP\\n")
    [('COORD', 'X Y'), ('PEN_DOWN', '1 2\\n3 4'), ('PEN_UP', '')]
    """
    parts = [part.split(None, 1) for part in _STATEMENT.split(text)[1:]]
    return [(part[0], part[1].strip() if len(part) > 1 else "") for part in parts]


def segments(text: str, kind: str) -> list[Segment]:
    """All segments of a kind, "CHARACTER" or "DIGIT", in the file's order; those without a single point are left out.

    Lengths are equal in x and y, whatever the tablet's resolutions; whether y runs up or down is the file's choice.
    """
    told = statements(text)
    values = dict(told)
    columns = values.get("COORD", "X Y").split()
    scale = np.array([1.0, _pixel_aspect(values)])
    places = [columns.index("X"), columns.index("Y")]
    # A pen-up of which no points were recorded has no number.
    components = [(key, points) for key, points in told if key == "PEN_DOWN" or (key == "PEN_UP" and points)]

    def piece(number: int, first: int, last: int | None) -> np.ndarray:
        points = np.fromstring(components[number][1], sep=" ").reshape(-1, len(columns))
        return points[first:last, places] * scale

    found = []
    for (key, value), (after, note) in zip(told, [*told[1:], ("", "")], strict=True):
        if key == "SEGMENT" and (head := _SEGMENT.match(value)) and head[1] == kind:
            pieces = [place for place in _pieces(head[2]) if components[place[0]][0] == "PEN_DOWN"]
            lines = [line for place in pieces if len(line := piece(*place))]
            label = _ESCAPED.sub(r"\1", head[3])
            if lines:
                found.append(Segment(label, head[2], lines, note if after == "COMMENT" else ""))
    return found


def _pixel_aspect(values: dict[str, str]) -> float:
    """How much longer a step in y is than a step in x: 1 for most tablets, and where the file says nothing."""
    for unit in ("INCH", "MM"):
        x, y = (values.get(f"{axis}_POINTS_PER_{unit}", "").split() for axis in "XY")
        if x and y:
            return float(x[0]) / float(y[0])
    return 1.0


def _pieces(ranges: str) -> list[tuple[int, int, int | None]]:
    """(component, first point, point after the last; None for all) of every component in the ranges.

    ":n" is a point's number within its component, from 0, and the last one belongs to the range.

    >>> _pieces("3-4,7:2-8:5")
    [(3, 0, None), (4, 0, None), (7, 2, None), (8, 0, 6)]
    >>> _pieces("46:145-46:283")
    [(46, 145, 284)]
    """
    found: list[tuple[int, int, int | None]] = []
    for part in ranges.split(","):
        start, _, end = part.partition("-")
        begin, _, first = start.partition(":")
        finish, _, last = (end or start).partition(":")
        for number in range(int(begin), int(finish) + 1):
            found.append(
                (
                    number,
                    int(first) if first and number == int(begin) else 0,
                    int(last) + 1 if last and number == int(finish) else None,
                )
            )
    return found
