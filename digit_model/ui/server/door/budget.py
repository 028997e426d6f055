"""What a caller may have computed: so many milliseconds of processor a second, and a few seconds at once.

Nobody knows beforehand what a request costs, so each leaves a deposit, and what was really spent is settled afterwards.
What all callers spend together is bounded too. The scarcer that is, the more of its own budget a caller must have left:
whoever asks for much waits, and whoever comes with a single photo does not.
"""

from __future__ import annotations

import math
import os
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock
from typing import ParamSpec, TypeVar

from gradio.context import LocalContext
from starlette.exceptions import HTTPException
from starlette.requests import Request

from digit_model.ui.server.door.hosts import host_name
from digit_model.ui.server.door.routes import is_work

EACH = (500.0, 3_000.0)  # ms of processor a second, and at once, that a caller may spend
ALL = (600.0 * (os.cpu_count() or 1), 1_500.0 * (os.cpu_count() or 1))  # the same of all callers together
DEPOSIT = 100.0  # ms
DEBT = 1_000.0  # ms; the most that one answer puts a caller back, whatever it cost
CALLERS = 10_000  # remembered, the last
OWN = frozenset({"127.0.0.1", "::1", "localhost"})  # this machine, whose owner is not bounded


class Bucket:
    """An amount that is spent and comes back with time.

    ``rate``: what comes back in a second.
    ``most``: what there is when nothing has been spent for long.
    """

    def __init__(self, rate: float, most: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.most = rate, most
        self._clock = clock
        self._left, self._at = most, clock()
        self._lock = Lock()

    def spend(self, amount: float, debt: float = 0.0) -> None:
        """Take an amount out, down to ``-debt``; a negative one is given back."""
        with self._lock:
            self._left = min(self.most, max(self._refilled() - amount, -debt))

    def wait(self, amount: float) -> float:
        """Seconds until so much of it is there; 0 if it is."""
        with self._lock:
            return max(0.0, min(amount, self.most) - self._refilled()) / self.rate

    def share(self) -> float:
        """How full it is, 0 to 1."""
        with self._lock:
            return max(0.0, self._refilled()) / self.most

    def _refilled(self) -> float:
        now = self._clock()
        self._left = min(self.most, self._left + (now - self._at) * self.rate)
        self._at = now
        return self._left


class Buckets:
    """One for each caller, the ``CALLERS`` last, and one for all callers together."""

    def __init__(self, each: tuple[float, float], everybody: tuple[float, float]) -> None:
        self._each = each
        self.all = Bucket(*everybody)
        self._callers: OrderedDict[str, Bucket] = OrderedDict()
        self._lock = Lock()

    def of(self, caller: str) -> Bucket:
        """The caller's; a full one for a new caller."""
        with self._lock:
            found = self._callers.setdefault(caller, Bucket(*self._each))
            self._callers.move_to_end(caller)
            while len(self._callers) > CALLERS:
                self._callers.popitem(last=False)
            return found

    def spend(self, caller: str, amount: float, debt: float = 0.0) -> None:
        """Take an amount out of the caller's and of all callers'."""
        self.of(caller).spend(amount, debt)
        self.all.spend(amount, debt)


PROCESSOR = Buckets(EACH, ALL)
Arguments, Answer = ParamSpec("Arguments"), TypeVar("Answer")


def afford(request: Request) -> None:
    """Let a caller have something computed who has budget left.

    Raises: HTTPException (429), saying when to come again.
    """
    caller = caller_of(request)
    if not caller or not is_work(request):
        return
    own, everybody = PROCESSOR.of(caller), PROCESSOR.all
    needed = max(DEPOSIT, own.most * (1 - everybody.share()))
    if wait := own.wait(needed):
        seconds = math.ceil(wait)
        raise HTTPException(429, f"you have asked for much; ask again in {seconds} s", {"Retry-After": str(seconds)})
    PROCESSOR.spend(caller, DEPOSIT)
    request.scope["caller"] = caller  # who pays, wherever the answer is made


def charged(function: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """The same function, paid for by whoever asked: by its thread's processor time, in place of the deposit."""

    @wraps(function)
    def settled(*arguments: Arguments.args, **named: Arguments.kwargs) -> Answer:
        asking = LocalContext.request.get(None)  # Gradio's own, or the one that Gradio's holds
        before = time.thread_time()
        try:
            return function(*arguments, **named)
        finally:
            if asking and (caller := getattr(asking, "request", asking).scope.get("caller")):
                PROCESSOR.spend(caller, 1_000 * (time.thread_time() - before) - DEPOSIT, DEBT)

    return settled


def caller_of(request: Request) -> str:
    """The network address that asks, of IPv6 the network that a household has; "" for this machine's owner.

    uvicorn has put the visitor's in place of a trusted proxy's (FORWARDED_ALLOW_IPS).
    """
    address = request.client.host if request.client else ""
    if address in OWN and host_name(request.headers.get("host", "")) in OWN:
        return ""
    try:
        number = ip_address(address)
    except ValueError:
        return address[:100] or "unknown"
    return str(ip_network(f"{number}/64", strict=False)) if isinstance(number, IPv6Address) else str(number)
