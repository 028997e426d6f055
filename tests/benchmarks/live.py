"""python -m tests.benchmarks.live: how closely the page follows the pen, in headless Chromium on this machine.

A latency is the time from a pointer event to the frame in which everything that answers it has been painted.
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles

from playwright.sync_api import Response

from digit_model import Drawing
from tests.benchmarks.run_file import save
from tests.browser.visitor import FOUR, SEVEN, App, Visitor, headless_chromium, open_page, running_app

ROUNDS = 15
STROKE = 0.2  # seconds
MOVES = 20  # pointer moves in a stroke: a pen that reports a hundred times a second
CROWD, CROWD_SECONDS = 8, 5
HOVERS = 100


def main() -> None:
    """Draw, measure, save."""
    with running_app() as app:
        with headless_chromium() as browser:
            visitor = open_page(app, browser, width=1280, dark=False, locale="en-US", touch=False)
            sizes: list[int] = []
            visitor.page.on("response", lambda response: _note_size(sizes, response))
            _draw(visitor, rounds=2)  # warm up
            visitor.page.evaluate("painted.length = 0")
            updates = _draw(visitor, ROUNDS)
            latencies = [event["latency"] for event in visitor.page.evaluate("painted")]
            hovers, questions = _hover(visitor)
        crowd = _crowd(app)
    save(
        "bench-live",
        {
            "p50_ms": round(median(latencies), 1),
            "p90_ms": round(quantiles(latencies, n=10)[-1], 1),
            "updates": len(latencies),
            "updates_in_200_ms": round(median(updates), 1),
            "bytes_an_update": round(median(sizes)),
            "hover_p50_ms": round(median(hovers), 1),
            "hover_p90_ms": round(quantiles(hovers, n=10)[-1], 1),
            "hover_questions": questions,
            "updates_a_second_each_of_8": round(min(crowd), 1),
            "first_page_s": round(app.first_page, 2),
        },
    )


def _note_size(sizes: list[int], response: Response) -> None:
    if "component_server" in response.url and '"fn_name":"live"' in (response.request.post_data or ""):
        sizes.append(int(response.headers["content-length"]))


def _draw(visitor: Visitor, rounds: int) -> list[float]:
    """Draw a 7 and a 4 again and again, at a hand's pace; the updates of each stroke."""
    updates = []
    for _ in range(rounds):
        for digit, lines in (("7", SEVEN), ("4", FOUR)):
            for line in lines:
                updates.append(_stroke(visitor, line))
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
    visitor.page.wait_for_timeout(200)  # for what is still on the way
    answered = "([from, to]) => painted.filter(({ pointerTime }) => pointerTime >= from && pointerTime <= to).length"
    return visitor.page.evaluate(answered, [before, after]) * 200 / (after - before)


def _hover(visitor: Visitor) -> tuple[list[float], int]:
    """From the pointer on another pixel to its arithmetic and outlines painted; what the server was asked meanwhile."""
    page = visitor.page
    visitor.draw(SEVEN)
    visitor.rests(1)
    maps = page.locator("#flow [data-stage=conv2] canvas")
    maps.hover()
    page.wait_for_function("document.querySelector('#follow .total') && !document.querySelector('#follow .stale')")
    page.wait_for_timeout(1000)  # for what else is asked about a new digit
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
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
    for step in range(HOVERS):
        across, down = step % 10 / 10, step // 10 / (HOVERS // 10)
        page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
        page.wait_for_function("count => hovered.length > count", arg=step)
    return page.evaluate("hovered"), len(asked)


def _along(line: list[tuple[float, float]], count: int) -> list[tuple[float, float]]:
    """``count`` places along a line of few points."""
    places = []
    for step in range(count):
        at = step / (count - 1) * (len(line) - 1)
        leg = min(int(at), len(line) - 2)
        (x0, y0), (x1, y1) = line[leg], line[leg + 1]
        places.append((x0 + (at - leg) * (x1 - x0), y0 + (at - leg) * (y1 - y0)))
    return places


def _crowd(app: App) -> list[float]:
    """Readings a second that each of several people gets who draw at once, each asking again when answered."""
    config = json.load(urllib.request.urlopen(f"{app.url}/config"))
    pad = next(part["id"] for part in config["components"] if part["props"].get("elem_id") == "pad")
    question = {"data": Drawing.of(FOUR, 0.06).to_dict(), "component_id": pad, "fn_name": "live", "session_hash": "one"}
    headers = {"content-type": "application/json", "accept-encoding": "gzip"}

    def draw(_: int) -> float:
        connection = http.client.HTTPConnection(app.url.removeprefix("http://"))
        answered, until = 0, time.monotonic() + CROWD_SECONDS
        while time.monotonic() < until:
            connection.request("POST", "/gradio_api/component_server/", json.dumps(question), headers)
            response = connection.getresponse()
            assert response.status == 200
            response.read()
            answered += 1
        return answered / CROWD_SECONDS

    with ThreadPoolExecutor(CROWD) as people:
        return list(people.map(draw, range(CROWD)))


if __name__ == "__main__":
    main()
