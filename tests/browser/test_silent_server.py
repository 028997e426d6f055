"""The page while the server is away, and when another one has taken its place. They are started in another folder."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from tests.browser.running import running_app
from tests.browser.visitor import FOUR, SILENT, ask, open_page

# Gradio may open the page anew when a lost server is back: the drawing is there again, but the view is not.
LOOKED_AT = """([part, answer]) => {
  const element = document.querySelector(`#${part}`);
  element?.scrollIntoView();
  return element?.innerText.includes(answer);
}"""


def test_what_needs_the_server_says_so_and_recovers_and_all_else_goes_on(browser: Browser, tmp_path: Path) -> None:
    with running_app(tmp_path) as app:
        visitor = open_page(app, browser, 1280, dark=False, locale="en-US", touch=False)
        page = visitor.page
        page.locator("[data-picture^='9']").click()
        visitor.answer_is("9")  # the example pictures come wherever the app was started
        page.click("#clear")
    visitor.draw(FOUR)
    visitor.rests(len(FOUR))
    visitor.answer_is("4")
    for part, answered in (("ledger", ".total"), ("autopsy", "li"), ("surgery", "ol li .drop")):
        ask(page, part)
        expect(page.locator(f"#{part} {answered}").first).to_be_visible()
    for part in ("compare", "neighbours"):
        ask(page, part)
        expect(page.locator(f"#{part}").get_by_text(SILENT)).to_be_visible()

    with running_app(port=urlsplit(app.url).port):
        for part, answer in (("neighbours", "of these 5 are labelled 4."), ("compare", "Both say 4")):
            ask(page, part)
            page.wait_for_function(LOOKED_AT, arg=[part, answer], timeout=90_000)
            expect(page.locator(f"#{part}").get_by_text(SILENT)).to_be_hidden()
        page.context.close()
