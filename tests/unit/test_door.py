"""The front door, wherever the app runs: behind a proxy, as a Space, by a share link, below a path; MCP's routes."""

from __future__ import annotations

import asyncio

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from digit_model.ui.server.door.headers import SHARED, policy_of
from digit_model.ui.server.door.hosts import Hosts
from digit_model.ui.server.door.proxies import trust_the_spaces_proxy
from digit_model.ui.server.door.routes import route_exists
from tests.unit.knocking import refused, request


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
