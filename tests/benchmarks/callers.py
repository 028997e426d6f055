"""Who asks a running app: visitors of the page with photos, callers of its API, and people who mean it no good.

Each comes from an address of its own (127.x.y.z), as on the internet: what one of them may cost is bounded by address.
"""

from __future__ import annotations

import http.client
import json
import threading
import time
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit
from uuid import uuid4

JSON = {"Content-Type": "application/json"}
FORM = "multipart/form-data; boundary=end"
PATIENCE = 120  # seconds


@dataclass
class Caller:
    """Somebody at an address of 127.0.0.0/8, with one connection that is kept."""

    url: str
    address: str
    _connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; the next request connects again."""
        host = urlsplit(self.url).netloc
        self._connection = http.client.HTTPConnection(host, timeout=PATIENCE, source_address=(self.address, 0))

    def asked(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> tuple[int, bytes]:
        """Status and body of the response."""
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            return response.status, response.read()
        except (http.client.HTTPException, OSError):
            self._connection.close()
            raise

    def upload(self, picture: bytes) -> dict[str, object]:
        """Send a file; what the app then knows it by."""
        part = b'--end\r\nContent-Disposition: form-data; name="files"; filename="photo"\r\n\r\n' + picture
        status, body = self.asked("POST", "/gradio_api/upload", part + b"\r\n--end--\r\n", **{"Content-Type": FORM})
        if status != 200:
            raise ConnectionError(f"{status} {body[:100]!r}")
        return {"path": json.loads(body)[0], "meta": {"_type": "gradio.FileData"}}

    def show(self, picture: bytes) -> bool:
        """Do what the page does with a photo: upload it, and wait for its digit; whether one came."""
        file, session = self.upload(picture), uuid4().hex
        question = {"data": [file], "fn_index": _handler(self.url), "session_hash": session}
        status, _ = self.asked("POST", "/gradio_api/queue/join", json.dumps(question), **JSON)
        if status != 200:
            return False
        _, events = self.asked("GET", f"/gradio_api/queue/data?session_hash={session}")
        return b'"msg":"process_completed"' in events and b'"success":true' in events

    def predict(self, picture: bytes) -> int:
        """Ask the API what a small picture is; the status."""
        question = json.dumps({"data": [b64encode(picture).decode()]})
        return self.asked("POST", "/gradio_api/run/predict", question, **JSON)[0]

    def predict_file(self, picture: bytes) -> int:
        """The same of a picture that is too large for JSON."""
        return self.asked("POST", "/gradio_api/run/predict", json.dumps({"data": [self.upload(picture)]}), **JSON)[0]


@cache
def _handler(url: str) -> int:
    """The number of the event that a picture in the page's picture input causes."""
    with urllib.request.urlopen(f"{url}/config") as response:
        config = json.load(response)
    (picture, *_) = [part["id"] for part in config["components"] if part["type"] == "image"]
    return next(event["id"] for event in config["dependencies"] if [picture, "change"] in event["targets"])


@dataclass
class Times:
    """Seconds that each call took, and what came of those that failed."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> int:
        """Milliseconds; -1 if nothing came back at all."""
        ordered = sorted(self.seconds)
        return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]) if ordered else -1

    def timed(self, call: Callable[[], object]) -> None:
        """Call once."""
        started = time.monotonic()
        try:
            answer = call()
        except (OSError, http.client.HTTPException) as error:
            self.failed.append(str(error))
        else:
            fine = answer is True or answer == 200
            self.seconds.append(time.monotonic() - started) if fine else self.failed.append(str(answer))


@contextmanager
def calling(calls: list[Callable[[], object]], pause: float = 0.0) -> Iterator[Times]:
    """While it lasts, each call is made again and again in a thread of its own, with so many seconds in between."""
    times, ended = Times(), threading.Event()

    def go_on(call: Callable[[], object]) -> None:
        while not ended.is_set():
            times.timed(call)
            ended.wait(pause if not times.failed else max(pause, 0.05))

    threads = [threading.Thread(target=go_on, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    try:
        yield times
    finally:
        ended.set()
        for thread in threads:
            thread.join()
