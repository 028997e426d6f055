"""TOML files. Python's standard library reads them from 3.11 on; tomli is the same module for 3.10."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def load_toml(path: Path) -> dict[str, Any]:
    """What a TOML file holds.  Raises: OSError, tomllib.TOMLDecodeError."""
    return tomllib.loads(path.read_text("utf-8"))
