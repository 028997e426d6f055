"""Python commands, each in a process of its own that begins where torch is imported already, which takes seconds.

``python ARGUMENTS`` is forked from a process that has imported what all of them need, and nothing that keeps what the
environment says: huggingface_hub reads HF_ENDPOINT and HF_HOME once, when it is imported.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from multiprocessing import get_context
from pathlib import Path

from train.environment import PROJECT

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(  # torch._dynamo: every optimiser imports it
    ["pytest", "torch._dynamo", "train.loop", "train.publish", "digit_model.ui.server.models"]
)


class Python:
    """A command that runs: ``python ARGUMENTS`` with this environment and no other, in the project's folder."""

    def __init__(self, *arguments: str | Path, environment: Mapping[str, str]) -> None:
        self._arguments = list(map(str, arguments))
        self._said = tempfile.TemporaryDirectory()
        files = [str(Path(self._said.name) / name) for name in ("output", "complaint")]
        self._process = _CONTEXT.Process(target=_run, args=(self._arguments, dict(environment), files), daemon=True)
        self._process.start()

    def ended(self, patience: float) -> subprocess.CompletedProcess[str]:
        """Its exit status, output and complaint; it is killed if it takes longer than so many seconds."""
        with self._said as said:
            self._process.join(patience)
            status = self._process.exitcode
            self._process.kill()
            self._process.join()
            self._process.close()
            if status is None:
                raise subprocess.TimeoutExpired(self._arguments, patience)
            output, complaint = ((Path(said) / name).read_text("utf-8") for name in ("output", "complaint"))
        return subprocess.CompletedProcess(self._arguments, status, output, complaint)


def _run(arguments: list[str], environment: dict[str, str], files: list[str]) -> None:
    """What ``python ARGUMENTS`` does, its output and its complaint in two files."""
    import torch  # imported already

    assert "huggingface_hub" not in sys.modules
    for stream, file in enumerate(files, start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(PROJECT)
    tempfile.tempdir = None  # the environment may name another
    torch.set_num_threads(int(environment.get("OMP_NUM_THREADS", torch.get_num_threads())))
    if arguments[0] == "-m":
        sys.argv = arguments[1:]
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = arguments
        runpy.run_path(arguments[0], run_name="__main__")
