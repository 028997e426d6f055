"""A page that others have used, as it was before them: all that they could do to it is undone, in one go."""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.browser.visitor import Visitor, be_on

PUT_BACK = """([path, isDark, language]) => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const chooseFirst = (select) => {
    if (select.selectedIndex < 1) return; // it is chosen, or there is none: a page just opened has not got its list yet
    select.selectedIndex = 0;
    select.dispatchEvent(new Event("change"));
  };
  for (const shown of all(":popover-open")) shown.hidePopover();
  for (const button of all("#flow .more[aria-expanded=true], #own[aria-expanded=true], #erase[aria-pressed=true]")) {
    button.click();
  }
  const [width, compared, operated] = ["#width", "#compare select", "#surgery form"].map((name) => all(name)[0]);
  width.value = width.defaultValue;
  width.dispatchEvent(new Event("input"));
  chooseFirst(compared);
  chooseFirst(operated.elements.stage);
  operated.elements.channel.value = 0;
  operated.querySelector("[data-kernel=null]").click();
  document.querySelector(`button[data-language=${language}]`).click();
  document.querySelector("#questions a").click();
  document.documentElement.dataset.view = new URL(path, location).searchParams.get("view") ?? "";
  document.body.classList.toggle("dark", isDark);
  history.replaceState(history.state, "", path);
  localStorage.clear();
  sessionStorage.clear();
  document.activeElement.blur();
  getSelection().removeAllRanges();
  for (const row of all("html, #flow .stages")) row.scrollTo({ left: 0, top: 0, behavior: "instant" });
  tell("cell-pointed", { address: null });
  tell("cell-pinned", { address: null });
  tell("pair-chosen", null);
  tell("surgery-changed", []);
  Object.assign(window, { rested: null, painted: [] });
  tell("drawing-chosen", { strokes: [] });
}"""
IS_BACK = """() => {
  const { verdict, surgery } = window.rested ?? {};
  return verdict === "blank" && surgery.length === 0 && painted.length > 0 && !document.querySelector("#picture img");
}"""


def put_back(visitor: Visitor, width: int, dark: bool, locale: str, touch: bool, path: str) -> None:
    """Make the page what it was when it was opened, but for the steps that the pad can undo."""
    page = visitor.page
    page.bring_to_front()  # one that lies behind another is painted seldom
    page.unroute_all()
    page.context.set_offline(False)
    page.emulate_media(media="null", reduced_motion="null")
    be_on(page, width, dark)
    page.mouse.up()
    page.mouse.move(0, 0)
    if urlsplit(page.url).path != urlsplit(path).path:
        page.goto(urlsplit(page.url)._replace(path=path, query="").geturl())
    page.wait_for_function("window.painted?.length > 0")  # it may have been opened anew
    page.evaluate(PUT_BACK, [path, dark, locale[:2]])
    page.wait_for_function(IS_BACK)
    visitor.complaints.clear()
