"""What stands beside every measured number is true."""

from __future__ import annotations

import json
import os
import subprocess

import torch

import train.environment
from train.environment import commit, environment


def test_the_environment_is_this_one_and_fits_a_run_file():
    found = environment()
    assert json.loads(json.dumps(found)) == found
    assert torch.__version__.startswith(str(found["torch"]))
    assert found["threads"] == torch.get_num_threads()
    assert found["cores"] == os.cpu_count()
    assert found["processor"]


def git(folder, *arguments: str) -> str:
    """What git prints, in a repository that knows nothing of this machine's settings."""
    identity = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "-c", "core.hooksPath=none"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_commit_is_the_projects_own_and_empty_outside_git(tmp_path, monkeypatch):
    monkeypatch.setattr(train.environment, "PROJECT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert commit() == "", "a Space, an archive"
    git(tmp_path, "init", "--quiet")
    (tmp_path / "code.py").write_text("1\n")
    git(tmp_path, "add", "code.py")
    git(tmp_path, "commit", "--quiet", "--no-gpg-sign", "--message", "first")
    head = git(tmp_path, "rev-parse", "HEAD")
    assert commit() == head
    (tmp_path / "code.py").write_text("2\n")
    assert commit() == f"{head}-dirty"


def test_without_git_the_commit_is_empty(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit() == ""
