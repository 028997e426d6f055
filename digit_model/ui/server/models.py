"""Which networks a visitor may ask for: what comes with the package, what was trained here, what is on the Hub.

Anybody may send a name, so a name never becomes a path: it is looked for among those that are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG
from threading import BoundedSemaphore
from typing import Any

from fastapi import HTTPException

from digit_model.borrowed import borrowed_checkpoint
from digit_model.checkpoint import CONFIG, load_checkpoint
from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable, UnknownModel
from digit_model.hub import is_repository
from digit_model.reader import RUNS, Reader, bundled_models, find_checkpoint
from digit_model.ui.server.complaints import told
from digit_model.ui.server.failures import Failures
from digit_model.ui.server.networks import STORE

LISTED = 50  # runs offered, the newest
KEPT = 8  # networks in memory, 0.6 MB each
LONGEST_NAME = 200  # letters; the Hub allows 96 and a revision
LONGEST_ERROR = 300  # letters; a stranger's checkpoint may name a variant of any length

FAILURES = {  # {what went wrong: the line of the page that says it}
    UnknownModel: "unknown",
    DamagedCheckpoint: "damaged",
    HubUnreachable: "unreachable",
    HubRefused: "refused",
}

_fetching = BoundedSemaphore(4)  # a slow Hub holds a thread for seconds, and the page lives on forty
_failed = Failures(seconds=30)  # of the Hub's networks


def trained_models() -> list[str]:
    """Names of the checkpoints trained here, such as "runs/quick-seed0", the newest first."""
    written = _runs()
    return sorted(written, key=written.__getitem__, reverse=True)[:LISTED]


def other_network(question: Any) -> dict[str, Any]:
    """JSON data for {"model": name}: that network as ``described``, or which failure, said in HTML.

    Raises: HTTPException (422) if the question has not that form.
    """
    model = question.get("model") if isinstance(question, dict) else None
    if not isinstance(model, str):
        raise HTTPException(422, 'a comparison names a "model"')
    try:
        return STORE.described(reader_of(model), model)
    except tuple(FAILURES) as error:
        return {"failure": FAILURES[type(error)], "said": told(error).html()}


def reader_of(model: str) -> Reader:
    """The reader of a bundled name, of "runs/NAME", or of "user/repo[@revision]" on the Hub.

    What came from the Hub stays as it was fetched while it is among the last few asked for, and what failed fails again
    for half a minute without being asked for.
    Raises: UnknownModel, DamagedCheckpoint, HubUnreachable, HubRefused.
    """
    if model in bundled_models():
        return _loaded(model, _here, 0)
    if model.startswith(f"{RUNS}/"):
        written = _runs().get(model)
        if written is None:
            raise UnknownModel("no {model} here", model=model[:LONGEST_NAME])
        return _loaded(model, _here, written)
    if len(model) > LONGEST_NAME or not is_repository(model):
        raise UnknownModel("it would have the form USER/REPO")
    return _loaded(model, _fetched, 0)


def _runs() -> dict[str, int]:
    """{"runs/NAME": when it was written, in ns} of the checkpoints directly there that can be told to a browser."""
    return {
        f"{RUNS}/{config.parent.name}": written
        for config in Path(RUNS).glob(f"[!.]*/{CONFIG}")
        if (written := _written(config)) is not None
    }


def _written(config: Path) -> int | None:
    """When a checkpoint was written, in ns; None if it is a link, which may lead out, is no file or has gone."""
    try:
        config.parent.name.encode()  # names of files are bytes, and need not be text
        about = config.lstat()
    except (UnicodeEncodeError, OSError):
        return None
    return about.st_mtime_ns if S_ISREG(about.st_mode) and not config.parent.is_symlink() else None


@contextmanager
def _here(model: str) -> Iterator[Path]:
    yield find_checkpoint(model)


@contextmanager
def _fetched(repository: str) -> Iterator[Path]:
    _failed.check(repository)
    if not _fetching.acquire(blocking=False):
        raise HubUnreachable("too many visitors are asking it")
    try:
        with borrowed_checkpoint(repository) as folder:
            yield folder
    except tuple(FAILURES) as error:
        _failed.keep(repository, error)
        raise
    finally:
        _fetching.release()


@lru_cache(KEPT)
def _loaded(model: str, find: Callable[[str], AbstractContextManager[Path]], written: int) -> Reader:
    """``written`` is there to be told apart by: training again makes another network of the same name."""
    with find(model) as folder:
        try:
            return Reader(*load_checkpoint(folder))
        except DamagedCheckpoint as error:
            # The first line says it all, and where this machine keeps its files is nobody's business.
            said = str(error).splitlines()[0].replace(str(folder), model).rstrip(":")
            raise DamagedCheckpoint(said[:LONGEST_ERROR]) from None
