"""The page's JavaScript: who imports whom, which signals are sent and heard, and how long files and functions are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.javascript import SCRIPTS, UI, calls, imports, lengths, nodes, signals, text, tree

LONGEST_FILE, LONGEST_FUNCTION = 200, 32
EVENTS = UI / "lib" / "events.js"


def place(path: Path) -> str:
    """The part that a file belongs to, or "lib"."""
    inside = path.relative_to(UI).parts
    return inside[1] if inside[0] == "parts" else inside[0]


def test_parts_import_what_is_their_own_and_the_library_which_imports_no_part():
    assert len(SCRIPTS) > 40
    strangers = {
        f"{path.relative_to(UI)} -> {other.relative_to(UI)}"
        for path in SCRIPTS
        for other in imports(path)
        if place(other) not in ("lib", place(path)) or (place(path) == "lib" and place(other) != "lib")
    }
    assert strangers == set()


def test_every_import_leads_to_a_file():
    assert [other for path in SCRIPTS for other in imports(path) if not other.is_file()] == []


def test_every_module_is_used():
    used = {other for path in SCRIPTS for other in imports(path)}
    by_python = {UI / name for name in ("lib/browser/server.js", "lib/start.js", "export/edition.js")}
    entries = {path for path in SCRIPTS if path.stem == place(path)} | by_python
    assert [path.name for path in SCRIPTS if path not in used | entries] == []


def test_nothing_but_the_list_of_signals_dispatches_an_event():
    dispatching = {
        path for path in SCRIPTS if any(text(n) == "dispatchEvent" for n in nodes(tree(path), "property_identifier"))
    }
    assert dispatching == {EVENTS}


@pytest.mark.parametrize(("function", "end"), [("send", "from"), ("hear", "to")])
def test_the_list_of_signals_says_who_sends_and_who_hears_each(function, end):
    found: dict[str, set[str]] = {name: set() for name in signals()}
    for path in SCRIPTS:
        for signal in calls(path, function):
            if path != EVENTS:
                found.setdefault(signal, set()).add(place(path))
    if function == "hear":  # whoever builds on the study hears through it
        found["digit-rest"] |= {place(path) for path in SCRIPTS if UI / "lib" / "explain" / "study.js" in imports(path)}
    for name, listed in signals().items():
        parts = found[name] - ({"lib"} if end == "to" else set())
        assert listed[end] - {"outside drivers"} == parts, name
    assert set(found) == set(signals())


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(UI)))
def test_files_and_functions_stay_small(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE
    assert {name: n for name, n in lengths(path).items() if n > LONGEST_FUNCTION} == {}
    assert [line for line in path.read_text("utf-8").splitlines() if len(line) > 130] == []
