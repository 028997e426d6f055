"""The pieces of the front door that do not show themselves in a test over HTTP: time, space, and where the app runs."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest
from gradio.context import LocalContext
from starlette.exceptions import HTTPException
from starlette.requests import Request
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from digit_model.ui.page import MOST_WAITING, launch_options
from digit_model.ui.server.door import budget, uploads
from digit_model.ui.server.door.body_limit import MAX_UPLOAD, BodyLimit
from digit_model.ui.server.door.budget import Bucket, Buckets, afford, caller_of, charged
from digit_model.ui.server.door.headers import SHARED, policy_of
from digit_model.ui.server.door.hosts import Hosts
from digit_model.ui.server.door.proxies import trust_the_spaces_proxy
from digit_model.ui.server.door.routes import route_exists
from digit_model.ui.server.door.uploads import room_for_upload, sweep


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def request(
    path: str = "/gradio_api/component_server/", method: str = "POST", client: str = "203.0.113.7", **headers: str
) -> Request:
    """A request as uvicorn hands it over; "_" in a header's name stands for "-"."""
    blocks = SimpleNamespace(pages=[("", "Home", True)], fns={}, share_url=None)
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "client": (client, 1),
        "headers": [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()],
        "app": SimpleNamespace(get_blocks=lambda: blocks),
    }
    return Request(scope)


def refused(check: Any, asked: Request) -> tuple[int, str]:
    """The status and the sentence of a check that lets a request not pass; (200, "") of one that does."""
    try:
        check(asked)
    except HTTPException as refusal:
        return refusal.status_code, refusal.detail
    return 200, ""


def test_a_bucket_fills_with_time_holds_no_more_than_it_can_and_forgives_debt():
    clock = Clock()
    bucket = Bucket(rate=500, most=3_000, debt=1_000, clock=clock)
    bucket.spend(2_900)
    assert bucket.wait(100) == 0
    assert bucket.wait(600) == 1
    bucket.spend(60_000)
    assert bucket.wait(100) == pytest.approx(2.2)
    clock.now = 4.0
    assert bucket.share() == pytest.approx(1 / 3)
    clock.now = 1_000.0
    bucket.spend(-500)
    assert bucket.share() == 1


@pytest.mark.parametrize("cores", [1, 2, 8])
def test_eight_who_want_all_leave_room_for_a_visitor_with_a_photo_now_and_then(cores):
    clock = Clock()
    each, everybody = budget.EACH, (600.0 * cores, 1_500.0 * cores, 1_500.0 * cores)
    buckets = Buckets(each, everybody, clock)
    spent = dict.fromkeys(range(8), 0.0)
    for tick in range(600):  # a minute
        clock.now = tick / 10
        for greedy in spent:
            if buckets.wait(str(greedy), 100) == 0:
                buckets.spend(str(greedy), 400)
                spent[greedy] += 400
        if tick % 50 == 0:
            for cost in (100, 150, 100):  # what a photo needs one after the other
                assert buckets.wait("visitor", 100) == 0
                buckets.spend("visitor", cost)
    assert sum(spent.values()) <= 60 * everybody[0] + everybody[1] + everybody[2] + 8 * (0.2 * each[1] + 400)
    assert max(spent.values()) <= 60 * each[0] + each[1] + each[2]
    assert min(spent.values()) > 0.5 * max(spent.values()), "and they get as much as one another"


@pytest.fixture
def processor(monkeypatch: pytest.MonkeyPatch) -> Buckets:
    clock = Clock()
    monkeypatch.setattr(budget, "PROCESSOR", Buckets((500.0, 3_000.0), (5_000.0, 30_000.0), clock))
    return budget.PROCESSOR


def spend_a_while() -> None:
    """A tenth of a second of this thread's processor time."""
    until = time.thread_time() + 0.1
    while time.thread_time() < until:
        pass


@pytest.mark.parametrize("is_queued", [False, True])
def test_an_answer_is_paid_by_its_processor_time_in_place_of_the_deposit(processor, is_queued):
    asked = request()
    afford(asked)
    assert processor.of("203.0.113.7").share() == 1 - budget.DEPOSIT / 3_000
    LocalContext.request.set(gr.Request(asked) if is_queued else asked)
    for share in (0.1 / 3, 0.2 / 3):
        charged(spend_a_while)()
        assert 1 - processor.of("203.0.113.7").share() >= share - 0.001
        afford(request())
    LocalContext.request.set(None)
    charged(spend_a_while)()  # nobody pays for what the app does by itself


def test_callers_are_told_apart_by_network_and_the_owner_is_none(processor, monkeypatch):
    own = {"host": "127.0.0.1:7860"}
    assert caller_of(request(client="127.0.0.1", **own)) == caller_of(request(client="::1", host="localhost")) == ""
    assert caller_of(request(client="127.0.0.1", host="a.gradio.live")) == "127.0.0.1", "by a tunnel"
    assert caller_of(request(client="203.0.113.7", **own)) == "203.0.113.7", "a Host is easily written"
    assert caller_of(request(client="2001:db8::1:2")) == caller_of(request(client="2001:db8::9")) == "2001:db8::/64"
    monkeypatch.setattr(budget, "CALLERS", 100)
    for number in range(150):
        processor.of(str(number))
    assert len(processor._callers) == 100


@pytest.mark.parametrize(
    ("space", "forwarded", "client"),
    [
        ("", "203.0.113.7", "10.1.2.3"),
        ("user/space", "203.0.113.7", "203.0.113.7"),
        ("user/space", "198.51.100.1, 203.0.113.7, 10.9.9.9", "203.0.113.7"),
    ],
)
def test_only_a_known_proxy_is_believed_and_only_what_it_appended(space, forwarded, client):
    environment = {"SPACE_ID": space}
    trust_the_spaces_proxy(environment)
    seen = {}

    async def app(scope, receive, send):
        seen.update(scope)

    asked = request(client="10.1.2.3", **{"x-forwarded-for": forwarded}).scope
    trusted = environment.get("FORWARDED_ALLOW_IPS", "127.0.0.1")  # uvicorn's own default
    asyncio.run(ProxyHeadersMiddleware(app, trusted)(asked, None, None))
    assert seen["client"][0] == client


def test_hosts_of_a_space_of_a_share_link_and_of_the_owner():
    environment = {
        "SPACE_HOST": "a-b.hf.space",
        "SPACE_ID": "a/b",
        "DIGIT_XRAY_HOSTS": "digits.school.example, X.org:80",
    }
    hosts = Hosts.of_this_machine(environment | {"GRADIO_ROOT_PATH": "https://proxy.example/digits"})
    for host in ("a-b.hf.space", "other.hf.space", "digits.school.example", "x.org", "proxy.example:443"):
        assert refused(hosts.check, request(host=host)) == (200, "")
    assert refused(hosts.check, request(host="evil.example"))[0] == 421
    assert refused(hosts.check_origin, request(host="a-b.hf.space", origin="https://other.hf.space"))[0] == 403
    shared = request(host="abc.gradio.live", origin="https://abc.gradio.live")
    assert refused(hosts.check, shared)[0] == 421
    shared.app.get_blocks().share_url = "https://abc.gradio.live"
    assert refused(hosts.check, shared) == refused(hosts.check_origin, shared) == (200, "")


@pytest.mark.parametrize("path", ["", "/", "/sse", "/schema", "/messages/"])
def test_mcp_has_its_routes(path):
    assert refused(route_exists, request(f"/gradio_api/mcp{path}", "GET")) == (200, "")
    assert refused(route_exists, request(f"/gradio_api/mcp{path}", "POST")) == (200, "")


def test_routes_are_the_same_below_a_path():
    asked = request("/digits/config", "GET")
    assert refused(route_exists, asked)[0] == 404
    asked.scope["root_path"] = "/digits"
    assert refused(route_exists, asked) == (200, "")


def test_a_shared_page_may_have_gradio_s_files_from_where_it_looks_for_them():
    assert SHARED not in policy_of(is_shared=False)
    assert f"script-src 'self' 'unsafe-inline' 'unsafe-eval' {SHARED};" in policy_of(is_shared=True)
    assert "object-src 'none';" in policy_of(is_shared=True)


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
