"""python -m tests.benchmarks.static: the static edition's first visit, and how closely it follows the pen.

From a plain file server that compresses nothing, to a browser that has never been there; beside it the app, so that
both are measured by the same machine in the same minute.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser

import app as command
from tests.benchmarks.live import drawing
from tests.benchmarks.run_file import save
from tests.browser.chromium import headless_chromium, new_context
from tests.browser.plain_files import plain_files
from tests.browser.running import App, running_app
from tests.browser.visitor import be_on, open_page

LINE = {"offline": False, "latency": 20, "downloadThroughput": 10_000_000 / 8, "uploadThroughput": 10_000_000 / 8}
VISITS = 5  # the median is told
NEVER_BEFORE = {"width": 1280, "dark": False, "locale": "en-US", "touch": False}


def main() -> None:
    """Export, visit, draw, save."""
    with TemporaryDirectory() as root, headless_chromium() as browser:
        folder = Path(root)
        command.main(["--export", str(folder)])
        with plain_files(folder) as host:
            measured = _measured(App(host.url, 0), "/index.html", browser)
            names = {path.partition("?")[0].lstrip("/") for path, _ in host.asked}
        with running_app() as app:
            measured |= {f"app_{name}": value for name, value in _measured(app, "/", browser).items()}
        bodies = [(folder / name).read_bytes() for name in names]
    gzipped = sum(len(gzip.compress(body)) for body in bodies)
    size = {"files": len(names), "kB": round(sum(map(len, bodies)) / 1000), "gzipped_kB": round(gzipped / 1000)}
    save("bench-static", size | measured)


def _measured(app: App, path: str, browser: Browser) -> dict[str, Any]:
    usable = median(_usable_after(app, path, browser) for _ in range(VISITS))
    visitor = open_page(app, browser, path=path, **NEVER_BEFORE)
    pen = drawing(visitor)
    visitor.page.context.close()
    return {"usable_s_at_10_Mbit": round(usable, 2)} | pen


def _usable_after(app: App, path: str, browser: Browser) -> float:
    """Seconds from the address to the first reading painted, on such a line and with an empty cache."""
    context = new_context(browser, locale="en-US", touch=False)
    page = context.new_page()
    be_on(page, width=1280, dark=False)
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", LINE)
    page.add_init_script("document.addEventListener('digit-painted', () => (window.usable ??= performance.now()));")
    page.goto(app.url + path)
    usable = page.wait_for_function("window.usable").json_value() / 1000
    context.close()
    return usable


if __name__ == "__main__":
    main()
