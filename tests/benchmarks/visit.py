"""python -m tests.benchmarks.visit: what a visit weighs, as sent: the page until it is usable, and its network."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext

from tests.benchmarks.run_file import save
from tests.browser.chromium import headless_chromium
from tests.browser.running import App, running_app


def main() -> None:
    """Visit twice, count, save."""
    with running_app() as app, headless_chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 844})
        first, second = _visit(app, context), _visit(app, context)
    save(
        "bench-visit",
        {
            "page_kB": round(first["page"] / 1000),
            "network_kB": round(first["network"] / 1000),
            "second_visit_page_kB": round(second["page"] / 1000),
            "second_visit_network_kB": round(second["network"] / 1000),
            "requests_at_rest": first["at_rest"],
        },
    )


def _visit(app: App, context: BrowserContext) -> dict[str, Any]:
    """Bytes on the wire, headers included, of the weights and of all else, until the first reading is painted."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    addresses: dict[str, str] = {}
    sent: list[tuple[str, int]] = []
    session.on(
        "Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sent.append((addresses.get(event["requestId"], ""), round(event["encodedDataLength"]))),
    )
    page.add_init_script('document.addEventListener("digit-rest", () => (window.read = true));')
    page.goto(app.url)
    page.wait_for_function("window.read")
    page.wait_for_load_state("networkidle")
    before = len(sent)
    page.wait_for_timeout(5000)
    network = sum(size for url, size in sent if "/weights/" in url)
    whole = sum(size for _, size in sent)
    page.close()
    return {"page": whole - network, "network": network, "at_rest": len(sent) - before}


if __name__ == "__main__":
    main()
