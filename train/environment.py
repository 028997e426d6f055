"""What a measurement depends on besides the code: the machine and the versions."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

import torch

PROJECT = Path(__file__).parent.parent


def environment() -> dict[str, str | int]:
    """Processor, cores, threads and versions, to stand beside every measured number."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "threads": torch.get_num_threads(),
        "python": platform.python_version(),
        "torch": torch.__version__.partition("+")[0],
        "system": platform.system(),
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text("utf-8").splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def commit() -> str:
    """This project's git commit, with "-dirty" if files were changed since; "" outside git (a Space, an archive)."""
    describe = ["git", "describe", "--always", "--exclude=*", "--abbrev=40", "--dirty"]
    try:
        found = subprocess.run(describe, cwd=PROJECT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return found.stdout.strip()
