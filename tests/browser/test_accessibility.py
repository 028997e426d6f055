"""The page for everybody: axe-core finds nothing, what it cannot see is checked here, the keys lead everywhere."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.visitor import FOUR, Visitor, ask

# All that axe-core has turned on by itself (WCAG 2 A and AA, best practice), and what WCAG 2.2 added.
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# Each section that needs a server's answer, and what it shows when it has it.
ANSWERED = {
    "ledger": ".total",
    "autopsy": "li",
    "sureness": ".total",
    "surgery": "ol li button",
    "compare": ".answer b",
}
# The parts that Tab leads through, with the question open that ``see_all`` opens last.
WIDE = [
    "head",
    "projector",
    "pad",
    "verdict",
    "examples",
    "seen",
    "dares",
    "flow",
    "path",
    "follow",
    "questions",
    "compare",
]
# A phone has no view for a projector, no room for a caption, and the arithmetic only while a number is pinned.
NARROW = [part for part in WIDE if part not in ("projector", "seen", "follow")]

TEXT, SHAPE = 4.5, 3  # the least contrast that WCAG AA asks of each
# (colours in front, colours behind, the least contrast): custom properties or colours as the stylesheets have them.
ON_THE_PAGE = [
    ("--ink --soft --accent", "--page --track", TEXT),
    ("--negative --positive", "--page --track", SHAPE),  # bars
    ("--accent", "--zero", SHAPE),  # outlines on maps; on other colours the halo of the page's parts them
]
ON_PAPER = [("#6b6862 #4b4843", "#ffffff", TEXT), ("#b3401f #1c1b19", "#ffffff", SHAPE), ("#f0805a", "#000000", SHAPE)]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, #rrggbb or rgb(r, g, b), as WCAG defines it."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    numbers = re.findall("[0-9a-f]{2}", colour) if colour.startswith("#") else re.findall(r"\d+", colour)[:3]
    parts = [int(number, 16 if colour.startswith("#") else 10) / 255 for number in numbers]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def violations(page: Page, context: str | None = None) -> list[str]:
    """One line an element and rule, in the whole page or a part of it: which, and what is wrong."""
    if page.evaluate("typeof axe") == "undefined":  # Axe().run would have the browser parse it every time
        page.evaluate(AXE_SCRIPT)
    run = "([context, options]) => axe.run(context ?? document, options)"
    found = page.evaluate(run, [context, RULES])["violations"]
    return [f"{rule['id']}: {node['target']}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def see_all(visitor: Visitor) -> None:
    """Draw, and open every question until it is answered."""
    visitor.draw(FOUR)
    visitor.answer_is("4")
    for section, answer in ANSWERED.items():
        ask(visitor.page, section).locator(answer).first.wait_for()


@pytest.mark.parametrize(
    ("path", "width", "dark", "locale"), [("/", 1280, False, "en-US"), ("/network/talk", 390, True, "zh-CN")]
)
def test_axe_finds_nothing_in_any_state(used, tmp_path, path, width, dark, locale):
    visitor = used(width=width, dark=dark, locale=locale, touch=width < 500, path=path)
    page = visitor.page
    assert violations(page) == [], "empty"

    see_all(visitor)
    all_open = page.add_style_tag(content="#explanations > * { display: block !important; }")  # a run each takes long
    assert all(page.locator(f"#{section}").is_visible() for section in ANSWERED)
    assert violations(page, "#explanations") == [], "every section answered"
    all_open.evaluate("style => style.remove()")
    page.locator("#flow [data-stage=conv2] canvas").click(position={"x": 20, "y": 20})
    page.locator("#follow .total").wait_for()
    assert violations(page) == [], "drawn, a pixel pinned"
    page.keyboard.press("Escape")  # on a phone the arithmetic lies over the questions until it is let go

    ask(page, "surgery").locator("[type=submit]").click()
    page.locator("#operated p").wait_for()
    bad = tmp_path / "notes.png"
    bad.write_bytes(b"these are only notes")
    page.locator("#own").click()
    page.locator("#picture input[type=file]").set_input_files(bad)
    page.locator("#refused:not(:empty)").wait_for()
    assert violations(page) == [], "operated on, the picture input open, a picture refused"
    visitor.complaints.clear()  # the browser could not show the file either, and says so


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_drawn_rather_than_written_has_contrast_too(used, dark):
    page = used(dark=dark).page

    def colour(name: str) -> str:
        style = "name => getComputedStyle(document.body).getPropertyValue(name)"
        return page.evaluate(style, name) if name.startswith("--") else name

    for fronts, backs, least in ON_THE_PAGE + ON_PAPER:
        for front in fronts.split():
            for back in backs.split():
                assert contrast(colour(front), colour(back)) >= least, (front, back)


def test_whatever_is_painted_has_a_name_or_is_hidden_and_the_answer_is_announced(used):
    page = used().page
    unnamed = """() => [...document.querySelectorAll("canvas, svg[role]")].filter((picture) => {
      const by = document.getElementById(picture.getAttribute("aria-labelledby"));
      return !picture.closest("[aria-hidden=true]") && !(picture.role && (picture.ariaLabel || by?.textContent));
    }).map(({ outerHTML }) => outerHTML)"""
    assert page.evaluate(unnamed) == []
    assert page.locator("output#answer").count() == 1  # an output is a live region
    assert page.locator("#verdict .sentence[role=status]").count() == 1, "so is what that means"


LONG_MOTIONS = """() => [...document.querySelectorAll("*")].filter((element) =>
  [null, "::before", "::after"].some((part) => {
    const { transitionDuration, animationDuration } = getComputedStyle(element, part);
    return `${transitionDuration},${animationDuration}`.split(",").some((seconds) => parseFloat(seconds) > 0.01);
  }),
).map(({ outerHTML }) => outerHTML.slice(0, 100))"""


def test_nothing_moves_for_those_who_ask_for_less_motion(used):
    visitor = used()
    see_all(visitor)
    visitor.page.locator("#own").click()
    assert visitor.page.evaluate(LONG_MOTIONS), "Gradio's own parts do"
    visitor.page.emulate_media(reduced_motion="reduce")
    assert visitor.page.evaluate(LONG_MOTIONS) == []


# The focused element: the part of the page it is in, its box on the page, and its ring with what is behind that.
FOCUSED = """(parts) => {
  const element = document.activeElement;
  const part = element.closest(parts.map((id) => "#" + id).join());
  if (!part) return null;
  const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(element);
  const colour = (of) => getComputedStyle(of).backgroundColor;
  let behind = parseFloat(outlineOffset) < 0 ? element : element.parentElement;
  while (/, 0\\)|transparent/.test(colour(behind))) behind = behind.parentElement;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const along = element.closest(".stages, nav")?.scrollLeft ?? 0; // on a phone they stand in rows that scroll
  const box = { left: left + along, right: right + along, top: top + scrollY, bottom: bottom + scrollY };
  const ring = { style: outlineStyle, width: parseFloat(outlineWidth), colour: outlineColor, behind: colour(behind) };
  return { part: part.id, what: element.outerHTML.slice(0, 100), box, ring };
}"""


def follows(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether a reader comes from one box to the other: down, or to the right, be it to the next column."""
    return (other["top"] + other["bottom"]) / 2 >= one["bottom"] or other["left"] >= one["right"]


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False)])
def test_tab_leads_through_everything_in_the_order_seen_with_a_ring(used, width, dark):
    visitor = used(width=width, dark=dark)
    page = visitor.page
    see_all(visitor)
    page.locator("#flow [data-stage=conv2] canvas").click()
    page.locator("#follow .total").wait_for()  # with the numbers come buttons
    page.locator("#follow .let-go").click()
    page.locator("h1").click()  # Tab goes on from there
    page.evaluate("scrollTo(0, 0)")
    stops: list[dict[str, Any]] = []
    page.keyboard.press("Tab")
    parts = WIDE if width > 700 else NARROW
    while stop := page.evaluate(FOCUSED, parts):
        stops.append(stop)
        page.keyboard.press("Tab")
    assert [part for part, _ in groupby(stop["part"] for stop in stops)] == parts
    for before, after in pairwise(stops):
        if width <= 700 and "pad" in (before["part"], after["part"]) and before["part"] != after["part"]:
            continue  # a phone's answer stands above the pad; but nothing can be asked of it before one has drawn
        assert follows(before["box"], after["box"]), (before, after)
    for stop in stops:
        ring = stop["ring"]
        assert ring["style"] == "solid", stop
        assert ring["width"] >= 2, stop
        assert contrast(ring["colour"], ring["behind"]) >= SHAPE, stop
