"""python -m tests.benchmarks.visit: what a visit weighs, as sent: the page until it is usable, and its network."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

from tests.benchmarks.run_file import save
from tests.browser.chromium import headless_chromium
from tests.browser.running import App, running_app


def main() -> None:
    """Visit twice, count, save."""
    with running_app() as app, headless_chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 844})
        first, second = _visit(app, context), _visit(app, context)
    kB = {name: round(size / 1000) for name, size in first.items()}
    save(
        "bench-visit",
        {
            "page_kB": kB["page"],
            "of_it_headers_kB": kB["headers"],
            "network_kB": kB["network"],
            "explanations_kB": kB["later"],
            "second_visit_page_kB": round((second["page"] + second["later"]) / 1000),
            "second_visit_network_kB": round(second["network"] / 1000),
            "requests_at_rest": first["at_rest"],
        },
    )


def _visit(app: App, context: BrowserContext) -> dict[str, int]:
    """Bytes on the wire, headers included: of the weights, of all else that is asked for until the first reading is
    painted, the headers among these, and of what is asked for later."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    asked: dict[str, tuple[str, float]] = {}
    headers: dict[str, int] = {}
    sizes: dict[str, int] = {}
    session.on(
        "Network.requestWillBeSent",
        lambda event: asked.update({event["requestId"]: (event["request"]["url"], event["wallTime"])}),
    )
    session.on(
        "Network.responseReceived",
        lambda event: headers.update({event["requestId"]: round(event["response"]["encodedDataLength"])}),
    )
    session.on(
        "Network.loadingFinished", lambda event: sizes.update({event["requestId"]: round(event["encodedDataLength"])})
    )
    page.add_init_script("document.addEventListener('digit-painted', () => (window.usable ??= Date.now() / 1000));")
    page.goto(app.url)
    usable = page.wait_for_function("window.usable").json_value()
    page.wait_for_load_state("networkidle")
    before = len(sizes)
    page.wait_for_timeout(5000)
    counted = {"page": 0, "headers": 0, "network": 0, "later": 0, "at_rest": len(sizes) - before}
    for request, size in sizes.items():
        url, time = asked[request]
        kind = "network" if "/weights/" in url else "page" if time < usable else "later"
        counted[kind] += size
        counted["headers"] += headers[request] if kind == "page" else 0
    page.close()
    return counted


if __name__ == "__main__":
    main()
