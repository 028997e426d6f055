"""Puts files into a folder, all of them or none, and never in the place of anything that was not put there before."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from secrets import token_hex

from digit_model.ui.export.errors import CannotExport

MANIFEST = "edition.json"  # {file: SHA-256} of what an export wrote, by which the next one knows it again


def replace_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Make ``folder`` hold these files, {path: content}, and no others.

    They are written beside it first: until they all are, a former export stays as it was.
    Raises: CannotExport if it holds what no export wrote, or what was changed since; OSError.
    """
    folder = folder.resolve()
    check_replaceable(folder)
    written, former = (folder.with_name(f".{folder.name}-{kind}-{token_hex(4)}") for kind in ("new", "old"))
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    files = files | {MANIFEST: json.dumps({"files": hashes}, indent=0).encode()}
    try:
        for name, content in files.items():
            path = written / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if folder.exists():
            folder.rename(former)
        written.rename(folder)
    finally:  # also where the program is told to end between the two
        if former.exists() and not folder.exists():
            former.rename(folder)
        for path in (written, former):
            shutil.rmtree(path, ignore_errors=True)


def check_replaceable(folder: Path) -> None:
    """Nothing in the folder may be lost by an export.  Raises: CannotExport, naming what would be."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise CannotExport(f"{folder} is a file; name a folder to export to")
    if Path.cwd().is_relative_to(folder.resolve()):
        raise CannotExport(f"{folder} is where you are; an export would replace it, so name another folder")
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    manifest = found.pop(MANIFEST, None)
    known = _known(manifest) if manifest else {}
    for name, path in sorted(found.items()):
        if known.get(name) != hashlib.sha256(path.read_bytes()).hexdigest():
            told = "was changed since its export" if name in known else "was written by no export"
            raise CannotExport(f"{folder} holds {name}, which {told}; export to another folder, or move it away")


def _known(manifest: Path) -> dict[str, str]:
    try:
        return dict(json.loads(manifest.read_bytes())["files"])
    except (ValueError, TypeError, KeyError):
        return {}  # a file of that name, but none of ours: nothing else here is known
