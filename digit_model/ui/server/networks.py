"""What a page needs to run a network by itself: its description, and its weights at an address of their own."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import OrderedDict
from dataclasses import asdict
from threading import Lock
from typing import Any

import numpy as np
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from digit_model.explain.cost import multiplications, parameters
from digit_model.explain.wiring import weights, wiring
from digit_model.network import StagedNet
from digit_model.page import digit_bytes
from digit_model.path import Readable
from digit_model.reader import Reader
from digit_model.ui.names import title_of
from digit_model.ui.server.immutable import Immutable, not_found
from digit_model.ui.server.packed import base64_of

KEPT = 8  # networks of the Hub and of runs/ whose weights stay in memory, up to 1.3 MB each
FOLDER = "weights"  # of addresses
HALF, SINGLE = np.dtype("<f2"), np.dtype("<f4")  # little-endian, as every browser's typed arrays are


class Networks:
    """Describes networks to the page, and keeps the weights that these descriptions point to.

    Weights are found by the SHA-256 of their bytes, so one address never means two things. Threads may share this.
    ``kept``: how many networks' weights stay besides those that stay for good; the newest described do.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._for_good: dict[str, Immutable] = {}
        self._passing: OrderedDict[str, Immutable] = OrderedDict()
        self._lock = Lock()

    def described(self, reader: Reader, name: str, for_good: bool = False) -> dict[str, Any]:
        """A network as JSON: what it is, how it is wired, and where its weights are.

        ``name``:     what the visitor knows it by: a bundled name, "runs/NAME" or "user/repo".
        ``for_good``: the weights stay as long as the server; for the networks that every visitor runs.

        "title" is the name as shown, {"en", "zh"}. "wires" are ``explain.wiring``'s as dicts. "address" is relative to
        the app's root, "integrity" is what ``fetch`` takes, and "count" counts weights and biases, in the order of
        "wires".
        """
        kind, row = _row(reader.network)
        return {
            "name": name,
            "title": title_of(name)._asdict(),
            "variant": reader.variant,
            "wires": [asdict(wire) for wire in wiring(reader.network)],
            "thresholds": asdict(reader.config.thresholds),
            "parameters": parameters(reader.network),
            "multiplications": multiplications(reader.network),
            "weights": self.stored(kind, row, for_good) | {"count": row.size},
        }

    def example(self, reader: Reader, picture: Readable) -> dict[str, Any]:
        """A reading as JSON, to be shown before there are weights: the digit's bytes, and where its activations are.

        They are rounded to float16: enough to be looked at, and half as long.
        """
        reading = reader.read(picture)
        row = np.concatenate([values.ravel() for values in reading.trace.values()]).astype(HALF)
        activations = self.stored("float16", row, for_good=True)
        return {"levels": base64_of(digit_bytes(reading.digit)), "activations": activations}

    def stored(self, kind: str, row: np.ndarray, for_good: bool) -> dict[str, str]:
        """Where a row of numbers is from now on, as ``fetchNumbers`` in the page takes it.

        ``kind``: what the row holds, "float16", "float32" or "uint8".
        """
        body = row.tobytes()
        digest = hashlib.sha256(body)
        self._keep(digest.hexdigest(), body, for_good)
        integrity = f"sha256-{b64encode(digest.digest()).decode()}"
        return {"address": f"{FOLDER}/{digest.hexdigest()}", "integrity": integrity, "format": kind}

    def files(self) -> dict[str, bytes]:
        """All that stays for good, each at its address."""
        with self._lock:
            return {f"{FOLDER}/{digest}": file.body for digest, file in self._for_good.items()}

    def route(self) -> Route:
        """Serves the weights at the addresses that the descriptions name."""
        return Route(f"/{FOLDER}/{{digest}}", self._answer)

    async def _answer(self, request: Request) -> Response:
        found = self._find(request.path_params["digest"])
        return found.answer(request) if found else not_found("these weights are not kept here; open the network again")

    def _find(self, digest: str) -> Immutable | None:
        with self._lock:
            return self._for_good.get(digest) or self._passing.get(digest)

    def _keep(self, digest: str, body: bytes, for_good: bool) -> None:
        # Compressed outside the lock: two threads may do it twice, but nobody waits for it.
        file = self._find(digest) or Immutable.of(body, "application/octet-stream", digest)
        with self._lock:
            if for_good:
                self._for_good[digest] = file
                return
            self._passing[digest] = file
            self._passing.move_to_end(digest)
            while len(self._passing) > self._kept:
                self._passing.popitem(last=False)


STORE = Networks()  # of this process: its pages describe their networks before the first visitor asks for any


def _row(network: StagedNet) -> tuple[str, np.ndarray]:
    """The format's name, and all weights in it: float16 is half as long, but only if it changes no weight."""
    row = weights(network).astype(SINGLE)
    with np.errstate(over="ignore"):  # too large for float16 becomes infinite, which is unequal below
        half = row.astype(HALF)
    exact = half.astype(SINGLE).tobytes() == row.tobytes()
    return ("float16", half) if exact else ("float32", row)
