"""The app: its pages, and how they are served."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from string import Template

import gradio as gr
from starlette.middleware import Middleware
from starlette_compress import CompressMiddleware, remove_compress_type

from digit_model.reader import Reader, bundled_models, load_reader
from digit_model.ui.draw import draw_page
from digit_model.ui.loading import preloads
from digit_model.ui.parts.examples.examples import FOLDER as EXAMPLES
from digit_model.ui.parts.head.head import TITLE
from digit_model.ui.server.api import Api
from digit_model.ui.server.door import front_door
from digit_model.ui.server.door.body_limit import MAX_UPLOAD
from digit_model.ui.server.door.budget import charged
from digit_model.ui.server.door.checks import failed
from digit_model.ui.server.door.uploads import EVERY, KEPT, swept
from digit_model.ui.server.frontend import FRONTEND
from digit_model.ui.server.immutable import QUALITY
from digit_model.ui.server.modules import MODULES
from digit_model.ui.server.nested import NETWORKS, NestedPages, begin_page
from digit_model.ui.server.networks import STORE
from digit_model.ui.server.site import Site
from digit_model.ui.talk import PARTS as TALK_PARTS
from digit_model.ui.talk import talk_page
from digit_model.ui.text import PARTS, words_of

FOLDER = Path(__file__).parent
MOST_WAITING = 64  # events, of all visitors
PAUSE = 0.02  # seconds until Gradio looks again whether any waits: every millisecond would keep 7 % of a core busy
SESSIONS = 1_000  # visitors whom Gradio remembers at once
STYLE = FOLDER / "page.css"
LANGUAGE = FOLDER / "language.html"
TALK = "talk"  # the address of the Talk page
# Gradio compresses by itself what ends in .js or .css alone, not the page. Brotli's result is 14 % smaller than
# gzip's, and takes 5 ms more. The library would rather send zstd, which is larger.
COMPRESSED = Middleware(CompressMiddleware, zstd=False, brotli_quality=QUALITY, gzip_level=6)
remove_compress_type("text/event-stream")  # a few short lines: nobody waits for a compressor to have enough of them

PRELOAD = """<script>
{
  const modules = $modules;
  const { now, later } = modules[location.pathname.split("/").at(-1)] ?? modules[""];
  const preload = (addresses) => {
    for (const address of addresses) {
      const link = Object.assign(document.createElement("link"), { rel: "modulepreload" });
      link.href = new URL(address, document.baseURI);
      document.head.append(link);
    }
  };
  preload(now);
  document.addEventListener("digit-painted", () => preload(later), { once: true });
}
</script>"""


def build_page(reader: Reader, unreachable: str = "") -> Site:
    """The whole app: the page of the reader, and beside it, under its name, one of every other bundled network.

    ``unreachable``: the model that was asked for but could not be had from the Hub, so that the page can say so.
    """
    notice = words_of("head")["notices"]["hub_unreachable"].filled(source=unreachable).html() if unreachable else ""
    others = [name for name in bundled_models() if name != reader.variant]
    networks = {reader.variant: "./"} | {name: f"{NETWORKS}/{name}" for name in others}
    with Site(title=TITLE, analytics_enabled=False, delete_cache=(EVERY, KEPT)) as page:
        Api(reader).offer()
        draw_page(reader, networks, notice)
        for name in others:
            begin_page(page, networks[name], name, in_menu=False)
            draw_page(load_reader(name), networks, "")
        begin_page(page, TALK, "Talk", in_menu=True)
        talk_page()
    for event in page.fns.values():
        if event.fn and not inspect.iscoroutinefunction(event.fn):
            event.fn = charged(event.fn)
    page.queue(max_size=MOST_WAITING)
    page._queue.sleep_when_free = PAUSE  # no option of Gradio's, which pauses for a millisecond
    return page


def theme() -> gr.themes.Base:
    """Paper, ink and one accent colour; system fonts only, so that nothing is fetched from elsewhere."""
    fonts = ["system-ui", "sans-serif"]
    return gr.themes.Base(font=fonts, font_mono=["ui-monospace", "monospace"]).set(
        body_background_fill="#f7f6f2",
        body_background_fill_dark="#171614",
        body_text_color="#1c1b19",
        body_text_color_dark="#ece8df",
        body_text_color_subdued="#6b6862",
        body_text_color_subdued_dark="#a19b90",
        block_label_text_color="#6b6862",
        block_label_text_color_dark="#a19b90",
        color_accent="var(--accent)",
    )


def launch_options() -> dict[str, object]:
    """What Gradio 6 takes in ``launch()`` rather than in ``Blocks()`` and that belongs to this page."""
    return {
        "theme": theme(),
        "css_paths": [STYLE],
        "head": _first_of_all(),
        "allowed_paths": [EXAMPLES],  # else Gradio sends files of the working directory alone
        "footer_links": ["api"],
        "app_kwargs": {
            "middleware": [*front_door(), COMPRESSED, Middleware(NestedPages)],
            "lifespan": swept,
            "exception_handlers": {Exception: failed},
            "routes": [MODULES.route(), STORE.route(), FRONTEND.route()],
        },
        "max_file_size": MAX_UPLOAD,
        "mcp_server": True,  # the functions of ``Api``, as tools
        "state_session_capacity": SESSIONS,
        "enable_monitoring": False,
        "run_history": False,
        "ssr_mode": False,  # needs Node, and the page is interactive throughout
        "show_error": False,  # gr.Error is always shown; this would show stack traces' last lines too
    }


def _first_of_all() -> str:
    """HTML for the head: the page's language, before anything is shown, and all modules at once, not level by level.

    All pages get the same from Gradio; the script takes what its own page needs. "" stands for every network's page.
    """
    draw = {path.stem for path in PARTS.glob("*/*.js") if path.stem == path.parent.name} - {"tour"}
    server = "lib/browser/server.js"  # which is asked for when the server may be gone
    modules = {TALK: preloads(TALK_PARTS), "": preloads(draw, also=[server])}
    return LANGUAGE.read_text("utf-8") + Template(PRELOAD).substitute(modules=json.dumps(modules))
