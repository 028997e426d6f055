"""The running app over plain HTTP: the public endpoint, and what nobody should send."""

from __future__ import annotations

import gzip
import http.client
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def test_predict_is_a_typed_named_endpoint(app):
    client = Client(app.url, verbose=False)
    answer = client.predict(handle_file(EXAMPLES / "3-light-on-dark.png"), api_name="/predict")
    assert answer["label"] == "3"
    assert len(answer["confidences"]) == 3
    assert answer["confidences"][0]["confidence"] > 0.9
    assert list(client.view_api(return_format="dict")["named_endpoints"]) == ["/predict"], "the rest is private"
    client.close()


def test_an_address_is_not_fetched(app):
    client = Client(app.url, verbose=False)
    with pytest.raises(AppError, match="send the picture itself, not its address"):
        client.predict(handle_file("https://example.com/as-large-as-it-likes.png"), api_name="/predict")
    client.close()


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
def pad_id(app) -> int:
    with urllib.request.urlopen(f"{app.url}/config") as response:
        components = json.load(response)["components"]
    return next(c["id"] for c in components if c["props"].get("elem_id") == "pad")


def ask(url: str, pad_id: int, drawing: object) -> tuple[int, str]:
    body = {"data": drawing, "component_id": pad_id, "fn_name": "live", "session_hash": "a-stranger"}
    return post(url, json.dumps(body).encode(), **{"Content-Type": "application/json"})


def test_a_reply_is_small(app, pad_id):
    drawing = json.loads((EXAMPLES / "8-thick.json").read_text())
    body = {"data": drawing, "component_id": pad_id, "fn_name": "live", "session_hash": "a-stranger"}
    headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}  # as every browser says
    request = urllib.request.Request(f"{app.url}/gradio_api/component_server/", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as response:
        sent = response.read()
    assert json.loads(gzip.decompress(sent))["candidates"] == ["8"]
    assert len(sent) <= 40_000


@pytest.mark.parametrize(
    ("drawing", "complaint"),
    [
        (None, "list named"),
        ({"strokes": "many"}, "list named"),
        ({"strokes": [{"points": [[0, 0]]}]}, "width must be a number"),
        ({"strokes": [{"points": [[0, "x"]], "width": 0.1}]}, "a point is [x, y]"),
        ({"strokes": [{"points": [[0, 0]] * 20_001, "width": 0.1}]}, "20001 points"),
    ],
)
def test_a_malformed_drawing_gets_an_error_that_says_what_is_wrong(app, pad_id, drawing, complaint):
    status, text = ask(app.url, pad_id, drawing)
    assert status == 422
    assert complaint in json.loads(text)["detail"]
    assert "Traceback" not in text


def test_twenty_megabytes_are_refused_whether_announced_or_not(app):
    announced = post(app.url, b"x" * 20_000_000, **{"Content-Type": "application/json"})
    in_chunks = post(app.url, (b"x" * 65_536 for _ in range(320)), **{"Content-Type": "application/json"})
    for status, text in (announced, in_chunks):
        assert status == 413
        assert "larger than 1 MB" in text
