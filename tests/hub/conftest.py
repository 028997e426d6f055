"""A small Hub for the session, and the real client in processes of its own (it reads its settings when imported)."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.forked import Python
from tests.hub.small_hub import TOKEN, SmallHub


@dataclass(frozen=True)
class Machine:
    """A user's machine: a home for the client's cache, and the Hub that it asks."""

    home: Path
    endpoint: str

    def run(
        self, *arguments: str | Path, token: str | None = TOKEN, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """``python ARGUMENTS`` in the project, with this machine's settings and nobody else's; see ``forked.py``."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
        own = {"HF_ENDPOINT": self.endpoint, "HF_HOME": str(self.home), "HF_HUB_DISABLE_TELEMETRY": "1"}
        temporary = self.home / "tmp"
        temporary.mkdir(parents=True, exist_ok=True)
        own["TMPDIR"] = str(temporary)
        own["OMP_NUM_THREADS"] = "1"  # on a busy machine, waiting for a second thread costs more than it gives
        if token:
            own["HF_TOKEN"] = token
        return Python(*arguments, environment=kept | own | settings).ended(patience=120)

    def load(self, *sources: str | Path, token: str | None = None, **settings: str) -> dict[str, dict[str, Any]]:
        """What ``load_reader`` makes of each source."""
        return self._load("load_reader", *sources, token=token, **settings)

    def load_for_stranger(self, *sources: str, token: str | None = None, **settings: str) -> dict[str, dict[str, Any]]:
        """What the page's ``reader_of`` makes of each source that a visitor names."""
        return self._load("reader_of", *sources, token=token, **settings)

    def _load(self, function: str, *sources: str | Path, token: str | None, **settings: str) -> dict[str, Any]:
        done = self.run("-m", "tests.hub.load_each", function, *sources, token=token, **settings)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="session")
def hub() -> Iterator[SmallHub]:
    """The Hub."""
    with SmallHub().listening() as hub:
        yield hub


@pytest.fixture
def machine(hub: SmallHub, tmp_path: Path) -> Machine:
    """A machine that has never asked the Hub for anything."""
    return Machine(tmp_path / "home", hub.endpoint)


@dataclass(frozen=True)
class Push:
    """A training run that was pushed: its folder, its repository, and what the command printed."""

    folder: Path
    repository: str
    output: str


@pytest.fixture(scope="session")
def pushed(hub: SmallHub, tmp_path_factory: pytest.TempPathFactory) -> Push:
    """``python -m train quick --push-to``, once for all tests."""
    place = tmp_path_factory.mktemp("push")
    folder, repository = place / "digits", "someone/digits"
    machine = Machine(place / "home", hub.endpoint)
    done = machine.run("-m", "train", "quick", "--epochs", "1", "--out", folder, "--push-to", repository)
    assert done.returncode == 0, done.stderr
    return Push(folder, repository, done.stdout)


@pytest.fixture
def push_again(hub: SmallHub, pushed: Push, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """push_again(repository, token=..., endpoint=...) publishes the trained folder once more."""

    def push(repository: str, token: str | None = TOKEN, endpoint: str = "") -> subprocess.CompletedProcess[str]:
        machine = Machine(tmp_path / "home", endpoint or hub.endpoint)
        return machine.run("-m", "train.publish", pushed.folder, repository, token=token)

    return push
