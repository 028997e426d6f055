"""Numbers that the page fetches: in each format they arrive as they were, or not at all."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import numpy as np

from tests.browser.modules import blank_page

FETCHED = "async (file) => Array.from((await (await import('/lib/browser/download.js')).fetchNumbers(file)) ?? [null])"
KINDS = {"float16": "<f2", "float32": "<f4", "uint8": "u1"}


def test_numbers_arrive_as_they_were_in_every_format_or_not_at_all(browser):
    # Of float16 subnormal numbers and the largest too; as bytes, levels of grey.
    rows = {kind: np.array([0, 1, 255, 3], numbers) for kind, numbers in KINDS.items()}
    rows["float16"] = np.array([0, -(2.0**-24), 2.0**-15, 1 + 2.0**-10, -65_504, 0.1], "<f2")
    with blank_page(browser) as page:
        for kind, row in rows.items():
            body = row.tobytes()
            page.route(f"**/weights/{kind}", lambda route, _, body=body: route.fulfill(body=body))
            digest = b64encode(hashlib.sha256(body).digest()).decode()
            file = {"address": f"weights/{kind}", "integrity": f"sha256-{digest}", "format": kind}
            assert page.evaluate(FETCHED, file) == row.astype(float).tolist()
            damaged = file | {"integrity": f"sha256-{b64encode(bytes(32)).decode()}"}
            assert page.evaluate(FETCHED, damaged) == [None]
