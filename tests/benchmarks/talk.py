"""python -m tests.benchmarks.talk: how quickly a step of the talk is there, and what the talk weighs.

A step is timed from the key to the frame in which it has been painted; every step, in both languages.
"""

from __future__ import annotations

from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page

from tests.benchmarks.run_file import save
from tests.browser.chromium import headless_chromium
from tests.browser.running import App, running_app
from tests.browser.talk_steps import wandered
from tests.browser.visitor import FOUR, open_in

ROUNDS = 3
WARM = 5  # visits after the first
WANDERED = 1000  # steps
# Ends a step's time in the frame after its own: by then it has been painted.
STEPS = """async () => {
  const painted = () => new Promise((seen) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = seen;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  });
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  press("Home");
  await painted();
  const times = [];
  for (let step = location.hash; ; step = location.hash) {
    const begun = performance.now();
    press("PageDown");
    if (location.hash === step) return times;
    await painted();
    times.push(performance.now() - begun);
  }
}"""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def main() -> None:
    """Walk, measure, save."""
    with running_app() as app, headless_chromium() as browser:
        save("bench-talk", _measured(app, browser))


def _measured(app: App, browser: Browser) -> dict[str, Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    weights: dict[str, int] = {}
    session_page = context.new_page()
    weighed = _weigh(session_page, weights)
    session_page.goto(app.url + "/talk")
    session_page.wait_for_function("document.querySelector('#step[data-step]')")
    session_page.wait_for_load_state("networkidle")
    assets = sum(size for url, size in weighed.items() if "/code/" in url)
    files = sum(size for url, size in weighed.items() if "/weights/" in url)
    paints = [_first_paint(app, context.new_page()) for _ in range(WARM)]
    visitor = open_in(context, app, "/talk")
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    times = [time for _ in range(ROUNDS) for time in visitor.page.evaluate(STEPS)]
    visitor.page.locator('#head [data-language="zh"]').click()
    times += [time for _ in range(ROUNDS) for time in visitor.page.evaluate(STEPS)]
    changed = wandered(visitor.page, WANDERED)
    return {
        "steps": len(times) // (2 * ROUNDS) + 1,
        "step_p50_ms": round(median(times), 1),
        "step_p90_ms": round(quantiles(times, n=10)[-1], 1),
        f"changed_in_{WANDERED}_steps_at_random": len(changed),
        "warm_first_paint_ms": round(median(paints)),
        "scripts_kB": round(assets / 1000),
        "networks_snapshots_digits_kB": round(files / 1000),
    }


def _first_paint(app: App, page: Page) -> float:
    page.goto(app.url + "/talk")
    page.wait_for_function("document.querySelector('#step[data-step]')")
    paint = page.evaluate(FIRST_PAINT)
    page.close()
    return float(paint)


def _weigh(page: Page, found: dict[str, int]) -> dict[str, int]:
    """{address: bytes as sent} of all that the page loads from now on, filled while it loads."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    addresses: dict[str, str] = {}

    def ended(event: dict[str, Any]) -> None:
        found[addresses.get(event["requestId"], "")] = round(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", lambda e: addresses.update({e["requestId"]: e["request"]["url"]}))
    session.on("Network.loadingFinished", ended)
    return found


if __name__ == "__main__":
    main()
