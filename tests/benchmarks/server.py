"""The app's process as the system sees it: its memory, descriptors, threads and files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.running import App, running_app

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Server:
    """The app, and the folder of its temporary files."""

    app: App
    temporary: Path

    @property
    def _proc(self) -> Path:
        return Path("/proc") / str(self.app.process)

    def memory(self, what: str = "VmRSS") -> int:
        """Megabytes; "VmHWM": the most since ``forget_most``."""
        (line,) = [line for line in (self._proc / "status").read_text().splitlines() if line.startswith(what)]
        return round(int(line.split()[1]) * 1024 / MEGABYTE)

    def forget_most(self) -> None:
        """Begin to note the most memory anew."""
        (self._proc / "clear_refs").write_text("5")

    def state(self) -> dict[str, int]:
        """What should come back after every load."""
        sizes = list(self._sizes())
        return {
            "memory_MB": self.memory(),
            "descriptors": len(list((self._proc / "fd").iterdir())),
            "threads": len(list((self._proc / "task").iterdir())),
            "files": len(sizes),
            "files_MB": round(sum(sizes) / MEGABYTE),
        }

    def _sizes(self) -> Iterator[int]:
        for path in self.temporary.rglob("*"):
            with suppress(FileNotFoundError):  # gone meanwhile
                if path.is_file():
                    yield path.stat().st_size


@contextmanager
def serving() -> Iterator[Server]:
    """The app, with temporary files of its own."""
    with TemporaryDirectory() as folder, running_app(temporary=Path(folder)) as app:
        yield Server(app, Path(folder))
