"""What the page asks Python: answered beforehand where the questions are known, and else said to be left out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

import orjson

from digit_model import load_reader
from digit_model.drawing import Drawing
from digit_model.page import digit_bytes
from digit_model.ui.export.errors import CannotExport
from digit_model.ui.parts.examples.examples import example_files
from digit_model.ui.server.packed import base64_of
from digit_model.ui.server.pictures import prepared
from digit_model.ui.text import words_of

FOLDER = "answers"  # of addresses
LEFT_OUT = {"failure": "left_out"}

Function = Callable[[Any], Any]


class Answers:
    """Collects files of answers, each at an address with a hash of what it holds."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def of(self, functions: Iterable[Function]) -> dict[str, str]:
        """{name of a part's server function: address of its answers}.  Raises: CannotExport for one unknown here."""
        return {function.__name__: self._of(function) for function in functions}

    def of_pictures(self) -> str:
        """The address of what the pad is told of the pictures among the examples, by the names of their files."""
        pictures = [path for path in example_files() if path.suffix != ".json"]
        kept = [(path.name, _untimed(json.loads(prepared(str(path))))) for path in pictures]
        refused = words_of("picture")["page"]["left_out"].html()
        return self._stored(kept, {"picture": None, "refused": refused})

    def _of(self, function: Function) -> str:
        if function.__name__ not in ASKED:
            raise CannotExport(f"nothing says what stands for the server function {function.__name__}")
        questions, otherwise = ASKED[function.__name__]
        return self._stored([(question, _answer(function, question)) for question in questions()], otherwise)

    def _stored(self, kept: list[tuple[Any, Any]], otherwise: Any) -> str:
        """As kept.js reads it: a question's key is its JSON, written as browsers write it."""
        found = {orjson.dumps(question).decode(): answer for question, answer in kept}
        content = orjson.dumps({"kept": found, "otherwise": otherwise})
        address = f"{FOLDER}/{hashlib.sha256(content).hexdigest()[:16]}.json"
        self.files[address] = content
        return address


def _answer(function: Function, question: Any) -> Any:
    """The function's own; an object says that it is a kept one."""
    answer = orjson.loads(function(question).body)
    return answer | {"kept": True} if isinstance(answer, dict) else answer


def _untimed(told: dict[str, Any]) -> dict[str, Any]:
    """Here a value is heard of whatever it was before."""
    return {key: value for key, value in told.items() if key != "time"}


def _example_digits() -> list[dict[str, str]]:
    reader = load_reader()  # any: a digit is made without the network
    given = [Drawing.load(path) if path.suffix == ".json" else path for path in example_files()]
    return [{"digit": base64_of(digit_bytes(reader.read(one).digit))} for one in given]


def _nothing() -> list[Any]:
    return []


# {server function: (the questions that are answered beforehand, the answer to all others)}
ASKED: dict[str, tuple[Callable[[], list[Any]], Any]] = {
    "activations": (_nothing, None),  # asked by no page that is exported, see document.py
    "nearest": (_example_digits, LEFT_OUT),
    "other_network": (_nothing, LEFT_OUT | {"said": ""}),
    "timed": (lambda: [{}], None),
    "trained": (lambda: [None], []),
}
