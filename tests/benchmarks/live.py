"""python -m tests.benchmarks.live: how closely the page follows the pen, in headless Chromium on this machine.

A latency is the time from a pointer event to the frame in which everything that answers it has been painted.
"""

from __future__ import annotations

from statistics import median, quantiles

from playwright.sync_api import Response

from tests.benchmarks.run_file import save
from tests.browser.visitor import FOUR, SEVEN, Visitor, headless_chromium, open_page, running_app

ROUNDS = 15
STEPS = 20  # pointer moves between two corners of a stroke, as fast as the browser takes them


def main() -> None:
    """Draw, measure, save."""
    with running_app() as app, headless_chromium() as browser:
        visitor = open_page(app, browser, width=1280, dark=False, locale="en-US", touch=False)
        sizes: list[int] = []
        visitor.page.on("response", lambda response: _note_size(sizes, response))
        _draw(visitor, rounds=2)  # warm up
        visitor.page.evaluate("painted.length = 0")
        strokes, milliseconds = _draw(visitor, ROUNDS)
        latencies = [event["latency"] for event in visitor.page.evaluate("painted")]
        save(
            "bench-live",
            {
                "p50_ms": round(median(latencies), 1),
                "p90_ms": round(quantiles(latencies, n=10)[-1], 1),
                "updates": len(latencies),
                "updates_a_stroke": round(len(latencies) / strokes, 1),
                "stroke_ms": round(milliseconds / strokes),
                "bytes_an_update": round(median(sizes)),
                "first_page_s": round(app.first_page, 2),
            },
        )


def _note_size(sizes: list[int], response: Response) -> None:
    if "component_server" in response.url:
        sizes.append(int(response.headers["content-length"]))


def _draw(visitor: Visitor, rounds: int) -> tuple[int, float]:
    """Draw a 7 and a 4 again and again; returns the number of strokes and the time they took, in milliseconds."""
    clock = "performance.now()"
    strokes, spent = 0, 0.0
    for _ in range(rounds):
        for digit, lines in (("7", SEVEN), ("4", FOUR)):
            before = visitor.page.evaluate(clock)
            visitor.draw(lines, steps=STEPS)
            spent += visitor.page.evaluate(clock) - before
            strokes += len(lines)
            visitor.answer_is(digit)
            visitor.page.click("#clear")
            visitor.answer_is("")
    return strokes, spent


if __name__ == "__main__":
    main()
