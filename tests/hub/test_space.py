"""The page on a Space: its files and its hardware, and what is said when it is not taken or does not run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from train.environment import PROJECT
from train.publish import main
from train.space import TITLE, NotTracked, files_needed


@pytest.fixture
def publish(machine):
    """publish("someone/page", "--zero-gpu", ...): the command, ended."""

    def publish(space: str, *options: str, **settings: str | None) -> subprocess.CompletedProcess[str]:
        return machine.run("-m", "train.publish", "--space", space, *options, **settings)

    return publish


def files_in(hub, space: str) -> dict[str, bytes]:
    return hub.find(f"spaces/{space}")[1]


def test_a_space_gets_the_pages_files_and_is_waited_for(hub, publish):
    hub.commit("spaces/someone/page", {"README.md": b"---\ntitle: Digit X-Ray\n---\n", "app.py": b"", "old.py": b""})
    hub.hardware["spaces/someone/page"] = "cpu-basic"
    hub.stages["spaces/someone/page"] = ["BUILDING", "APP_STARTING", "RUNNING"]
    done = publish("someone/page", "--zero-gpu")
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if "page: " in line] == [
        "someone/page: APP_STARTING",
        "someone/page: RUNNING",
    ]
    assert f"Published: {hub.endpoint}/spaces/someone/page" in done.stdout
    files = files_in(hub, "someone/page")
    assert sorted(files) == sorted(files_needed()), "and what an earlier version had is gone"
    assert hub.hardware["spaces/someone/page"] == "zero-a10g"
    changed = [path for path, content in files.items() if content != (PROJECT / path).read_bytes()]
    assert changed == ["requirements.txt"]
    assert b"\ntorch<2.12\n" in files["requirements.txt"], "ZeroGPU has no newer one"


def test_the_page_opens_from_those_files_alone(tmp_path):
    for path in files_needed():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes((PROJECT / path).read_bytes())
    build = "import app, digit_model, digit_model.ui.page as ui; ui.build_page(digit_model.load_reader())"
    done = subprocess.run([sys.executable, "-c", build], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not Path(tmp_path / "train").exists()
    assert not list(tmp_path.rglob("*.pyi")), "Gradio took its time to write stubs of its components and ours"


def test_a_dry_run_lists_the_files_and_asks_nobody(hub, publish):
    done = publish("someone/dry", "--dry-run", token=None)
    assert done.stdout.split("\n")[:-1] == files_needed()
    assert {"app.py", "README.md", "requirements.txt"} <= set(files_needed())
    assert not [path for path in files_needed() if path.startswith(("tests/", "train/", ".ci/"))]
    assert "spaces/someone/dry" not in hub.repositories


@pytest.mark.parametrize("option", ["--dry-run", "--zero-gpu"])
def test_an_option_of_a_space_is_refused_beside_a_checkpoint(option, monkeypatch, capsys):
    monkeypatch.setattr("train.publish.publish", None)
    with pytest.raises(SystemExit):
        main(["runs/talk-seed0", "someone/digits", option])
    assert "--zero-gpu and --dry-run go with --space USER/SPACE" in capsys.readouterr().err


def test_a_name_of_somebody_else_or_of_another_app_is_refused_and_nothing_is_touched(hub, publish):
    done = publish("nobody/page")
    assert done.returncode == 1
    assert 'the Hub did not take "nobody/page"' in done.stderr
    other = {"README.md": b"---\ntitle: My diary\n---\n", "app.py": b"print()"}
    hub.commit("spaces/someone/diary", other)
    done = publish("someone/diary")
    assert done.returncode == 1
    assert '"someone/diary" holds something else ("My diary"); choose another name' in done.stderr
    assert files_in(hub, "someone/diary") == other


def test_a_space_that_does_not_start_says_so_and_no_token_too(hub, publish):
    hub.stages["spaces/someone/broken"] = ["BUILDING", "BUILD_ERROR"]
    done = publish("someone/broken")
    assert done.returncode == 1
    assert '"someone/broken" is there, but does not run (BUILD_ERROR)' in done.stderr
    done = publish("someone/broken", token=None)
    assert "hf auth login" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_git_nobody_knows_the_files(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NotTracked, match="clone it"):
        files_needed(tmp_path)


def test_the_front_matter_is_what_the_homes_offer():
    header = yaml.safe_load((PROJECT / "README.md").read_text("utf-8").split("---\n")[1])
    assert header["title"] == TITLE
    assert header["python_version"] in ("3.10", "3.12"), "what ZeroGPU has"
    assert f"gradio[mcp]=={header['sdk_version']}" in (PROJECT / "requirements.txt").read_text("utf-8")
