"""Where the system refuses something, the app ends with one sentence; and it leaves no temporary files."""

from __future__ import annotations

import errno
import gc
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import pytest

import app
from digit_model.ui import page
from digit_model.ui.server import process
from digit_model.ui.server.process import ARENAS, ENDING, TEMPORARY, one_run, serve
from train.environment import PROJECT


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch) -> Path:
    """Where temporary files are made."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.delenv(TEMPORARY, raising=False)
    return tmp_path


@pytest.fixture
def unbuilt(monkeypatch) -> None:
    """No page is built: it would take seconds."""
    monkeypatch.setattr(page, "build_page", lambda *_: pytest.fail("it went on"))


@pytest.mark.usefixtures("unbuilt")
def test_a_port_in_use_is_said_at_once_in_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"^Port {port} cannot be used: Address already in use; choose another"):
            app.main(["--port", str(port)])


@pytest.mark.usefixtures("unbuilt")
def test_a_name_that_is_none_of_this_machine_s_is_not_the_port_s_fault(monkeypatch):
    monkeypatch.setenv("GRADIO_SERVER_NAME", "[::x]")
    with pytest.raises(SystemExit, match=r'^GRADIO_SERVER_NAME is "::x", where nothing can be served: \w'):
        app.main(["--port", "7860"])


@pytest.mark.usefixtures("unbuilt")
@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty", "7860.0", "²"])
def test_what_is_no_port_is_said_so(port, capsys):
    with pytest.raises(SystemExit):
        app.main([f"--port={port}"])
    assert "a port is a number from 1 to 65535" in capsys.readouterr().err


@pytest.mark.usefixtures("unbuilt")
def test_a_temporary_folder_that_is_not_there_is_said_so(place, monkeypatch):
    monkeypatch.setenv(TEMPORARY, str(place / "gone"))
    with pytest.raises(SystemExit, match=r"^There is no temporary folder to write to: No such file.*gone") as ended:
        app.main([])
    assert "\n" not in ended.value.code


@pytest.mark.usefixtures("unbuilt")
def test_a_system_with_no_temporary_folder_at_all_is_said_so(monkeypatch):
    def unusable() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "_get_default_tempdir", unusable)
    with pytest.raises(SystemExit, match=r"^There is no temporary folder to write to: No usable temporary directory"):
        app.main([])


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "No space left on device: {place}; free some space, or use another disk"),
        (errno.EROFS, "Read-only file system: {place}; choose a place that you may write to"),
        (errno.EACCES, "Permission denied: {place}; choose a place that you may write to"),
        (errno.EMFILE, "Too many open files: {place}; allow more open files with `ulimit -n`"),
        (errno.EIO, "it broke: {place}"),
    ],
)
def test_whatever_the_system_refuses_ends_in_one_sentence(monkeypatch, place, number, sentence):
    def refused(*_: object) -> None:
        raise OSError(number, "it broke", str(place))

    monkeypatch.setattr(page, "build_page", refused)
    with pytest.raises(SystemExit) as ended:
        app.main([])
    assert ended.value.code == "The page cannot be served: " + sentence.format(place=place)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_ends_a_run_wherever_it_is_and_nothing_stays(place, monkeypatch, number):
    monkeypatch.setenv(TEMPORARY, str(place))
    before = signal.getsignal(number)

    def run() -> None:
        with one_run(None):
            folder = Path(os.environ[TEMPORARY])
            assert folder.parent == place
            (folder / "upload.png").write_bytes(b"a picture")
            os.kill(os.getpid(), number)
            pytest.fail("it went on")

    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 0
    assert list(place.iterdir()) == []
    assert os.environ[TEMPORARY] == str(place)
    assert signal.getsignal(number) == before


def test_garbage_is_sought_only_while_the_page_is_served_and_not_in_what_was_there_before(monkeypatch):
    seen = []

    def look(**_: object) -> None:
        seen.append((gc.isenabled(), gc.get_freeze_count() > 0))

    monkeypatch.setattr(process, "Event", lambda: SimpleNamespace(wait=look))
    monkeypatch.setattr(process, "_finish", lambda _page: None)
    with one_run(None):
        serve(SimpleNamespace(launch=look))
    look()
    assert seen == [(False, False), (True, True), (True, False)], "at launch, while it is served, afterwards"


def test_what_takes_seconds_to_import_is_not_imported_before_the_run():
    code = "import sys, app; print({'torch', 'gradio'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_an_answer_that_takes_too_long_goes_with_the_process_and_leaves_no_trace(monkeypatch, capfd):
    asked, may_end = threading.Event(), threading.Event()

    def endless() -> str:
        asked.set()
        may_end.wait(60)
        return "at last"

    with gr.Blocks(analytics_enabled=False) as blocks:
        gr.api(endless, api_name="endless")
    monkeypatch.setattr(process, "PATIENCE", 0.3)
    caller = threading.Thread(target=ask_and_end, args=(blocks, asked), daemon=True)

    def run() -> None:
        with one_run(None):
            caller.start()
            serve(blocks, quiet=True)

    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 0
    assert blocks.server.thread.is_alive(), "it waited for the answer"
    may_end.set()
    caller.join(60)
    blocks.close(verbose=False)
    assert "Traceback" not in capfd.readouterr().err


def ask_and_end(blocks: gr.Blocks, asked: threading.Event) -> None:
    """Ask for what takes long, and have the process end meanwhile."""
    while not blocks.is_running:
        time.sleep(0.01)

    def ask() -> None:
        question = urllib.request.Request(
            f"{blocks.local_url}gradio_api/run/endless", b'{"data": []}', {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(question, timeout=60) as response:
            response.read()

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asked.wait(60)
    os.kill(os.getpid(), signal.SIGTERM)
    asking.join(60)


ARENAS_OF_EIGHT_THREADS = """
import ctypes, sys, threading
from digit_model.ui.server.process import one_run

libc = ctypes.CDLL(None)
libc.fopen.restype = libc.malloc.restype = ctypes.c_void_p
with one_run(None):
    all_here = threading.Barrier(8)
    def work():
        all_here.wait()
        libc.malloc(100_000)
        all_here.wait()
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    file = ctypes.c_void_p(libc.fopen(sys.argv[1].encode(), b"w"))
    libc.malloc_info(0, file)
    libc.fclose(file)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc's malloc has arenas")
def test_threads_keep_no_memory_for_themselves(tmp_path):
    told = tmp_path / "malloc.xml"
    subprocess.run([sys.executable, "-c", ARENAS_OF_EIGHT_THREADS, told], cwd=PROJECT, check=True)
    assert told.read_text().count("<heap nr=") <= ARENAS
