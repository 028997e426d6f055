"""What a caller may have computed: so many milliseconds of processor a second, and a few seconds at once.

Nobody knows beforehand what a request costs, so each leaves a deposit, and what was really spent is settled afterwards.
What all callers spend together is bounded too: those who ask at the same time share it, and the less is left of it, the
more of its own budget a caller must have left. So whoever asks for much waits, and who comes with a photo does not.
"""

from __future__ import annotations

import math
import os
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from itertools import islice, takewhile
from threading import Lock
from typing import ParamSpec, TypeVar

from gradio.context import LocalContext
from starlette.exceptions import HTTPException
from starlette.requests import Request

from digit_model.ui.server.door.hosts import host_name
from digit_model.ui.server.door.routes import is_work

CORES = os.cpu_count() or 1
# ms of processor a second, and at once, that a caller may spend; and how far back an answer puts it at most, whatever
# that cost: whoever is the first to ask for what is then kept for all should not wait for long.
EACH = (500.0, 3_000.0, 1_000.0)
ALL = (600.0 * CORES, 1_500.0 * CORES, 1_500.0 * CORES)  # the same of all callers together
DEPOSIT = 100.0  # ms
CALLERS = 10_000  # remembered, the last
# The share of its budget that a caller must have left where all together have none; a photo takes less than the rest.
RESERVED = 0.8
TOGETHER = 1.0  # seconds; who has asked within them shares what there is for all
OWN = frozenset({"127.0.0.1", "::1", "localhost"})  # this machine, whose owner is not bounded


class Bucket:
    """An amount that is spent and comes back with time.

    ``rate``: what comes back in a second.
    ``most``: what there is when nothing has been spent for long.
    ``debt``: what can be spent beyond what there is.
    ``at``:   when it was last looked into.
    """

    def __init__(
        self, rate: float, most: float, debt: float = 0.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.rate, self.most, self.debt = rate, most, debt
        self._clock = clock
        self._left, self.at = most, clock()
        self._lock = Lock()

    def spend(self, amount: float) -> None:
        """Take an amount out; a negative one is given back."""
        with self._lock:
            self._left = min(self.most, max(self._refilled() - amount, -self.debt))

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
        self._left = min(self.most, self._left + (now - self.at) * self.rate)
        self.at = now
        return self._left


class Buckets:
    """One for each caller, the ``CALLERS`` last, and one for all callers together.

    ``each``, ``everybody``: rate, most and debt, as of a ``Bucket``.
    """

    def __init__(
        self, each: tuple[float, ...], everybody: tuple[float, ...], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._each, self._clock = each, clock
        self.all = Bucket(*everybody, clock=clock)
        self._callers: OrderedDict[str, Bucket] = OrderedDict()
        self._lock = Lock()

    def of(self, caller: str) -> Bucket:
        """The caller's; a full one for a new caller."""
        with self._lock:
            found = self._callers.setdefault(caller, Bucket(*self._each, clock=self._clock))
            self._callers.move_to_end(caller)
            if len(self._callers) > CALLERS:
                self._callers.popitem(last=False)
            since = self._clock() - TOGETHER
            before = islice(reversed(self._callers.values()), 1, None)
            others = sum(1 for _ in takewhile(lambda bucket: bucket.at > since, before))
            found.rate = min(self._each[0], self.all.rate / (1 + others))
            return found

    def wait(self, caller: str, amount: float) -> float:
        """Seconds until the caller may have so much; 0 if at once.

        The less all have left, the more it must have left itself.
        """
        own = self.of(caller)
        return own.wait(max(amount, RESERVED * own.most * (1 - self.all.share())))

    def spend(self, caller: str, amount: float) -> None:
        """Take an amount out of the caller's and of all callers'."""
        self.of(caller).spend(amount)
        self.all.spend(amount)


PROCESSOR = Buckets(EACH, ALL)
Arguments, Answer = ParamSpec("Arguments"), TypeVar("Answer")


def afford(request: Request) -> None:
    """Let a caller have something computed who has budget left.

    Raises: HTTPException (429), saying when to come again.
    """
    caller = caller_of(request)
    if not caller or not is_work(request):
        return
    if wait := PROCESSOR.wait(caller, DEPOSIT):
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
                PROCESSOR.spend(caller, 1_000 * (time.thread_time() - before) - DEPOSIT)

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
