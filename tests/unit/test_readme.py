"""The README's promises: its commands run, its Python runs, its front matter fits what is installed."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import gradio as gr
import numpy as np
import pytest
import torch
import yaml

import app
import digit_model
import train.__main__
import train.ablate
import train.evaluate
import train.kept_aside
import train.measure
import train.mixture
import train.numbers
import train.pictures
import train.publish
import train.report
import train.snapshots
from digit_model import load_reader
from tests.readme import COMMANDS, PYTHON, README
from train.data import Digits, load_split
from train.recipes import RECIPES
from train.report import PROJECT
from train.strokes import NOT_A_DIGIT, PenDigit


def few_digits() -> Digits:
    """Some real digits in place of any split."""
    return load_split("sample", "val", "unused").pick(torch.arange(200))


def few_of(kinds: dict[str, train.numbers.Kind]) -> dict[str, train.numbers.Kind]:
    """The same kinds of numbers, two of each."""
    return {name: replace(kind, count=2) for name, kind in kinds.items()}


@pytest.fixture
def in_small(monkeypatch, tmp_path) -> list[str]:
    """Commands run in an empty folder, on few digits, for one epoch; returns the list of pages and pushes made."""
    done: list[str] = []
    monkeypatch.chdir(tmp_path)
    one = PenDigit((np.array([[0.2, 0], [0, 1]]),), 1, "pendigits/5")
    for module in (train.mixture, train.evaluate, train.measure, train.kept_aside):
        monkeypatch.setattr(module, "load_split", lambda *_: few_digits())
    people = {name: [one, replace(one, label=4)] for name in train.sources.SOURCES}
    letters = [replace(one, label=NOT_A_DIGIT)]
    for module in (train.mixture, train.measure, train.ablate, train.numbers):
        monkeypatch.setattr(module, "load_strokes", lambda *_, without=(): dict(people))
    for module in (train.mixture, train.measure):
        monkeypatch.setattr(module, "load_letters", lambda *_: letters)
    monkeypatch.setattr(train.measure, "load_v1_letters", lambda _: letters)
    monkeypatch.setattr(train.numbers, "SEPARATE", few_of(train.numbers.SEPARATE))
    monkeypatch.setattr(train.numbers, "TOUCHING", few_of(train.numbers.TOUCHING))
    monkeypatch.setattr(train.measure, "STYLED", 1)
    monkeypatch.setattr(train.measure, "CORRUPTED", 2)
    monkeypatch.setattr(train.measure, "FIGURES", 2)
    short = {name: replace(recipe, epochs=1, drawn=dict.fromkeys(recipe.drawn, 5)) for name, recipe in RECIPES.items()}
    for module in (train.__main__, train.snapshots):
        monkeypatch.setattr(module, "RECIPES", short)
    monkeypatch.setattr(train.kept_aside, "KEPT_ASIDE", tmp_path / "kept-aside.json")
    monkeypatch.setattr(train.__main__, "publish", lambda folder, repository, root: done.append(repository))
    monkeypatch.setattr(train.publish, "publish_space", lambda space, zero_gpu: done.append(space))
    monkeypatch.setattr(
        digit_model, "load_reader", lambda name="talk": load_reader("talk" if name == "USER/REPO" else name)
    )
    monkeypatch.setattr(app, "serve", lambda page, **options: done.append(f"share={options['share']}"))
    monkeypatch.setattr(train.report, "RESULTS", tmp_path / "RESULTS.md")
    monkeypatch.setattr(train.report, "DIAGRAM", tmp_path / "reliability.svg")
    monkeypatch.setattr(train.report, "README", Path(shutil.copy(PROJECT / "README.md", tmp_path)))
    return done


def run(command: str, done: list[str]) -> None:
    """Run one command of the README within this process."""
    match shlex.split(command):
        case ["python", "-m", "train", *arguments]:
            train.__main__.main(arguments)
            assert list(Path("runs").glob("*/model.safetensors"))
        case ["torchrun", "--nproc-per-node=2", "-m", "train", *arguments]:  # truly in two by test_processes.py
            assert (Path(sys.executable).parent / "torchrun").exists()
            train.__main__.main(arguments)
        case ["python", "-m", "train.snapshots", *arguments]:
            train.snapshots.main(arguments)
            assert list(Path("runs").glob("*/snapshots.json"))
        case ["python", "-m", "train.kept_aside", *arguments]:
            train.kept_aside.main(arguments)
            assert Path("kept-aside.json").exists()
        case ["python", "-m", "train.evaluate", model, *arguments]:
            if model.startswith("runs/"):
                train.__main__.main(["quick"])
            train.evaluate.main([model, *arguments])
            assert list(Path("runs").glob("*.json"))
        case ["python", "-m", "train.ablate", *arguments]:
            train.ablate.main(arguments)
            assert list(Path("runs").glob("*-steps.json"))
        case ["python", "-m", "train.numbers", *arguments]:
            train.numbers.main(arguments)
            assert list(Path("runs").glob("*-numbers.json"))
        case ["python", "-m", "train.pictures", model, folder]:
            train.pictures.main([model, str(PROJECT / folder)])
            assert list(Path("runs").glob("*-pictures.json"))
        case ["python", "-m", "train.publish", *arguments]:  # truly to a Hub by tests/hub/test_space.py
            train.publish.main(arguments)
            assert done[-1] == "USER/SPACE"
        case ["python", "-m", "train.report"]:
            train.report.main()
        case ["python", "app.py", "--export", folder]:  # looked at by tests/browser/test_static.py
            app.main(["--export", folder])
            assert (Path(folder) / "index.html").exists()
        case ["hf", "upload", _, "FOLDER", ".", "--repo-type", "space"]:
            assert (Path(sys.executable).parent / "hf").exists()
        case ["python", "app.py", *arguments]:
            if "runs/quick-seed0" in arguments:
                train.__main__.main(["quick"])
            app.main(arguments)
            assert done[-1] == f"share={'--share' in arguments}"
        case ["pip", "install", *rest]:  # what follows is run by tests/browser, and by .ci/run
            files = rest[: rest.index("&&")]
            assert all((PROJECT / name).exists() for name in files if name != "-r")
        case ["hf", "auth", "login"]:
            assert (Path(sys.executable).parent / "hf").exists()
        case other:
            pytest.fail(f"no test runs {other}")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command, in_small, monkeypatch):
    settings = re.match(r"([A-Z_]+=\S+ )*", command)[0]
    for setting in settings.split():
        monkeypatch.setenv(*setting.split("=", 1))
    run(command.removeprefix(settings), in_small)


def test_the_first_two_commands_set_everything_up():
    assert COMMANDS[0] == "pip install -r requirements.txt && python app.py"
    assert [command for command in COMMANDS if "pytest" in command] == [COMMANDS[1]], ".ci/run looks for this one"


def test_the_python_runs(monkeypatch, capsys):
    monkeypatch.chdir(PROJECT)
    for code in PYTHON:
        exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("digit {'9'")


def test_the_front_matter_is_a_valid_space():
    space = yaml.safe_load(README.split("---")[1])
    assert space["sdk"] == "gradio"
    assert space["sdk_version"] == gr.__version__
    assert f"gradio[mcp]=={space['sdk_version']}\n" in (PROJECT / "requirements.txt").read_text()
    assert (PROJECT / space["app_file"]).exists()
    assert len(space["short_description"]) <= 60, "the Hub refuses a longer one"
    colours = {"red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray"}
    assert {space["colorFrom"], space["colorTo"]} <= colours


def test_the_picture_is_there():
    assert all((PROJECT / path).exists() for path in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README))


def test_the_oldest_python_that_the_readme_names_knows_all_that_the_code_uses():
    (oldest,) = set(re.findall(r"Python (3\.\d+) or newer", README))
    code = ["app.py", "digit_model", "train"]
    # A newer Python runs these tests just as well, so what the code asks of Python is looked up instead.
    found = subprocess.run(
        [
            Path(sys.executable).with_name("vermin"),
            f"--target={oldest}-",
            "--no-tips",
            "--quiet",
            "--violations",
            *code,
        ],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stdout


def test_every_test_that_the_readme_names_is_there():
    named = re.findall(r"`(test_\w+)(\.\.\.)?`", README)
    assert len(named) > 15
    tests = "\n".join(path.read_text("utf-8") for path in PROJECT.glob("tests/**/test_*.py"))
    lacking = [name for name, cut in named if f"def {name}{'' if cut else '('}" not in tests]
    assert not lacking
