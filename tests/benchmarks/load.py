"""python -m tests.benchmarks.load: what photos take while others ask for much; with --soak SECONDS, what stays of it.

Visitors who draw cost the server nothing: the page reads drawings by itself.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from statistics import median

from tests.benchmarks.callers import Caller, Times, calling
from tests.benchmarks.pictures import costly, drawn, photo, stored
from tests.benchmarks.run_file import save
from tests.benchmarks.server import Server, serving

VISITORS = 2  # who upload photos, each one every so many seconds
EVERY = 1.0
HOSTILE = 8
SETTLED = 120  # seconds of a soak after which memory should not grow any more
LOOKED_AT = 5  # seconds; each look may meet a picture of up to 200 MB while it is decoded, so medians are compared
REST = ("descriptors", "threads", "files", "files_MB")


def visitors(url: str) -> list[Callable[[], object]]:
    """Each shows the page a phone's photo of 12 million pixels."""
    picture = photo(3464)
    people = [Caller(url, f"127.0.1.{number + 1}") for number in range(VISITORS)]
    return [lambda person=person: person.show(picture) for person in people]


def hostile(url: str, picture: bytes, count: int) -> list[Callable[[], object]]:
    """So many people who have a picture read as often as they may."""
    people = [Caller(url, f"127.0.2.{number + 1}") for number in range(count)]
    return [lambda person=person: person.predict_file(picture) for person in people]


def beside(server: Server, others: list[Callable[[], object]], seconds: float) -> dict[str, object]:
    """What the visitors' photos take while the others call, and what memory that takes."""
    time.sleep(3)  # budgets fill up again
    before = server.memory()
    server.forget_most()
    with calling(others) as theirs, calling(visitors(server.app.url), EVERY) as photos:
        time.sleep(seconds)
    return {
        "photo_p50_ms": photos.percentile(0.5),
        "photo_p95_ms": photos.percentile(0.95),
        "photos": len(photos.seconds),
        "photos_failed": _told(photos),
        "others_answered": len(theirs.seconds),
        "others_refused": _told(theirs),
        "more_memory_MB": server.memory("VmHWM") - before,
    }


def _told(times: Times) -> str:
    """How many failed, and how most of them did."""
    most = max(set(times.failed), key=times.failed.count, default="")
    return f"{len(times.failed)} ({most[:60]})" if most else str(len(times.failed))


def throughput(url: str, clients: int, seconds: float) -> dict[str, object]:
    """``predict`` of a small picture by the owner's own programs, whose number of calls is not bounded."""
    picture = stored(drawn(), "png")
    programs = [Caller(url, "127.0.0.1") for _ in range(clients)]
    with calling([lambda one=one: one.predict(picture) for one in programs]) as times:
        started = time.monotonic()
        time.sleep(seconds)
        answered, passed = len(times.seconds), time.monotonic() - started
    return {
        "clients": clients,
        "predict_a_second": round(answered / passed, 1),
        "p50_ms": times.percentile(0.5),
        "p95_ms": times.percentile(0.95),
        "failed": _told(times),
    }


def soak(server: Server, seconds: float, clients: int) -> dict[str, object]:
    """Visitors, callers and hostile people together for long, and what the process holds every half a minute."""
    url, kinds, picture = server.app.url, costly(), stored(drawn(), "png")
    callers = [Caller(url, f"127.0.3.{number + 1}") for number in range(clients)]
    calls = [lambda one=one: one.predict(picture) for one in callers]
    bad = [call for kind in kinds.values() for call in hostile(url, kind, 2)]
    course: list[dict[str, int]] = []
    with calling(bad, 0.2), calling(calls, 0.2) as answered, calling(visitors(url), EVERY) as photos:
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            time.sleep(LOOKED_AT)
            course.append(server.state())
    first = min(SETTLED, seconds / 4) / seconds  # the share of the time that it may take to settle
    settled, last = course[int(first * len(course)) :][: len(course) // 4], course[-(len(course) // 4) :]
    memory, at_last, half_minutes = _memory(settled), _memory(last), range(0, len(course), 30 // LOOKED_AT)
    return {
        "seconds": round(seconds),
        "photo_p95_ms": photos.percentile(0.95),
        "predict_p95_ms": answered.percentile(0.95),
        "highest_memory_MB": max(state["memory_MB"] for state in course),
        "memory_MB_settled_and_at_last": f"{memory}, {at_last}",
        "growth_after_settling_percent": round(100 * (at_last / memory - 1), 1),
        "memory_MB_of_each_30_s": ", ".join(str(_memory(course[at : at + 30 // LOOKED_AT])) for at in half_minutes),
        **{f"{name}_settled_and_at_last": f"{settled[0][name]}, {last[-1][name]}" for name in REST},
    }


def _memory(states: list[dict[str, int]]) -> int:
    """The median, in MB."""
    return round(median(state["memory_MB"] for state in states))


def main(arguments: list[str] | None = None) -> None:
    """Load, measure, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=32, help="programs that call predict at once")
    parser.add_argument("--seconds", type=float, default=20.0, help="of each part")
    parser.add_argument("--soak", type=float, default=0.0, metavar="SECONDS", help="instead, all together for so long")
    options = parser.parse_args(arguments)
    with serving() as server:
        if options.soak:
            save("bench-soak", soak(server, options.soak, options.clients))
            return
        url = server.app.url
        parts = {
            "start": {"to_first_page_s": round(server.app.first_page, 1)},
            "predict": throughput(url, options.clients, options.seconds),
            "alone": beside(server, [], options.seconds),
        }
        for name, picture in costly().items():
            count = 40 if name == "tiny_webp" else HOSTILE
            parts[f"beside_{count}_{name}"] = beside(server, hostile(url, picture, count), options.seconds)
        parts["after"] = server.state()
    save("bench-load", {f"{part}_{name}": value for part, found in parts.items() for name, value in found.items()})


if __name__ == "__main__":
    main()
