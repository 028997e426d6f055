"""python -m tests.benchmarks.live: how closely the page follows the pen, in headless Chromium on this machine.

A latency is the time from a pointer event to the frame in which everything that answers it has been painted. Measured
beside the server, behind a round trip of 150 ms, and on a processor slowed down six times.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser

from tests.benchmarks.far import far_away
from tests.benchmarks.run_file import save
from tests.browser.chromium import headless_chromium
from tests.browser.running import App, running_app
from tests.browser.visitor import FOUR, SEVEN, TRAINED, Visitor, open_page

ROUNDS = 6
STROKE = 0.2  # seconds
MOVES = 20  # pointer moves in a stroke: a pen that reports a hundred times a second
ROUND_TRIP = 0.15  # seconds
SLOWED = 6  # times
HOVERS = 100
FRAME = 1 / 60  # seconds
# The page as it stood when every reading was asked of the server: measured once, on another machine and by another
# script, so beside the figures above it gives an order of magnitude and no ratio.
ASKING_THE_SERVER = {"p50_ms": 26.8, "p90_ms": 36.3, "far_p50_ms": 181, "far_p90_ms": 326}


def main() -> None:
    """Draw, measure, save."""
    with running_app() as app, headless_chromium() as browser:
        measured = _near(app, browser)
        with far_away(int(app.url.rsplit(":", 1)[1]), ROUND_TRIP) as url:
            measured |= _named("far", drawing(_visit(App(url, 0), browser)))
        slow = _visit(app, browser)
        slow.page.context.new_cdp_session(slow.page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        measured |= _named("slowed", drawing(slow))
        before = {f"asking_the_server_{name}": value for name, value in ASKING_THE_SERVER.items()}
        save("bench-live", measured | before | {"first_page_s": round(app.first_page, 2)})


def _visit(app: App, browser: Browser) -> Visitor:
    return open_page(app, browser, width=1280, dark=False, locale="en-US", touch=False)


def _near(app: App, browser: Browser) -> dict[str, Any]:
    visitor = _visit(app, browser)
    requests: list[str] = []
    visitor.page.on("request", lambda request: requests.append(request.url))
    visitor.gets(TRAINED)
    before, used = len(requests), _processor_time(app)
    measured = drawing(visitor)
    asked, used = len(requests) - before, _processor_time(app) - used
    hovers = _hover(visitor)
    return measured | {
        "requests_while_drawing": asked,
        "server_ms_while_drawing": round(1000 * used),
        "hover_p50_ms": round(median(hovers), 1),
        "hover_p90_ms": round(quantiles(hovers, n=10)[-1], 1),
    }


def _processor_time(app: App) -> float:
    """Seconds of processor time that the server has taken so far."""
    fields = Path(f"/proc/{app.process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _named(place: str, measured: dict[str, Any]) -> dict[str, Any]:
    return {f"{place}_{name}": value for name, value in measured.items()}


def drawing(visitor: Visitor) -> dict[str, Any]:
    _draw(visitor, rounds=2)  # warm up
    visitor.page.evaluate("painted.length = 0")
    updates = _draw(visitor, ROUNDS)
    latencies = [event["latency"] for event in visitor.page.evaluate("painted")]
    return {
        "p50_ms": round(median(latencies), 1),
        "p90_ms": round(quantiles(latencies, n=10)[-1], 1),
        "updates_in_200_ms": round(median(updates), 1),
    }


def _draw(visitor: Visitor, rounds: int) -> list[float]:
    """Draw a 7 and a 4 again and again, at a hand's pace; the updates of each stroke."""
    updates = []
    for _ in range(rounds):
        for digit, lines in (("7", SEVEN), ("4", FOUR)):
            updates += [_stroke(visitor, line) for line in lines]
            visitor.answer_is(digit)
            visitor.page.click("#clear")
            visitor.answer_is("")
    return updates


def _stroke(visitor: Visitor, line: list[tuple[float, float]]) -> float:
    """How many of its pointer events were answered, for each 200 ms that the browser took to be told of it."""
    box = visitor.page.locator("#pad canvas").bounding_box()
    assert box
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in _along(line, MOVES)]
    visitor.page.mouse.move(*places[0])
    before = visitor.page.evaluate("performance.now()")
    visitor.page.mouse.down()
    started = time.perf_counter()
    for move, place in enumerate(places):
        visitor.page.mouse.move(*place)
        time.sleep(max(0.0, started + STROKE * (move + 1) / MOVES - time.perf_counter()))
    visitor.page.mouse.up()
    after = visitor.page.evaluate("performance.now()")
    visitor.page.wait_for_timeout(200)  # for what is still to be painted
    answered = "([from, to]) => painted.filter(({ pointerTime }) => pointerTime >= from && pointerTime <= to).length"
    return visitor.page.evaluate(answered, [before, after]) * 200 / (after - before)


def _hover(visitor: Visitor) -> list[float]:
    """From the pointer on another pixel to its arithmetic and outlines painted, in ms."""
    page = visitor.page
    visitor.draw(SEVEN)
    visitor.rests(1)
    maps = page.locator("#flow [data-stage=conv2] canvas")
    maps.hover()
    page.wait_for_selector("#follow .total")
    page.evaluate(
        """window.hovered = [];
        document.addEventListener("pointermove", (event) => requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel(); // its message comes after the frame that is painted now
          port1.onmessage = () => hovered.push(performance.now() - event.timeStamp);
          port2.postMessage(null);
        }));"""
    )
    box = maps.bounding_box()
    assert box
    moments = random.Random(0)
    for step in range(HOVERS):
        time.sleep(moments.uniform(0, FRAME))  # a hand moves at any moment of a frame; the check below ends with one
        across, down = step % 10 / 10, step // 10 / (HOVERS // 10)
        page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
        page.wait_for_function("count => hovered.length > count", arg=step)
    return page.evaluate("hovered")


def _along(line: list[tuple[float, float]], count: int) -> list[tuple[float, float]]:
    """``count`` places along a line of few points."""
    places = []
    for step in range(count):
        at = step / (count - 1) * (len(line) - 1)
        leg = min(int(at), len(line) - 2)
        (x0, y0), (x1, y1) = line[leg], line[leg + 1]
        places.append((x0 + (at - leg) * (x1 - x0), y0 + (at - leg) * (y1 - y0)))
    return places


if __name__ == "__main__":
    main()
