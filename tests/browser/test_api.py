"""The API of the running app: by Gradio's client, plain HTTP and an MCP client; and the README's examples of it."""

from __future__ import annotations

import ast
import asyncio
import http.client
import json
import os
import subprocess
import sys
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from digit_model import load_reader
from digit_model.picture import open_picture
from digit_model.ui.server.answers import explanation_of, number_of, prediction_of
from tests.browser.running import App
from tests.readme import ADDRESS, OF_A_PAGE

PROJECT = Path(__file__).parents[2]
PICTURE = PROJECT / "examples" / "3-light-on-dark.png"
BASE64 = b64encode(PICTURE.read_bytes()).decode()
DATA = f"data:image/png;base64,{BASE64}"
ENDPOINTS = {"predict": prediction_of, "read_number": number_of, "explain": explanation_of}

NO_PICTURES = {  # what is sent: what is said
    "null": (None, "there is no picture"),
    "empty": ("", "there is no picture"),
    "nothing": ({}, "there is no picture"),
    "list": ([BASE64], "a picture is text or an object"),
    "server path": ("/etc/passwd", "files of the server are not opened by a path"),
    "server file": (
        {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}},
        "no file was uploaded to this path",
    ),
    "odd file": ({"path": "9.png", "meta": None}, "no file was uploaded to this path"),
    "web address": ("https://example.com/9.png", "send the picture itself, not its address"),
    "web url": ({"url": "https://example.com/9.png"}, "send the picture itself, not its address"),
    "web file": (
        {"path": "https://example.com/9.png", "meta": {"_type": "gradio.FileData"}},
        "send the picture itself, not its address",
    ),
    "text": (b64encode(b"these are only notes").decode(), "cannot be read as a picture"),
    "half": (BASE64[:2000], "cut off or damaged"),
}


@pytest.fixture(scope="module")
def client(app: App):
    client = Client(app.url, verbose=False)
    yield client
    client.close()


@pytest.fixture(scope="module")
def known() -> dict[str, Any]:
    """What Python answers about the picture, as JSON has it."""
    reader, picture = load_reader(), open_picture(PICTURE)
    assert prediction_of(reader, picture)["label"] == reader.read(PICTURE).candidates[0] == "3"
    return {name: json.loads(json.dumps(work(reader, picture))) for name, work in ENDPOINTS.items()}


def ask(app: App, method: str, path: str, body: object = None) -> tuple[int, str]:
    """A request with a JSON body, and its answer."""
    connection = http.client.HTTPConnection(urlsplit(app.url).netloc, timeout=60)
    try:
        connection.request(method, path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def run(app: App, name: str, *data: object) -> tuple[int, dict[str, Any]]:
    """Call a function and wait for its answer."""
    status, text = ask(app, "POST", f"/gradio_api/run/{name}", {"data": data})
    return status, json.loads(text)


def call(app: App, name: str, *data: object) -> tuple[str, Any]:
    """Call a function as Gradio's curl examples do: its last event, and that event's data."""
    _, text = ask(app, "POST", f"/gradio_api/call/{name}", {"data": data})
    _, events = ask(app, "GET", f"/gradio_api/call/{name}/{json.loads(text)['event_id']}")
    event, data_line = events.strip().split("\n\n")[-1].split("\n")
    return event.removeprefix("event: "), json.loads(data_line.removeprefix("data: "))


def with_tools(app: App, use: Callable[[ClientSession], Any]) -> Any:
    """What an MCP client gets in one session."""

    async def session_of() -> Any:
        async with (
            streamable_http_client(f"{app.url}/gradio_api/mcp/") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await use(session)

    return asyncio.run(session_of())


def near(answer: object) -> object:
    """The same answer, its numbers as close as another number of digits in a pass leaves them."""
    if isinstance(answer, dict):
        return {key: near(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return [near(value) for value in answer]
    return pytest.approx(answer, abs=1e-5) if isinstance(answer, float) else answer


@pytest.mark.parametrize("name", ENDPOINTS)
def test_every_way_of_sending_a_picture_gets_what_python_reads(app, client, known, name):
    ways = {
        "file": client.predict(handle_file(PICTURE), api_name=f"/{name}"),
        "named file": client.predict(picture=handle_file(PICTURE), api_name=f"/{name}"),
        "base64": run(app, name, BASE64)[1]["data"][0],
        "data address": run(app, name, DATA)[1]["data"][0],
        "url": run(app, name, {"url": DATA})[1]["data"][0],
        "queue": call(app, name, DATA)[1][0],
    }
    for way, answer in ways.items():
        assert answer == near(known[name]), way


@pytest.mark.parametrize("kind", NO_PICTURES)
@pytest.mark.parametrize("name", ENDPOINTS)
def test_what_is_no_picture_gets_a_sentence_and_never_an_answer(app, name, kind):
    sent, complaint = NO_PICTURES[kind]
    status, answer = run(app, name, sent)
    assert status == 500, "Gradio's status of all errors"
    assert complaint in answer["error"]
    event, answer = call(app, name, sent)
    assert event == "error"
    assert complaint in answer["error"]


@pytest.mark.parametrize("data", [(), (DATA, DATA)])
def test_the_wrong_number_of_pictures_gets_a_sentence(app, data):
    assert f"a list of one picture; it has {len(data)}" in run(app, "predict", *data)[1]["error"]


def test_the_client_is_told_that_no_address_is_fetched(client):
    with pytest.raises(AppError, match="send the picture itself, not its address"):
        client.predict(handle_file("https://example.com/as-large-as-it-likes.png"), api_name="/predict")


def test_the_listed_functions_are_these_three_described_and_typed(app):
    with urllib.request.urlopen(f"{app.url}/gradio_api/info") as response:
        info = json.load(response)
    assert set(info["named_endpoints"]) == {f"/{name}" for name in ENDPOINTS}
    assert info["unnamed_endpoints"] == {}
    for function in info["named_endpoints"].values():
        assert len(function["description"]) > 40
        (parameter,), (answer,) = function["parameters"], function["returns"]
        assert parameter["parameter_name"] == "picture"
        assert [way["type"] for way in parameter["type"]["anyOf"]] == ["string", "object"]
        assert answer["type"]["type"] == "object"
        assert answer["type"]["required"] == list(answer["type"]["properties"])


def test_no_function_of_the_page_answers_to_a_name(app):
    with urllib.request.urlopen(f"{app.url}/config") as response:
        functions = json.load(response)["dependencies"]
    named = {function["api_name"]: function["api_visibility"] for function in functions if function["backend_fn"]}
    assert {name for name, visibility in named.items() if visibility == "public"} == set(ENDPOINTS)
    assert set(named.values()) <= {"public", "private"}


def test_mcp_lists_the_same_three_as_tools(app):
    tools = with_tools(app, lambda session: session.list_tools()).tools
    assert {tool.name for tool in tools} == set(ENDPOINTS)
    for tool in tools:
        assert len(tool.description) > 40
        assert tool.inputSchema["required"] == ["picture"]
        assert "base64 of a PNG" in tool.inputSchema["properties"]["picture"]["description"]


def test_a_tool_answers_what_python_reads_or_says_why_not(app, known):
    async def use(session: ClientSession) -> list[tuple[str, Any]]:
        tools = [(name, sent) for name in ENDPOINTS for sent in (BASE64, DATA, {"url": DATA})]
        read = [(name, await session.call_tool(name, {"picture": sent})) for name, sent in tools]
        for kind in ("web address", "server path", "half"):
            sent, complaint = NO_PICTURES[kind]
            refused = await session.call_tool("predict", {"picture": sent})
            assert refused.isError
            assert complaint in refused.content[0].text
        missing = await session.call_tool("predict", {})
        assert missing.isError
        assert "'picture' is a required property" in missing.content[0].text
        return read

    for name, answer in with_tools(app, use):
        assert not answer.isError
        assert ast.literal_eval(answer.content[0].text) == near(known[name])


@pytest.mark.parametrize("example", OF_A_PAGE)
def test_the_readmes_examples_read_the_picture_that_they_send(app, example):
    language, text = example
    own = text.replace(ADDRESS, app.url)
    assert own != text
    shell = {"python": [sys.executable, "-c"], "bash": ["bash", "-euo", "pipefail", "-c"]}[language]
    done = subprocess.run([*shell, own], cwd=PROJECT, env=os.environ, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert '"label":"9"' in done.stdout.replace(" ", "").replace("'", '"')
