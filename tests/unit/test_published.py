"""A missing file is fetched over HTTP, with a progress bar, and unpacked; whatever else comes is refused."""

from __future__ import annotations

import io
import threading
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from train.sources.published import (
    DamagedData,
    MissingData,
    Published,
    md5_of_members,
    read_published,
    written_whole,
)

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
    """What a server on 127.0.0.1 answers, by path, half of it under /interrupted; its address is under ""."""
    answers: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            whole = answers.get(self.path, b"not here")
            self.send_response(200 if self.path in answers else 404)
            self.send_header("Content-Length", str(len(whole)))
            self.end_headers()
            self.wfile.write(whole[: len(whole) // 2] if self.path.startswith("/interrupted") else whole)

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
    return Published("set/hello.txt", served[""].decode() + path, md5, member)


def test_a_missing_file_is_fetched_unpacked_and_kept(tmp_path, served):
    served["/a.zip"] = archive(hello_Z=COMPRESSED, plain=b"hello hello hello")
    assert read_published(published(served), tmp_path) == b"hello hello hello"
    assert (tmp_path / "set" / "hello.txt").read_text() == "hello hello hello"
    del served["/a.zip"]
    assert read_published(published(served), tmp_path) == b"hello hello hello", "it is fetched once"


def test_a_member_that_is_not_packed_again_is_taken_as_it_is(tmp_path, served):
    served["/a.zip"] = archive(plain=b"hello hello hello")
    assert read_published(published(served, member="plain"), tmp_path) == b"hello hello hello"


@pytest.mark.parametrize("answer", [b"<html>moved</html>", archive(other=b"x"), archive(hello_Z=b"plain"), None])
def test_what_is_no_such_archive_leaves_nothing_behind(tmp_path, served, answer):
    if answer is not None:
        served["/a.zip"] = answer
    with pytest.raises(MissingData, match=r"(?s)hello\.txt is missing and could not be downloaded.*or name another"):
        read_published(published(served), tmp_path)
    assert list(tmp_path.rglob("*.*")) == []


def test_another_content_is_named_with_both_checksums(tmp_path, served):
    served["/a.zip"] = archive(plain=b"hello")
    with pytest.raises(DamagedData, match=rf"5d41402abc4b2a76b9719d911017c592, expected {MD5}"):
        read_published(published(served, member="plain"), tmp_path)


def test_a_file_that_is_in_no_archive_is_fetched_with_a_progress_bar(tmp_path, served, capfd):
    served["/hello.txt"] = b"hello hello hello"
    assert read_published(published(served, "/hello.txt", member=""), tmp_path) == b"hello hello hello"
    told = capfd.readouterr().err
    assert "hello.txt: 100%" in told
    assert "17.0/17.0" in told


@pytest.mark.parametrize("member", ["", "plain"])
def test_an_interrupted_download_leaves_nothing_and_the_next_one_succeeds(tmp_path, served, member):
    served["/interrupted"] = served["/whole"] = archive(plain=b"hello hello hello") if member else b"hello hello hello"
    size = len(served["/whole"])
    with pytest.raises(MissingData, match=f"the connection ended after {size // 2} of {size} bytes"):
        read_published(published(served, "/interrupted", member), tmp_path)
    assert list(tmp_path.rglob("*.*")) == []
    assert read_published(published(served, "/whole", member), tmp_path) == b"hello hello hello"


def test_a_damaged_file_is_named_with_what_to_do(tmp_path, served):
    file = published(served)
    (tmp_path / "set").mkdir()
    (tmp_path / file.path).write_text("hello")
    with pytest.raises(DamagedData) as refusal:
        read_published(file, tmp_path)
    for part in (str(tmp_path / file.path), "5d41402abc4b2a76b9719d911017c592", MD5, "Delete it", file.url):
        assert part in str(refusal.value)


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "file"
    written_whole(path, b"old")
    with pytest.raises(TypeError):
        written_whole(path, "no bytes")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_names_and_contents_of_members_count():
    sums = [{"a": b"1", "b": b"2"}, {"a": b"1", "b": b"3"}, {"a": b"1", "c": b"2"}, {"a": b"1"}]
    assert len({md5_of_members(members) for members in sums}) == 4
