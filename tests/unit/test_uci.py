"""A missing file is fetched from its archive, over HTTP, and unpacked; whatever else comes is refused."""

from __future__ import annotations

import io
import threading
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from train.data import DamagedData, MissingData
from train.uci import Published, read_published

# "hello hello hello", packed by Unix `compress`.
COMPRESSED = b64decode("H52QaMqwYfMGRMCBBQ8SBA==")
MD5 = "667a6d14b2dc154feac362ddad4d4ca8"


def archive(**members: bytes) -> bytes:
    """A zip file with these members; _ stands for a dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in members.items():
            packed.writestr(name.replace("_", "."), data)
    return file.getvalue()


@pytest.fixture
def served() -> Iterator[dict[str, bytes]]:
    """What a server on 127.0.0.1 answers, by path; its address is under ""."""
    answers: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path in answers
            self.send_response(200 if known else 404)
            self.end_headers()
            self.wfile.write(answers.get(self.path, b"not here"))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})  # shutdown() waits so long
    thread.start()
    answers[""] = f"http://127.0.0.1:{server.server_port}".encode()
    yield answers
    server.shutdown()
    thread.join()
    server.server_close()


def published(served: dict[str, bytes], path: str = "/a.zip", member: str = "hello.Z", md5: str = MD5) -> Published:
    return Published("set/hello.txt", served[""].decode() + path, member, md5)


def test_a_missing_file_is_fetched_unpacked_and_kept(tmp_path, served):
    served["/a.zip"] = archive(hello_Z=COMPRESSED, plain=b"hello hello hello")
    assert read_published(published(served), tmp_path) == "hello hello hello"
    assert (tmp_path / "set" / "hello.txt").read_text() == "hello hello hello"
    del served["/a.zip"]
    assert read_published(published(served), tmp_path) == "hello hello hello", "it is fetched once"


def test_a_member_that_is_not_packed_again_is_taken_as_it_is(tmp_path, served):
    served["/a.zip"] = archive(plain=b"hello hello hello")
    assert read_published(published(served, member="plain"), tmp_path) == "hello hello hello"


@pytest.mark.parametrize("answer", [b"<html>moved</html>", archive(other=b"x"), archive(hello_Z=b"plain"), None])
def test_what_is_no_such_archive_leaves_nothing_behind(tmp_path, served, answer):
    if answer is not None:
        served["/a.zip"] = answer
    with pytest.raises(MissingData, match=r"(?s)hello\.txt is missing and could not be downloaded.*or name another"):
        read_published(published(served), tmp_path)
    assert not (tmp_path / "set" / "hello.txt").exists()


def test_another_content_is_named_with_both_checksums(tmp_path, served):
    served["/a.zip"] = archive(plain=b"hello")
    with pytest.raises(DamagedData, match=rf"5d41402abc4b2a76b9719d911017c592, expected {MD5}"):
        read_published(published(served, member="plain"), tmp_path)
