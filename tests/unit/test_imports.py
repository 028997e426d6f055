"""The import rule: app -> ui -> digit_model core, train -> digit_model core; heavy packages in one place each."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from train.environment import PROJECT

CORE = [path for path in PROJECT.glob("digit_model/**/*.py") if "ui" not in path.parts]
UI = list(PROJECT.glob("digit_model/ui/**/*.py"))
TRAIN = list(PROJECT.glob("train/**/*.py"))


@cache
def imported(path: Path) -> set[str]:
    """Every module that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def importers(module: str, files: list[Path]) -> set[str]:
    """The files that import a module or something in it."""
    return {
        path.relative_to(PROJECT).as_posix()
        for path in files
        if any(name == module or name.startswith(f"{module}.") for name in imported(path))
    }


def test_the_core_knows_neither_the_page_nor_training():
    for module in ("gradio", "train", "digit_model.ui", "app"):
        assert importers(module, CORE) == set()


def test_training_knows_no_page_and_the_page_no_training():
    assert importers("gradio", TRAIN) == importers("digit_model.ui", TRAIN) == set()
    assert importers("train", UI) == set()


def test_parts_build_on_what_all_share_and_never_on_each_other():
    for part in PROJECT.glob("digit_model/ui/parts/*"):
        own, others = f"digit_model.ui.parts.{part.name}", "digit_model.ui.parts"
        foreign = {name for path in part.glob("*.py") for name in imported(path) if name.startswith(others)}
        assert {name for name in foreign if not name.startswith(f"{own}.")} == set(), part.name


def test_what_answers_the_page_knows_none_of_its_parts():
    assert importers("digit_model.ui.parts", list(PROJECT.glob("digit_model/ui/server/*.py"))) == set()


def test_heavy_packages_have_one_place_each():
    everything = [*CORE, *UI, *TRAIN, PROJECT / "app.py"]
    assert importers("torchvision", everything) == {"train/sources/mnist.py"}
    users = {"digit_model/hub.py", "digit_model/borrowed.py", "train/hub.py", "train/space.py"}
    assert importers("huggingface_hub", everything) == users
    assert importers("gradio", everything) - {path.relative_to(PROJECT).as_posix() for path in UI} == set()


def test_files_stay_small():
    long = {path.name: n for path in [*CORE, *UI, *TRAIN] if (n := len(path.read_text().splitlines())) > 240}
    assert long == {}
