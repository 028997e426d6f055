"""In which order a page fetches and starts the scripts of its parts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from string import Template

from digit_model.ui.server.modules import MODULES

# Parts that explain a reading: a visitor can draw and see it read without them, so they come after the first reading.
LATE = frozenset({"autopsy", "compare", "follow", "ledger", "neighbours", "path", "sureness", "surgery"})
# Gradio runs a script as a plain function, which has no ``import`` statement; it listens to the events quoted in it.
START = """const events = $events;
import(new URL("$address", document.baseURI)).then(({ start }) =>
  start("$name", $late, { element, trigger, props, server, watch, upload }));"""
STARTER = "lib/start.js"


def starter(part: str, events: tuple[str, ...]) -> str:
    """The script with which Gradio starts a part of a page.

    ``events``: names that the part triggers and Python, or a script of Gradio's, listens to.
    """
    late, heard = json.dumps(part in LATE), json.dumps(events)
    return Template(START).substitute(address=MODULES.address(STARTER), name=part, late=late, events=heard)


def preloads(parts: Iterable[str], also: Iterable[str] = ()) -> dict[str, list[str]]:
    """Addresses of all modules that these parts of a page need: "now", and "later", once the first reading is painted.

    ``also``: modules needed now besides, by their names.
    """
    mains = {part: f"parts/{part}/{part}.js" for part in sorted(parts)}
    now = [STARTER, *also, *(main for part, main in mains.items() if part not in LATE)]
    later = [main for part, main in mains.items() if part in LATE] + MODULES.imported_later(now)
    first = MODULES.preloads(now)
    return {"now": first, "later": [address for address in MODULES.preloads(later) if address not in first]}
