"""The running app over plain HTTP: how its page is sent, and what nobody should send to the functions of it."""

from __future__ import annotations

import gzip
import http.client
import json
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

import brotli
import pytest


def post(url: str, body: bytes | Iterator[bytes], **headers: str) -> tuple[int, str]:
    """Send a body to the pad's route, chunked if it is an iterator."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    chunked = not isinstance(body, bytes)
    if chunked:
        headers["Transfer-Encoding"] = "chunked"
    try:
        connection.request("POST", "/gradio_api/component_server/", body, headers, encode_chunked=chunked)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def ids(app) -> dict[str, int]:
    """The first page's parts, by name, as Gradio numbers them."""
    with urllib.request.urlopen(f"{app.url}/config") as response:
        components = json.load(response)["components"]
    return {c["props"]["elem_id"]: c["id"] for c in reversed(components) if c["props"].get("elem_id")}


@pytest.mark.parametrize(
    ("question", "complaint"),
    [
        (None, "base64 of 784 bytes"),
        ([], "base64 of 784 bytes"),
        ({"digit": 7}, "base64 of 784 bytes"),
        ({"digit": "AAAA"}, "784 bytes, one a pixel; this is 3"),
        ({"digit": "no base64!"}, "base64"),
    ],
)
def test_a_malformed_question_gets_an_error_that_says_what_is_wrong(app, ids, question, complaint):
    body = {"data": question, "component_id": ids["neighbours"], "fn_name": "nearest", "session_hash": "a-stranger"}
    status, text = post(app.url, json.dumps(body).encode(), **{"Content-Type": "application/json"})
    assert status == 422
    assert complaint in json.loads(text)["detail"]
    assert "Traceback" not in text


@pytest.mark.parametrize(
    ("part", "function", "question"),
    [
        ("compare", "other_network", '{"model": "runs/\\ud800"}'),
        ("compare", "other_network", '{"model": "\\udfff/digits"}'),
        ("compare", "trained", '"\\ud800"'),
        ("neighbours", "nearest", '{"digit": "\\ud800"}'),
    ],
)
def test_half_a_character_is_refused_in_words(app, ids, part, function, question):
    """JSON can hold it, and no answer could repeat it."""
    body = f'{{"data": {question}, "component_id": {ids[part]}, "fn_name": "{function}", "session_hash": "a-stranger"}}'
    status, text = post(app.url, body.encode(), **{"Content-Type": "application/json"})
    assert status == 422
    assert "surrogate in string" in json.loads(text)["detail"]


def test_twenty_megabytes_are_refused_whether_announced_or_not(app):
    announced = post(app.url, b"x" * 20_000_000, **{"Content-Type": "application/json"})
    in_chunks = post(app.url, (b"x" * 65_536 for _ in range(320)), **{"Content-Type": "application/json"})
    for status, text in (announced, in_chunks):
        assert status == 413
        assert "larger than 1 MB" in text


@pytest.mark.parametrize(
    ("known", "encoding", "unpack"),
    [("gzip, br, zstd", "br", brotli.decompress), ("gzip, zstd", "gzip", gzip.decompress), ("identity", None, bytes)],
)
def test_the_page_is_sent_as_small_as_the_browser_can_take_it(app, known, encoding, unpack):
    request = urllib.request.Request(f"{app.url}/", headers={"Accept-Encoding": known})
    with urllib.request.urlopen(request) as response:
        sent = response.read()
        assert response.headers["Content-Encoding"] == encoding
        assert "Accept-Encoding" in response.headers["Vary"]
    assert unpack(sent).startswith(b"<!doctype html>")
