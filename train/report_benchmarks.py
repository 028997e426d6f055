"""The parts of RESULTS.md about benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# {a run file's name: (heading, what was measured and by which command)}
BENCHMARKS = {
    "bench-race": (
        "The fast lane",
        "`sprint` beside `talk-original` in one run on one machine; final epoch on MNIST's test set, seconds of "
        "training only. `python -m tests.benchmarks.race`",
    ),
    "bench-read": ("One reading", "Medians on one thread. `python -m tests.benchmarks.read`"),
    "bench-walks": (
        "Following a number on",
        "Each walk starts at a random number, not 0, of a random map; the share that reaches a score without passing a "
        '0. "Goes on": each step follows what the page says. "By weight": each step takes the largest weight, even to '
        "a number that its rectifier has switched off, as the page did before. `python -m tests.benchmarks.walks`",
    ),
    "bench-visit": (
        "A visit",
        "Bytes on the wire: the page until it has read for the first time, with headers, of which HTTP/2 would send "
        "a tenth; its network; what explains a reading, which comes then; and the same when the same browser comes "
        "again. `python -m tests.benchmarks.visit`",
    ),
    "bench-static": (
        "A visit of the plain files",
        "From a server of files that compresses nothing: what the first visit of Draw fetches, as it lies there and as "
        "gzip would send it; until the first reading is painted, at 10 Mbit/s and a round trip of 20 ms, with an empty "
        "cache, median of five; and from pen to paint. The app beside it, on the same cores in the same minute. "
        "`python -m tests.benchmarks.static`",
    ),
    "bench-fuzz": (
        "Hostile requests",
        "Four callers send them over all routes of Gradio and the app; a fault is an answer without a sentence, one "
        "with a stack trace, or one later than 2 s. `python -m tests.benchmarks.fuzz`",
    ),
    "bench-load": (
        "Load",
        "Two visitors, each of whom shows the page a photo of 12 million pixels every second, alone and beside callers "
        "who have costly pictures read without pause, each from an address of its own; and `predict` of a picture of "
        "280 x 280. The callers share the machine's cores. In brackets: the status of most that were refused; Gradio's "
        "for a picture refused with a sentence is 500. `python -m tests.benchmarks.load`",
    ),
    "bench-soak": (
        "Soak",
        "The same visitors, 32 callers of `predict` and those with costly pictures, all together. "
        "Memory: the median of looks every five seconds, over a quarter of the time after two minutes and at the end. "
        "`python -m tests.benchmarks.load --soak 600`",
    ),
    "bench-talk": (
        "The talk",
        "From a key to the frame in which the next step has been painted, all steps in both languages; the first paint "
        "when the browser has been there before; scripts as sent, those of pad and answer among them. "
        "`python -m tests.benchmarks.talk`",
    ),
    "bench-live": (
        "The live page",
        "From a pointer event, a hundred a second, to the frame in which all that answers it is painted; headless "
        "Chromium, its driver and the server share the machine's cores. Far: behind a round trip of 150 ms; slowed: a "
        "processor made six times slower. Asking the server: the page as it stood when it asked for every reading, "
        "measured once on another machine. "
        "`python -m tests.benchmarks.live`",
    ),
}


def benchmark_sections(records: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A section for every benchmark of which there is a run file.

    ``records``: {name: content of a run file}.
    """
    return (_benchmark(*words, records[name]) for name, words in BENCHMARKS.items() if name in records)


def _benchmark(title: str, how: str, record: dict[str, Any]) -> str:
    machine = record["environment"]
    rows = [f"| {key.replace('_', ' ')} | {value} |" for key, value in record["measured"].items()]
    where = f"{machine['processor']}, {machine['system']}, torch {machine['torch']}"
    return "\n".join([f"## {title}\n", f"{how} ({where})\n", "| | |", "|---|---|", *rows, ""])
