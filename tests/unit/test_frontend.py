"""Gradio's own files: each is compressed once and kept by the browser for good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from gradio.routes import BUILD_PATH_LIB
from starlette.applications import Starlette
from starlette.testclient import TestClient

from digit_model.ui.server.frontend import COUNTS, COUNTS_WHILE_THERE, TRACKER, Frontend

INSTALLED = sorted(path for path in Path(BUILD_PATH_LIB).iterdir() if path.is_file())
SCRIPT = b"export const shown = true;\n" * 200


@pytest.fixture
def client(tmp_path) -> Iterator[TestClient]:
    """A folder of three files, one of them out of reach, served."""
    (tmp_path / "within").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "within" / "index-Ab12_-x9.js").write_bytes(SCRIPT)
    (tmp_path / "within" / "index-Ab12_-y9.css").write_text("a { color: red; }")
    with TestClient(Starlette(routes=[Frontend(tmp_path / "within").route()])) as given:
        yield given


def test_every_name_of_gradios_holds_a_hash():
    assert len(INSTALLED) > 100
    assert [path.name for path in INSTALLED if not re.search(r"-[\w-]{8,}\.\w+$", path.name)] == []


@pytest.mark.parametrize("kind", [".js", ".css", ".svg"])
def test_gradios_own_files_come_as_they_are_and_are_kept(kind):
    path = next(path for path in INSTALLED if path.suffix == kind)
    with TestClient(Starlette(routes=[Frontend(path.parent).route()])) as client:
        response = client.get(f"/assets/{path.name}")
    assert response.content == path.read_bytes()
    wanted = {".js": "javascript", ".css": "text/css", ".svg": "image/svg+xml"}[kind]
    assert wanted in response.headers["content-type"]
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_the_status_tracker_alone_is_changed_and_in_one_place():
    (path,) = (path for path in INSTALLED if path.name.startswith(TRACKER) and path.suffix == ".js")
    assert path.read_bytes().count(COUNTS) == 1  # else look whether this Gradio still counts on, and what U is
    with TestClient(Starlette(routes=[Frontend(path.parent).route()])) as client:
        response = client.get(f"/assets/{path.name}")
    assert response.content == path.read_bytes().replace(COUNTS, COUNTS_WHILE_THERE)


def test_a_file_is_compressed_once_when_it_is_first_asked_for(client, nobody_compresses):
    for _ in range(2):
        with client.stream("GET", "/assets/index-Ab12_-x9.js", headers={"Accept-Encoding": "gzip, br"}) as response:
            sent = b"".join(response.iter_raw())
        assert response.headers["content-encoding"] == "br"
        assert brotli.decompress(sent) == SCRIPT
        assert len(sent) < len(SCRIPT) / 20
        nobody_compresses()
    again = client.get("/assets/index-Ab12_-x9.js", headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "name",
    ["secret.txt", "..%2fsecret.txt", "../secret.txt", "%2e%2e/secret.txt", "", "index-Ab12_-x9.js/", "index.js"],
)
def test_nothing_else_is_there(name, client):
    response = client.get(f"/assets/{name}", follow_redirects=False)
    assert response.status_code in (404, 307)
    assert "secret" not in response.text


def test_a_file_that_is_gone_is_not_remembered_as_gone(client):
    response = client.get("/assets/index-00000000.js")
    assert response.status_code == 404
    assert response.headers["cache-control"] == "no-store"
    assert "reload the page" in response.json()["detail"]
