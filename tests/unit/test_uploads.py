"""What the app takes in and keeps: uploads, bodies that never end, sessions, and calls that wait."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from anyio import fail_after

from digit_model.ui.page import MOST_WAITING, launch_options
from digit_model.ui.server.door import uploads
from digit_model.ui.server.door.body_limit import MAX_UPLOAD, BodyLimit
from digit_model.ui.server.door.budget import Buckets
from digit_model.ui.server.door.uploads import room_for_upload, sweep, swept
from tests.unit.knocking import refused, request


def upload(size: int, client: str = "203.0.113.7") -> tuple[int, str]:
    return refused(room_for_upload, request("/gradio_api/upload", client=client, **{"content-length": str(size)}))


def test_uploads_are_bounded_by_caller_and_in_all(monkeypatch):
    monkeypatch.setattr(uploads, "QUOTA", Buckets((0.001, 30e6), (0.001, 50e6)))
    assert [upload(MAX_UPLOAD)[0] for _ in range(3)] == [200, 200, 429]
    assert upload(1_000) == (200, ""), "a small one still fits"
    assert [upload(MAX_UPLOAD, f"198.51.100.{number}")[0] for number in range(3)] == [200, 200, 507]
    assert upload(MAX_UPLOAD + 1, "198.51.100.9") == (200, ""), "which is refused for its size"


def test_nothing_is_uploaded_to_a_disk_that_is_nearly_full(monkeypatch):
    usage = shutil.disk_usage(".")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=uploads.FREE + 999))
    assert upload(999) == (200, "")
    assert upload(1_000, "127.0.0.1") == (507, "the server's disk is nearly full; send the picture later")


def test_what_broke_off_is_swept_away_and_what_is_whole_or_young_stays(tmp_path):
    for name in ("old", "young", "kept/picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "emptied").mkdir()
    for name in ("old", "kept", "emptied"):
        os.utime(tmp_path / name, (1_000, 1_000))
    sweep(tmp_path, before=2_000)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "young"]
    sweep(tmp_path / "nowhere", before=2_000)


def test_while_the_app_runs_its_uploads_are_swept(tmp_path, monkeypatch):
    monkeypatch.setattr("digit_model.ui.server.door.uploads.get_upload_folder", lambda: str(tmp_path))
    (tmp_path / "broken-off").write_bytes(b"x")
    os.utime(tmp_path / "broken-off", (1_000, 1_000))

    async def runs() -> None:
        async with swept(None):
            with fail_after(20):
                while (tmp_path / "broken-off").exists():
                    await asyncio.sleep(0.01)

    asyncio.run(runs())


def test_a_folder_that_cannot_be_listed_once_is_swept_the_next_time(tmp_path, monkeypatch):
    swept_folders = []

    def sweep(folder: Path, before: float) -> None:
        swept_folders.append(folder)
        if len(swept_folders) == 1:
            raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr("digit_model.ui.server.door.uploads.get_upload_folder", lambda: str(tmp_path))
    monkeypatch.setattr("digit_model.ui.server.door.uploads.EVERY", 0)
    monkeypatch.setattr("digit_model.ui.server.door.uploads.sweep", sweep)

    async def runs() -> None:
        async with swept(None):
            with fail_after(20):
                while len(swept_folders) < 2:
                    await asyncio.sleep(0.01)

    asyncio.run(runs())


def test_a_body_that_stops_is_answered_and_a_client_that_waits_is_not():
    async def ends_after(body: bytes, is_whole: bool) -> list[dict[str, Any]]:
        messages = [{"type": "http.request", "body": body, "more_body": not is_whole}]

        async def receive():
            if messages:
                return messages.pop()
            await asyncio.sleep(3_600)

        async def app(scope, receive, send):
            while (await receive())["more_body"]:
                pass
            await asyncio.wait_for(receive(), 0.05) if is_whole else None

        sent = []

        async def send(message):
            sent.append(message)

        await BodyLimit(app, silence=0.01)(request().scope, receive, send)
        return sent

    assert asyncio.run(ends_after(b"{", is_whole=False))[0]["status"] == 408
    with pytest.raises(TimeoutError):  # the app's own: waiting for the client to leave has no end
        asyncio.run(ends_after(b"{}", is_whole=True))


def test_gradio_s_own_bounds_are_set():
    options = launch_options()
    assert options["enable_monitoring"] is options["run_history"] is False
    assert options["state_session_capacity"] == 1_000
    assert MOST_WAITING == 64
    assert (uploads.EVERY, uploads.KEPT) == (300, 900)
