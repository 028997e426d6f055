"""python -m tests.benchmarks.fuzz: 10,000 hostile requests over all routes, and what they leave behind."""

from __future__ import annotations

import argparse
import json
import re
import socket
import tempfile
import time
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks.run_file import save
from tests.browser.running import App, running_app
from tests.hostile import Adversary, Hostile

AT_ONCE = 4  # callers
SLOWEST = 2.0  # seconds until an answer begins
REST = 60  # seconds, after which memory is back


@dataclass(frozen=True)
class Answer:
    """What came back: 0 for a connection that was closed without an answer."""

    status: int
    text: str
    seconds: float


def main() -> None:
    """Ask, wait, count, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.NamedTemporaryFile("w+", suffix=".log", encoding="utf-8") as log, running_app(log=log) as app:
        adversary = adversary_of(app, options.seed)
        list(answers_to(app, [adversary.request() for _ in range(200)]))  # what the first of each kind loads stays
        before = resident(app)
        asked = [adversary.request() for _ in range(options.requests)]
        found = list(answers_to(app, asked))
        time.sleep(REST)
        rested = resident(app)
        faults = [(request, answer) for request, answer in zip(asked, found, strict=True) if fault_of(answer)]
        for request, answer in faults[:20]:
            print(fault_of(answer), request, answer)
        traces = traces_in(Path(log.name))
    save(
        "bench-fuzz",
        {
            "requests": len(asked),
            "faults": len(faults),
            "traces_in_log": traces,
            "slowest_s": round(max(answer.seconds for answer in found), 2),
            "resident_before_MB": round(before / 1e6),
            "resident_a_minute_later_MB": round(rested / 1e6),
        },
    )


def adversary_of(app: App, seed: int) -> Adversary:
    """One who has read the app's own description of itself.

    "timed" is left alone: it takes as long as it measures, and slows all others meanwhile.
    """
    with urllib.request.urlopen(f"{app.url}/config") as response:
        config = json.load(response)
    served = {part["id"]: part["props"].get("server_fns") for part in config["components"]}
    functions = [function["id"] for function in config["dependencies"]]
    return Adversary(
        seed, functions, {number: names for number, names in served.items() if names and "timed" not in names}
    )


def answers_to(app: App, requests: Iterable[Hostile]) -> Iterable[Answer]:
    """Each request's answer, in their order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda request: answer_to(app, request), requests)


def answer_to(app: App, request: Hostile) -> Answer:
    """Send it, and read the beginning of the answer: a stream may never end."""
    host = urlsplit(app.url).netloc
    address, port = host.split(":")
    started = time.monotonic()
    received, seconds = b"", 0.0
    with socket.create_connection((address, int(port)), timeout=30) as connection:
        try:
            connection.sendall(request.written(host))
            if not request.is_whole:
                connection.shutdown(socket.SHUT_WR)
            while b"\r\n\r\n" not in received and (some := connection.recv(65_536)):
                received += some
            seconds = time.monotonic() - started
            connection.settimeout(0.2)
            while len(received) < 20_000 and (some := connection.recv(65_536)):
                received += some
        except (TimeoutError, ConnectionError):
            pass
    seconds = seconds or time.monotonic() - started
    status = re.match(rb"HTTP/1\.[01] (\d{3})", received)
    return Answer(int(status[1]) if status else 0, received.decode("utf-8", "replace"), seconds)


def fault_of(answer: Answer, slowest: float = SLOWEST) -> str:
    """What is wrong with an answer; "" if nothing is."""
    if "Traceback" in answer.text:
        return "a stack trace"
    if answer.seconds > slowest:
        return f"{answer.seconds:.1f} s"
    body = answer.text.partition("\r\n\r\n")[2]
    if answer.status >= 500 and not re.search(r'"(detail|error)":\s*".{10}', body):
        return "no sentence"
    return ""


def traces_in(log: Path) -> int:
    """Stack traces in what the app has printed."""
    return log.read_text("utf-8").count("Traceback")


def resident(app: App) -> int:
    """Bytes of memory that the app's process has."""
    pages = int(Path(f"/proc/{app.process}/statm").read_text("ascii").split()[1])
    return pages * 4096


if __name__ == "__main__":
    main()
