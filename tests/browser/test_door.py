"""The front door over plain HTTP, as strangers knock at it: which requests get in, and in which words it refuses one.

The app takes this machine for its owner's, so strangers come by way of a proxy, which names their addresses.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest

from tests.benchmarks.fuzz import adversary_of, answers_to, fault_of, traces_in
from tests.browser.plain_http import Reply, ask, call
from tests.browser.running import NAMED, PROJECT, App, running_app

CALL = "/gradio_api/component_server/"
JOIN = "/gradio_api/queue/join"
STRANGER = {"X-Forwarded-For": "203.0.113.7"}


@pytest.fixture(scope="module")
def log() -> Iterator[IO[str]]:
    """What the app prints."""
    with tempfile.NamedTemporaryFile("w+", suffix=".log", encoding="utf-8") as file:
        yield file


@pytest.fixture(scope="module")
def door(log: IO[str]) -> Iterator[App]:
    """An app whose log is kept."""
    with running_app(log=log) as app:
        yield app


@pytest.fixture(scope="module")
def config(door: App) -> dict[str, Any]:
    return json.loads(ask(door, "GET", "/config").text)


@pytest.fixture(scope="module")
def nearest(config: dict[str, Any]) -> dict[str, Any]:
    """A call of one of the page's own functions: the most similar digits of an empty one."""
    component = next(part["id"] for part in config["components"] if part["props"].get("elem_id") == "neighbours")
    return {"component_id": component, "fn_name": "nearest", "data": None, "session_hash": "stranger"}


ASKED = 'a question is an object with a "digit", base64 of 784 bytes'  # what it answers: the call got in


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=https://example.com/", "/gradio_api/proxy=https://example.com/", "/gradio_api/openapi.json",
        "/openapi.json", "/docs", "/monitoring", "/monitoring/summary", "/gradio_api/dev/reload", "/gradio_api/runs",
        "/gradio_api/deep_link?session_hash=a", "/gradio_api/token", "/gradio_api/vibe-code", "/login", "/pwa_icon/512",
        "/gradio_api/custom_component/a/client/b/c.js", "/gradio_api/upload_progress?upload_id=a", "/svelte/x.js",
        "/gradio_api/stream/a/b/1/playlist-file", "/?page=nowhere", "/network/nowhere", "/gradio_api/file=" + "a" * 300,
    ],
)  # fmt: skip
def test_what_the_page_does_not_need_does_not_exist(door, path):
    reply = ask(door, "GET", path)
    assert reply.status == 404
    assert reply.detail.startswith("there is no")


@pytest.mark.parametrize("path", ["process_recording", "run/reset_everything", "api/predict", "stream/a", "vibe-edit"])
def test_nor_does_what_would_be_done(door, path):
    assert call(door, f"/gradio_api/{path}", {}).detail == f"there is nothing at /gradio_api/{path}"


def test_a_known_address_says_which_methods_it_takes(door):
    reply = ask(door, "DELETE", "/talk")
    assert (reply.status, reply.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/nowhere", "/config", "/theme.css", "/network/talk"])
def test_every_answer_tells_the_browser_what_it_may_do(door, path):
    headers = ask(door, "GET", path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] is None, "anybody may show the page in a frame"
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["object-src"] == "'none'"
    assert policy["base-uri"] == policy["default-src"] == "'self'"
    assert "frame-ancestors" not in policy
    assert not any("http" in sources or "*" in sources for sources in policy.values())


@pytest.mark.parametrize(("use", "has"), [("document", True), ("iframe", True), ("worker", True), ("script", False)])
def test_what_can_run_has_the_policies_and_a_part_of_a_page_that_has_them_does_not(door, use, has):
    headers = ask(door, "GET", "/theme.css", Sec_Fetch_Dest=use).headers
    assert ("Content-Security-Policy" in headers) == ("Referrer-Policy" in headers) == has
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "LocalHost:1", "[::1]:80", "192.168.1.20:7860", NAMED])
def test_names_of_this_machine_numbers_and_the_owner_s_names_are_answered(door, host):
    assert ask(door, "HEAD", "/", Host=host).status == 200


@pytest.mark.parametrize("host", ["evil.example", f"{NAMED}.evil.example", "127.0.0.1.evil.example", "x@127.0.0.1", ""])
def test_another_name_is_not_answered(door, host):
    reply = ask(door, "GET", "/", Host=host)
    assert reply.status == 421
    assert "DIGIT_XRAY_HOSTS" in reply.detail


def test_nobody_decides_for_others_which_host_the_snippets_name(door):
    poisoned = {"X-Forwarded-Host": "evil.example", "X-Gradio-Server": "http://evil.example"}
    for path in ("/gradio_api/info", "/gradio_api/info?page=", "/config", "/"):
        assert "evil.example" not in ask(door, "GET", path, **poisoned).text
        assert f"http://{NAMED}" in ask(door, "GET", path, **{"X-Forwarded-Host": NAMED}).text, "a proxy's own name"
        assert NAMED not in ask(door, "GET", path).text
    assert "/predict" in json.loads(ask(door, "GET", "/gradio_api/info").text)["named_endpoints"]


@pytest.mark.parametrize(
    "path", [CALL, JOIN, "/gradio_api/run/predict", "/gradio_api/call/predict", "/gradio_api/upload"]
)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1", "http://["])
def test_pages_of_other_origins_get_nothing_done(door, nearest, path, origin):
    reply = call(door, path, nearest, Origin=origin)
    assert reply.status == 403
    assert "may not use this server" in reply.detail


def test_the_page_itself_and_pages_of_the_owner_s_names_may_call(door, nearest):
    assert call(door, CALL, nearest, Origin=door.url).detail == ASKED
    assert call(door, CALL, nearest, Origin=f"https://{NAMED}").detail == ASKED
    assert call(door, CALL, nearest, Host=NAMED, Origin="null").detail == ASKED, "a sandboxed frame"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_only_json_calls_a_function(door, nearest, kind):
    reply = call(door, CALL, nearest, **{"Content-Type": kind})
    assert (reply.status, reply.detail) == (415, "this address takes application/json alone")


@pytest.mark.parametrize("name", ["", "a" * 65, "a" * 900_000, "a b", "ä", "../x", 1, ["a"], True])
def test_a_session_has_a_short_plain_name(door, nearest, name):
    for path in (CALL, JOIN, "/gradio_api/cancel"):
        reply = call(door, path, nearest | {"session_hash": name})
        assert (reply.status, reply.detail) == (422, "a session_hash has 1 to 64 letters, digits, _ or -")


def test_it_has_so_in_an_address_too(door):
    assert ask(door, "GET", f"/gradio_api/heartbeat/{'a' * 65}").status == 404
    assert ask(door, "GET", f"/gradio_api/queue/data?session_hash={'a' * 65}").status == 422


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"fn_index": 999}, '"fn_index" must be one of the numbers in /config'),
        ({"fn_index": "0"}, '"fn_index" must be'),
        ({"component_id": [1]}, '"component_id" must be'),
        ({"trigger_id": -1}, '"trigger_id" must be'),
        ({"fn_name": None}, '"fn_name" must be a text'),
        ({"event_data": 0}, '"event_data" must be an object'),
        ({"data": "\ud800"}, "the body is no JSON"),
    ],
)
def test_a_call_that_cannot_be_says_what_is_wrong(door, nearest, changed, said):
    reply = call(door, JOIN, nearest | changed)
    assert reply.status == 422
    assert reply.detail.startswith(said)


def test_a_stream_of_nobody_s_ends_with_gradio_s_own_message(door):
    streamed = ask(door, "GET", "/gradio_api/queue/data?session_hash=nobody")
    assert json.loads(streamed.text.removeprefix("data: "))["session_not_found"] is True
    assert ask(door, "GET", "/gradio_api/call/predict/nothing").text.startswith("event: error\n")


def test_a_file_of_the_server_is_no_picture_of_a_caller_s(door, config):
    """Every function that takes a picture refuses a path that nobody has uploaded."""
    picture = {"path": str(PROJECT / "examples/9-grey-paper.png")}
    pictures = {part["id"] for part in config["components"] if part["type"] == "image"}
    taking = [event["id"] for event in config["dependencies"] if pictures & {*event["inputs"]} and event["backend_fn"]]
    assert len(taking) == 2, "one on each network's page; the API's own are asked in test_api"
    for number in taking:
        for described in (picture, picture | {"meta": {"_type": "gradio.FileData"}}):
            reply = call(door, "/gradio_api/run/predict", {"data": [described], "fn_index": number})
            assert reply.status == 500
            assert json.loads(reply.text)["error"], "a sentence"


def test_whoever_asks_for_much_waits_and_others_do_not(door, nearest):
    wrong = nearest | {"component_id": 10**6}  # costs its deposit

    def at_once(callers: list[str]) -> list[Reply]:
        """One call each; several at a time, so that more is spent than comes back meanwhile, on busy machines too."""
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(lambda caller: call(door, CALL, wrong, **{"X-Forwarded-For": caller}), callers))

    stranger = STRANGER["X-Forwarded-For"]
    refused = [reply for reply in at_once([stranger] * 60) if reply.status == 429]
    assert refused
    assert refused[0].detail.startswith("you have asked for much; ask again in ")
    assert int(refused[0].headers["Retry-After"]) >= 1
    assert call(door, CALL, nearest, **{"X-Forwarded-For": "198.51.100.1"}).detail == ASKED, "another caller"
    lying = at_once([f"198.51.100.{number}, {stranger}" for number in range(2, 62)])
    assert 429 in {reply.status for reply in lying}, "the same, lying"
    assert ask(door, "GET", "/", **STRANGER).status == 200, "pages are for everybody"
    assert call(door, CALL, nearest).detail == ASKED, "the owner"


def test_hostile_requests_get_a_sentence_each_and_leave_no_trace(door, log):
    """A cut of ``python -m tests.benchmarks.fuzz``."""
    adversary = adversary_of(door, seed=16)
    asked = [adversary.request() for _ in range(1_000)]
    for request, answer in zip(asked, answers_to(door, asked), strict=True):
        assert not fault_of(answer, slowest=20), request  # generous: the machine may be busy
    assert ask(door, "GET", "/").status == 200
    assert traces_in(Path(log.name)) == 0
