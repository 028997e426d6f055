"""The names that this server answers to, and the pages that may ask it to do something.

A browser takes whatever a name leads to for that name's own server. So a foreign page whose name suddenly leads to
127.0.0.1 ("DNS rebinding") would reach an app on the visitor's own machine, and a form on a foreign page may be sent
to any address at all. A number in place of a name cannot be made to lead elsewhere, and is always answered.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

VARIABLE = "DIGIT_XRAY_HOSTS"  # names, separated by commas, that the owner adds: those of a proxy in front of the app
FORWARDED = b"x-forwarded-host"  # what a proxy was asked for: Gradio writes it into pages and snippets
SERVER = b"x-gradio-server"  # the same for Gradio's own Node server, which this app does without


@dataclass(frozen=True)
class Hosts:
    """Names in lower case, without ports.

    ``named``:  the names that the app is published under. Pages of these hosts may call it.
    ``local``:  names of this machine.
    ``domain``: any name that ends so is answered too; "" for none.
    """

    named: frozenset[str]
    local: frozenset[str]
    domain: str = ""

    @classmethod
    def of_this_machine(cls, environment: Mapping[str, str] = os.environ) -> Hosts:
        """As the environment has them: ``VARIABLE``, a Space's own name, Gradio's settings."""
        listed = [*environment.get(VARIABLE, "").split(","), *environment.get("SPACE_HOST", "").split(",")]
        listed.append(urlsplit(environment.get("GRADIO_ROOT_PATH", "")).netloc)
        machine = socket.gethostname().lower()
        local = {"localhost", machine, f"{machine}.local", environment.get("GRADIO_SERVER_NAME", "").lower()}
        return cls(
            named=frozenset({host_name(entry.strip()) for entry in listed} - {""}),
            local=frozenset(local - {""}),
            domain=".hf.space" if environment.get("SPACE_ID") else "",
        )

    def check(self, request: Request) -> None:
        """Refuse a request for a host of another name, and forget a forwarded one.

        Raises: HTTPException (421).
        """
        host = request.headers.get("host", "")
        if not self._is_answered(host, request):
            raise HTTPException(
                421, f'this server does not answer to the name "{host[:100]}"; its owner may add it to {VARIABLE}'
            )
        request.scope["headers"] = [
            (name, value)
            for name, value in request.scope["headers"]
            if name != SERVER and (name != FORWARDED or self._is_answered(value.decode("latin-1"), request))
        ]

    def check_origin(self, request: Request) -> None:
        """Refuse what a page of another origin wants done; reading is the browser's and Gradio's to forbid (CORS).

        A page in a sandboxed frame has no origin, "null". It gets in under the names that the app is published under:
        there it could do no more than anybody, while an app on the visitor's machine is for nobody else's pages.
        Raises: HTTPException (403).
        """
        origin = request.headers.get("origin")
        if origin is None or request.method in ("GET", "HEAD"):
            return
        host = request.headers["host"]
        if origin == "null":
            allowed = self._is_named(host, request)
        else:
            asked_for = {host.lower(), request.headers.get("x-forwarded-host", host).lower()}
            allowed = host_of(origin) in asked_for or self._is_named(host_of(origin), request)
        if not allowed:
            raise HTTPException(403, f"pages of {origin[:100]} may not use this server; its owner may add {VARIABLE}")

    def _is_answered(self, host: str, request: Request) -> bool:
        name = host_name(host)
        is_below = bool(self.domain) and name.endswith(self.domain)
        return name in self.local or is_address(name) or is_below or self._is_named(host, request)

    def _is_named(self, host: str, request: Request) -> bool:
        shared = request.app.get_blocks().share_url or ""  # known once Gradio has its link
        return bool(host_name(host)) and host_name(host) in self.named | {host_name(urlsplit(shared).netloc)}


def host_name(host: str) -> str:
    """The name in a Host header, in lower case and without its port; "" if it is none.

    >>> host_name("Example.org:7860"), host_name("[::1]:7860"), host_name("a b"), host_name("x@y")
    ('example.org', '::1', '', '')
    """
    try:
        parts = urlsplit(f"//{host}")
        is_plain = parts.netloc == host and "@" not in host and not re.search(r"\s", host)
        return (parts.hostname or "").rstrip(".") if is_plain else ""
    except ValueError:  # its brackets
        return ""


def host_of(origin: str) -> str:
    """Host and port of an origin; "" if it is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def is_address(name: str) -> bool:
    """Whether it is a number, such as 127.0.0.1 or ::1."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
