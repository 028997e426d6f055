"""The app as it runs: ``python app.py`` on 127.0.0.1, in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

PROJECT = Path(__file__).parent.parent.parent
NAMED = "digit.localhost"  # the name that the app is published under; every browser takes it for this machine


@dataclass(frozen=True)
class App:
    """A running app: its address, how long it took to serve its first page, in seconds, and its process."""

    url: str
    first_page: float
    process: int = 0


@contextmanager
def running_app(
    folder: Path = PROJECT, port: int | None = None, log: IO[str] | None = None, temporary: Path | None = None
) -> Iterator[App]:
    """``python app.py`` in a process of its own, ended with the block; it must not have asked any other host.

    ``folder``:    where it is started from.
    ``port``:      of an app that has ended, to be in its place; else a free one.
    ``log``:       where what it prints goes.
    ``temporary``: the folder for its temporary files, if not the system's.
    """
    if port is None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
    with socket.create_server(("127.0.0.1", 0)) as proxy:  # whoever asks elsewhere is sent here
        proxy_url = "http://{}:{}".format(*proxy.getsockname())
        elsewhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), proxy_url) | {"no_proxy": "127.0.0.1"}
        own = {"TMPDIR": str(temporary)} if temporary else {}
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, PROJECT / "app.py", "--port", str(port)],
            cwd=folder,
            env=os.environ | elsewhere | own | {"DIGIT_XRAY_HOSTS": NAMED},
            stdout=log,
            stderr=log,
        )
        url = f"http://127.0.0.1:{port}"
        try:
            while not _serves(url):
                assert process.poll() is None, "app.py ended before it served a page"
                assert time.monotonic() - started < 180, "app.py served no page within three minutes"
                time.sleep(0.05)
            yield App(url, time.monotonic() - started, process.pid)
        finally:
            process.terminate()
            status = process.wait(timeout=60)  # it takes 8 at most for answers in hand, and then as the machine is busy
        assert status == 0, "it was asked to end, and did"
        proxy.setblocking(False)
        with pytest.raises(BlockingIOError):
            proxy.accept()


def _serves(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except OSError:  # not there yet, or too busy to answer
        return False
