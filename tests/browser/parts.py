"""Two parts of the page alone, the flow and the arithmetic, of any network: no app, no Gradio."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page

from digit_model.explain.wiring import weights, wiring
from digit_model.reader import Reader
from digit_model.ui.parts.flow.flow import flow
from digit_model.ui.parts.follow.follow import follow
from digit_model.verdict import Thresholds
from tests.browser.modules import blank_page

MOUNT = """async ({ parts, style, network, weights }) => {
  document.documentElement.dataset.language = "en";
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
  const frame = Object.assign(document.createElement("div"), { id: "network" });
  document.body.append(frame);
  const [{ send }, { Reader }] = await Promise.all(["events", "reader"].map((name) => import(`/lib/${name}.js`)));
  for (const { name, html, facts } of parts) {
    const element = Object.assign(document.createElement("div"), { id: name, innerHTML: html });
    frame.append(element);
    (await import(`/parts/${name}/${name}.js`)).mount({ element, props: { facts } });
  }
  const bytes = Uint8Array.from(atob(weights), (letter) => letter.charCodeAt(0));
  const reader = new Reader(network, new Float32Array(bytes.buffer));
  window.send = send;
  window.lit = {};
  document.addEventListener("cells-lit", ({ detail }) => (window.lit = detail));
  window.read = (levels, isDrawing = false) => {
    window.reading = { ...reader.read(new Uint8Array(levels)), strokes: [], picture: null, placement: null, isDrawing };
    send("digit-read", window.reading);
    if (!isDrawing) send("digit-rest", window.reading);
  };
}"""


@contextmanager
def parts_page(browser: Browser, reader: Reader, folder: Path) -> Iterator[Page]:
    """A page with the flow and the arithmetic of a reader's network, their modules from ``folder``.

    ``read(levels, isDrawing)`` in the page reads a digit, 784 levels, and tells both parts.
    """
    parts = [flow(reader), follow()]
    style = (folder / "page.css").read_text("utf-8")
    style += "".join(f"#{part.elem_id} {{ {part.css_template} }}" for part in parts)
    network = {
        "name": reader.variant,
        "variant": reader.variant,
        "wires": [asdict(wire) for wire in wiring(reader.network)],
        "thresholds": asdict(reader.config.thresholds),
    }
    asked = {
        "parts": [
            {"name": part.elem_id, "html": part.html_template, "facts": part.props.get("facts", {})} for part in parts
        ],
        "style": style.replace("visibility: hidden", ""),  # until all parts of the page are there, which is never
        "network": network,
        "weights": b64encode(weights(reader.network).tobytes()).decode(),
    }
    with blank_page(browser, folder) as page:
        page.evaluate(MOUNT, asked)
        yield page


def sure(reader: Reader) -> Reader:
    """The same, for a network of any weights: it gives a digit for everything but an empty page."""
    return replace(reader, config=replace(reader.config, thresholds=Thresholds(evidence=0, probability=0.5)))


def read(page: Page, digit: np.ndarray) -> None:
    """Have the page read a digit, (28, 28) in [0, 1]."""
    page.evaluate("levels => read(levels)", np.rint(digit * 255).astype(int).ravel().tolist())
