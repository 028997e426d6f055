"""A visitor's hand on the pad: fingers, a palm, a stylus, as the browser itself sends them."""

from __future__ import annotations

import base64
import io
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import CDPSession

from tests.browser.running import PROJECT
from tests.browser.visitor import Visitor

Points = list[tuple[float, float]]
PICTURE = PROJECT / "examples" / "9-grey-paper.png"


class Hand:
    """Fingers, a palm and a stylus on the visitor's screen, at places in pad units."""

    def __init__(self, visitor: Visitor) -> None:
        self.devtools: CDPSession = visitor.page.context.new_cdp_session(visitor.page)
        box = visitor.page.locator("#pad canvas").bounding_box()
        assert box
        self.box = box
        self.now = time.time()  # when the next event happens, in seconds: however slow the machine is

    def place(self, x: float, y: float) -> dict[str, float]:
        """The same place on the screen."""
        return {"x": self.box["x"] + x * self.box["width"], "y": self.box["y"] + y * self.box["height"]}

    def touch(self, kind: str, *places: tuple[float, float], after: float = 0.01) -> None:
        """touchStart, touchMove, touchEnd or touchCancel: where all fingers are now, so many seconds later."""
        self.now += after
        points = [self.place(*place) | {"id": finger} for finger, place in enumerate(places)]
        self.devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, "timestamp": self.now})

    def write(self, line: Points) -> None:
        """Draw a line with the stylus."""
        self.stylus("mouseMoved", line[0], pressed=False)
        self.stylus("mousePressed", line[0])
        for place in line[1:]:
            self.stylus("mouseMoved", place)
        self.stylus("mouseReleased", line[-1])

    def stylus(self, kind: str, place: tuple[float, float], pressed: bool = True) -> None:
        """mousePressed, mouseMoved or mouseReleased, by a pen."""
        self.now += 0.01
        event: dict[str, Any] = {"type": kind, "pointerType": "pen", "timestamp": self.now, **self.place(*place)}
        if pressed:
            event |= {"button": "left", "buttons": 0 if kind == "mouseReleased" else 1, "clickCount": 1}
        self.devtools.send("Input.dispatchMouseEvent", event)


def strokes_of(visitor: Visitor, count: int) -> list[Points]:
    """The points of every stroke, once there are so many and the pen is at rest."""
    visitor.rests(count)
    strokes = visitor.page.evaluate("rested.strokes.map(({ points }) => points)")
    return [[(x, y) for x, y in stroke] for stroke in strokes]


def assert_are_lines(strokes: list[Points], lines: list[Points]) -> None:
    """Every stroke is one of the lines, of which it has every corner."""
    for stroke, line in zip(strokes, lines, strict=True):
        for corner in line:
            assert min(np.hypot(*np.subtract(corner, point)) for point in stroke) < 0.005
        assert stroke[0] == pytest.approx(line[0], abs=0.005)
        assert stroke[-1] == pytest.approx(line[-1], abs=0.005)


def drop(visitor: Visitor, file: Path) -> None:
    """Drag a file from elsewhere onto the pad, and let go."""
    hand = Hand(visitor)
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        hand.devtools.send("Input.dispatchDragEvent", {"type": kind, "data": data, **hand.place(0.5, 0.5)})


def copy(visitor: Visitor, file: Path) -> None:
    """Have a PNG in the clipboard."""
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.page.evaluate(
        """async (base64) => {
          const picture = await (await fetch(`data:image/png;base64,${base64}`)).blob();
          await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
        }""",
        base64.b64encode(file.read_bytes()).decode(),
    )


def pixels_of(picture: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))
