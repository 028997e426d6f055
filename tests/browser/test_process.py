"""The app as a process: asked to end, it finishes the answers in hand and leaves nothing behind."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, expect

from digit_model.reader import BUNDLED
from tests.browser.running import running_app
from tests.browser.visitor import ask, open_page

FORM = "multipart/form-data; boundary=end"


def ask_for_reading(url: str, picture: bytes) -> http.client.HTTPConnection:
    """Upload a picture and ask what it is; the answer is still to be read from the connection."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    part = b'--end\r\nContent-Disposition: form-data; name="files"; filename="slow.png"\r\n\r\n' + picture
    connection.request("POST", "/gradio_api/upload", part + b"\r\n--end--\r\n", {"Content-Type": FORM})
    (path,) = json.load(connection.getresponse())
    question = json.dumps({"data": [{"path": path, "meta": {"_type": "gradio.FileData"}}]})
    connection.request("POST", "/gradio_api/run/predict", question, {"Content-Type": "application/json"})
    return connection


def test_sigterm_finishes_the_answers_in_hand_and_cleans_up(tmp_path: Path, browser: Browser) -> None:
    temporary, slow = tmp_path / "tmp", tmp_path / "slow.png"
    temporary.mkdir()
    Image.new("P", (5000, 5000)).save(slow)  # half a second's work
    shutil.copytree(BUNDLED / "talk", tmp_path / "runs" / "mine")
    with running_app(tmp_path, temporary=temporary) as app:
        visitor = open_page(app, browser, 1280, dark=False, locale="en-US", touch=False)
        ask(visitor.page, "compare")
        expect(visitor.page.get_by_role("option", name="runs/mine")).to_be_attached()  # wherever it is started
        asked = [ask_for_reading(app.url, slow.read_bytes()) for _ in range(3)]
        assert len(list(temporary.rglob("slow.png"))) >= 1
        with urllib.request.urlopen(f"{app.url}/config") as response:  # the server has come to what was asked before
            assert response.status == 200
        os.kill(app.process, signal.SIGTERM)
        for connection in asked:
            answer = connection.getresponse()
            assert answer.status == 200
            assert "data" in json.load(answer)
            connection.close()
        os.waitid(os.P_PID, app.process, os.WEXITED | os.WNOWAIT)  # though a page is open
        visitor.page.context.close()
    assert list(temporary.iterdir()) == []
