"""One run of the app as a process: how it starts where something is in the way, and how it ends."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING, Any

from digit_model.errors import in_one_sentence

if TYPE_CHECKING:  # nothing else here: Gradio must not be imported before it knows where its temporary files go
    import gradio as gr

PATIENCE = 8  # seconds that the answers in hand may take once the process is asked to end
TEMPORARY = "GRADIO_TEMP_DIR"  # where Gradio keeps what visitors upload
ENDING = (signal.SIGTERM, signal.SIGINT)
M_ARENA_MAX = -8  # glibc's own number for it, in malloc.h
ARENAS = 2


@contextmanager
def one_run(port: int | None) -> Iterator[None]:
    """What the app does within the block leaves no temporary files, and a system that refuses it something ends it.

    SIGTERM and Ctrl-C leave the block from wherever it is, with status 0.
    ``port``:  the one that was asked for, looked at before anything else because the rest takes seconds.
    Raises: SystemExit with one sentence if the port is taken, the disk is full, or there is no place to write to.
    """
    former = {number: signal.signal(number, _end) for number in ENDING}
    _let_threads_share_memory()
    try:
        _check_port(port)
        with _no_garbage_sought(), _own_temporary_files():
            yield
    except OSError as error:
        sys.exit(f"The page cannot be served: {in_one_sentence(error)}")
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def serve(page: gr.Blocks, **options: Any) -> None:
    """Serve the page until the process is asked to end; the answers in hand are finished first.

    From now on garbage is sought, but not among what is there by now.
    ``options``: as ``page.launch`` takes them.
    """
    page.launch(prevent_thread_lock=True, **options)
    gc.freeze()
    gc.enable()
    try:
        Event().wait()
    finally:
        _finish(page)


def _end(number: int, frame: object) -> None:
    sys.exit(0)


def _finish(page: gr.Blocks) -> None:
    """Take no further request, and wait for those that are being answered, but not for ever.

    ``page.close`` would tell everybody at once that the server has stopped. What takes longer goes with the process:
    to cancel it would fill the log with stack traces.
    """
    page.app.stop_event.set()  # ends the connection that every open page keeps only to say that it is there
    page.server.should_exit = True
    page.server.thread.join(PATIENCE)


def _let_threads_share_memory() -> None:
    """Bound the arenas of glibc's malloc, where that is this machine's.

    Each thread would take one for itself, and keep there what a decoded picture has left: after two and a half minutes
    of photos and costly pictures the process had 1,300 MB, and with two arenas 900.
    """
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):  # musl has no arenas
        libc.mallopt(M_ARENA_MAX, ARENAS)


@contextmanager
def _no_garbage_sought() -> Iterator[None]:
    """Have Python look for no garbage while the page is built, but only when it is served.

    A start makes half a million objects, which stay. To look through them again and again took a fifth of its time;
    afterwards, each time it would stop everybody for a quarter of a second.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()


@contextmanager
def _own_temporary_files() -> Iterator[None]:
    """A folder for all that Gradio puts aside in this run, within the one that the owner names or the system's."""
    former = os.environ.get(TEMPORARY)
    try:
        folder = TemporaryDirectory(prefix="digit-x-ray-", dir=former, ignore_cleanup_errors=True)
    except OSError as error:
        sys.exit(f"There is no temporary folder to write to: {in_one_sentence(error)}")
    with folder as name:
        os.environ[TEMPORARY] = name
        try:
            yield
        finally:
            os.environ.pop(TEMPORARY)
            if former is not None:
                os.environ[TEMPORARY] = former


def _check_port(port: int | None) -> None:
    if port is None:
        return  # Gradio looks for a free one
    host = os.environ.get("GRADIO_SERVER_NAME", "127.0.0.1").strip("[]")  # Gradio takes IPv6 addresses in brackets too
    try:
        family, *_ = socket.getaddrinfo(host, port)[0]
        socket.create_server((host, port), family=family).close()
    except socket.gaierror as error:
        sys.exit(f'GRADIO_SERVER_NAME is "{host}", where nothing can be served: {error.strerror}')
    except OSError as error:
        sys.exit(f"Port {port} cannot be used: {os.strerror(error.errno or 0)}; choose another with --port, or none")
