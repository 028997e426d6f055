"""What uploads may take of the disk. Gradio keeps each for a quarter of an hour (``delete_cache``)."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from gradio.routes import App
from gradio.utils import get_upload_folder
from starlette.exceptions import HTTPException
from starlette.requests import Request

from digit_model.ui.server.door.body_limit import MAX_UPLOAD
from digit_model.ui.server.door.budget import Buckets, caller_of
from digit_model.ui.server.door.routes import is_upload

EVERY, KEPT = 300, 900  # seconds: how often old files are looked for, and how old they get
EACH = (200e6 / KEPT, 200e6)  # bytes a second, and at once, of one caller
ALL = (1e9 / KEPT, 1e9)  # the same of all callers together
FREE = 500_000_000  # bytes of the disk that stay free for all else

QUOTA = Buckets(EACH, ALL)


def room_for_upload(request: Request) -> None:
    """Let a file in while there is room for it: on the disk, and in what the caller and all callers may send.

    Raises: HTTPException (429 or 507), in words.
    """
    size = int(request.headers.get("content-length", MAX_UPLOAD))  # a body in chunks does not say
    if not is_upload(request) or size > MAX_UPLOAD:  # which ``BodyLimit`` refuses
        return
    if _free() < FREE + size:
        raise HTTPException(507, "the server's disk is nearly full; send the picture later")
    caller = caller_of(request)
    if not caller:
        return
    if wait := QUOTA.of(caller).wait(size):
        raise HTTPException(429, "you have sent many files; send more later", {"Retry-After": f"{wait:.0f}"})
    if wait := QUOTA.all.wait(size):
        raise HTTPException(507, "too many files were sent; send yours later", {"Retry-After": f"{wait:.0f}"})
    QUOTA.spend(caller, size)


@asynccontextmanager
async def swept(_app: App) -> AsyncIterator[None]:
    """While the app runs, removes what Gradio leaves behind for good: uploads that broke off, and emptied folders."""
    task = asyncio.create_task(_sweep_now_and_then())
    try:
        yield
    finally:
        task.cancel()


async def _sweep_now_and_then() -> None:
    while True:
        with suppress(OSError):  # no folder can be listed while all descriptors are in use; the next time it can
            await asyncio.to_thread(sweep, Path(get_upload_folder()), time.time() - KEPT)
        await asyncio.sleep(EVERY)


def sweep(folder: Path, before: float) -> None:
    """Remove files directly in a folder, and empty folders in it, that have not changed since ``before`` (time.time()).

    A complete upload lies in a folder of its own, which Gradio empties.
    """
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):  # gone meanwhile, or a folder that holds something
            if path.lstat().st_mtime < before:
                path.rmdir() if path.is_dir() else path.unlink()


def _free() -> int:
    folder = Path(get_upload_folder())
    return shutil.disk_usage(next(place for place in (folder, *folder.parents) if place.exists())).free
