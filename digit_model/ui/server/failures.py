"""What failed lately fails again at once, instead of costing the same time once more."""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock

KEPT = 100  # the newest


class Failures:
    """Errors by name, each for some seconds. Threads may share this."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._kept: OrderedDict[str, tuple[float, Exception]] = OrderedDict()

    def keep(self, name: str, error: Exception) -> None:
        """From now on ``check`` raises this error for the name."""
        with self._lock:
            self._kept[name] = time.monotonic() + self._seconds, error
            self._kept.move_to_end(name)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def check(self, name: str) -> None:
        """Raise the error that was kept for the name, if it is not too old."""
        with self._lock:
            until, error = self._kept.get(name, (0.0, None))
        if error and time.monotonic() < until:
            raise error.with_traceback(None)  # else it would keep every frame that it was ever raised in

    def forget(self) -> None:
        """Let everything be tried again."""
        with self._lock:
            self._kept.clear()
