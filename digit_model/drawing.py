"""A drawing: what the pad holds, as strokes rather than pixels.

Strokes are small (a digit is about a kilobyte), exact at any resolution, and the unit of undo, sharing and tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

# A patient person with a fast pen draws a few thousand points. The bounds keep one visitor's drawing from
# costing everybody else's (``python -m tests.benchmarks.read`` times a drawing at all bounds beside a usual one).
MAX_STROKES = 500
MAX_POINTS = 20_000
MAX_WIDTH = 0.25  # pad units; a little more than the pad's widest eraser

Point = tuple[float, float]


class MalformedDrawing(ValueError):
    """What was sent is not a drawing; the message says where and why."""


@dataclass(frozen=True)
class Stroke:
    """One movement of the pen, or what the eraser has left of it.

    Units: pad units, 0..1, x to the right, y down; ``width`` is the pen's diameter in the same units.
    """

    points: tuple[Point, ...]
    width: float


@dataclass(frozen=True)
class Drawing:
    """Strokes in the order they were drawn.

    >>> Drawing.from_dict({"strokes": [{"width": 0.06, "points": [[0.5, 0.2], [0.5, 0.8]]}]}).strokes[0].width
    0.06
    """

    strokes: tuple[Stroke, ...] = ()

    @classmethod
    def from_dict(cls, data: Any) -> Drawing:
        """Check plain JSON data, which may come from anybody, and make a drawing of it.

        Points a little outside the pad, where a pointer may stray while it draws, are put on its edge.

        Raises: MalformedDrawing, naming the first thing that is wrong.
        """
        strokes = data.get("strokes") if isinstance(data, dict) else None
        if not isinstance(strokes, list):
            raise MalformedDrawing('a drawing is an object with a list named "strokes"')
        if len(strokes) > MAX_STROKES:
            raise MalformedDrawing(f"{len(strokes)} strokes; a drawing has at most {MAX_STROKES}")
        # Counted before any point is looked at, so that a huge drawing is refused for the price of a small one.
        points = sum(len(stroke["points"]) for stroke in strokes if _has_points(stroke))
        if points > MAX_POINTS:
            raise MalformedDrawing(f"{points} points; a drawing has at most {MAX_POINTS}")
        return cls(tuple(_stroke(stroke, f"stroke {index}") for index, stroke in enumerate(strokes)))

    @classmethod
    def load(cls, path: str | Path) -> Drawing:
        """Read a drawing from a JSON file.

        Raises: MalformedDrawing if the file holds something else.
        """
        try:
            data = json.loads(Path(path).read_bytes())
        except (ValueError, RecursionError) as error:
            raise MalformedDrawing(f"{path} is not JSON: {error}") from None
        return cls.from_dict(data)

    def to_dict(self) -> dict[str, Any]:
        """The plain data that ``from_dict`` takes."""
        return {"strokes": [_stroke_data(stroke) for stroke in self.strokes]}

    @cached_property
    def corners(self) -> tuple[Point, Point]:
        """Upper left and lower right of the box around all points, in pad units; without points, (0, 0) twice."""
        points = [point for stroke in self.strokes for point in stroke.points] or [(0.0, 0.0)]
        across, down = zip(*points, strict=True)
        return (min(across), min(down)), (max(across), max(down))

    @cached_property
    def longer_side(self) -> float:
        """Longer side of the box around all points, in pad units."""
        (left, top), (right, bottom) = self.corners
        return max(right - left, bottom - top)

    @cached_property
    def widest_pen(self) -> float:
        """The width of the widest stroke, in pad units; 1 without strokes."""
        return max((stroke.width for stroke in self.strokes), default=1.0)

    def moved(self, scale: float = 1.0, dx: float = 0.0, dy: float = 0.0) -> Drawing:
        """The same drawing scaled about the pad's corner, pen and all, then shifted; in pad units."""
        return Drawing(
            tuple(
                Stroke(tuple((x * scale + dx, y * scale + dy) for x, y in stroke.points), stroke.width * scale)
                for stroke in self.strokes
            )
        )

    @classmethod
    def of(cls, lines: Iterable[Sequence[Sequence[float]]], width: float) -> Drawing:
        """A drawing from bare lists of (x, y), one a stroke, all with one pen."""
        return cls(tuple(Stroke(tuple((float(x), float(y)) for x, y in line), width) for line in lines))


def _has_points(stroke: Any) -> bool:
    return isinstance(stroke, dict) and isinstance(stroke.get("points"), list)


def _stroke(data: Any, where: str) -> Stroke:
    if not _has_points(data) or not data["points"]:
        raise MalformedDrawing(f'{where} is not an object with a non-empty list named "points"')
    width = data.get("width")
    if not _is_number(width) or not 0 < width <= MAX_WIDTH:
        raise MalformedDrawing(f"{where}: width must be a number above 0 and at most {MAX_WIDTH}, in pad units")
    if data.get("erases"):
        raise MalformedDrawing(f"{where} erases; a drawing is ink only: cut the strokes where they are erased instead")
    return Stroke(tuple(_point(point, where) for point in data["points"]), float(width))


def _point(data: Any, where: str) -> Point:
    # A captured pointer may leave the pad, so a little outside 0..1 is ordinary; far outside is not a drawing.
    if not (isinstance(data, list) and len(data) == 2 and all(_is_number(v) and -1 <= v <= 2 for v in data)):
        raise MalformedDrawing(f"{where}: a point is [x, y], two numbers in pad units (0..1)")
    return _on_pad(data[0]), _on_pad(data[1])


def _on_pad(value: float) -> float:
    return float(min(max(value, 0.0), 1.0))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _stroke_data(stroke: Stroke) -> dict[str, Any]:
    return {"width": stroke.width, "points": [list(point) for point in stroke.points]}
