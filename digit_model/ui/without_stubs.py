"""Imports Gradio without the type stubs that it writes for its components whenever it is imported.

For each component it parses its own source and writes a .pyi file beside it, beside this package's components too. That
serves editors, takes three of the five seconds that the import takes with Python 3.11, and has no switch.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

WRITES_STUBS = "gradio.component_meta"


class _WithoutStubs(MetaPathFinder):
    """Finds the one module, and lets it do nothing where it would write."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Nothing for any other module: then Python's own finders are asked."""
        spec = PathFinder.find_spec(name, path, target) if name == WRITES_STUBS else None
        if spec is None or spec.loader is None:
            return None
        loader: Any = spec.loader
        execute = loader.exec_module

        def executed(module: ModuleType) -> None:
            execute(module)
            module.create_or_modify_pyi = _nothing  # type: ignore[attr-defined]

        loader.exec_module = executed
        return spec


def _nothing(component: type, name: str, events: list[Any]) -> None:
    """In place of writing a component's stub."""


def import_gradio_without_stubs() -> None:
    """From now on, if Gradio has not been imported yet."""
    sys.meta_path.insert(0, _WithoutStubs())
