"""Which networks anybody may ask for, to compare with the page's own."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch
from fastapi import HTTPException

from digit_model import VARIANTS, Drawing, load_reader
from digit_model.checkpoint import Config, load_checkpoint, save_checkpoint
from digit_model.digit import PREPROCESSING_VERSION
from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable, UnknownModel
from digit_model.explain.cost import multiplications, parameters
from digit_model.reader import BUNDLED, bundled_models
from digit_model.ui.parts.compare.compare import compare
from digit_model.ui.server import models
from digit_model.ui.server.failures import KEPT, Failures
from digit_model.ui.server.models import other_network, reader_of, trained_models
from digit_model.ui.server.networks import STORE
from digit_model.ui.text import Text
from digit_model.verdict import Thresholds

SEVEN = load_reader().read(Drawing.of([[(0.3, 0.22), (0.68, 0.2), (0.56, 0.5), (0.46, 0.84)]], 0.06))


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    """A working directory with one trained checkpoint, runs/quick-seed0; nothing known of others yet."""
    monkeypatch.chdir(tmp_path)
    models._loaded.cache_clear()
    models._failed.forget()
    train("quick-seed0", "mlp")
    return tmp_path


def train(name: str, variant: str) -> None:
    torch.manual_seed(0)
    save_checkpoint(f"runs/{name}", VARIANTS[variant](), Config(variant, "quick", 0, Thresholds(2.0, 0.2)))


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_cost_is_that_of_its_layers_written_out(variant):
    network = VARIANTS[variant]()
    talk = 9 * 16 * 784 + 16 * 9 * 32 * 196 + 1568 * 16 + 160  # neither a pooling nor a ReLU multiplies by a weight
    written_out = {
        "softmax": 784 * 10,
        "mlp": 784 * 32 + 32 * 10,
        "talk": talk,
        "talk-average": talk,
        "talk-without-relu": talk,
        "pen": 784 * 9 * 16 * (1 + 16) + 196 * 9 * 48 * (16 + 48) + 49 * 9 * 96 * (48 + 96) + 49 * 96 + 960,
        "sprint": 784 * 25 * 16 + 196 * 9 * 16 * 32 + 49 * 9 * 32 * 64 + 5760,
    }
    assert multiplications(network) == written_out[variant]
    assert parameters(network) == sum(tensor.numel() for tensor in network.state_dict().values())
    assert not any(layer._forward_hooks for layer in network.modules())


def test_what_was_trained_here_is_offered_the_newest_first_and_read_anew_when_trained_anew(monkeypatch):
    train("talk-seed1", "talk")
    Path("runs/notes").mkdir()
    shutil.copytree("runs/talk-seed1", "runs/.talk-seed2.new")
    assert trained_models() == ["runs/talk-seed1", "runs/quick-seed0"]
    assert reader_of("runs/talk-seed1") is reader_of("runs/talk-seed1")
    train("talk-seed1", "softmax")
    assert reader_of("runs/talk-seed1").variant == "softmax"
    shutil.rmtree("runs/talk-seed1")
    with pytest.raises(UnknownModel):
        reader_of("runs/talk-seed1")
    monkeypatch.setattr(models, "LISTED", 1)
    assert len(trained_models()) == 1


@pytest.mark.parametrize(
    "model",
    [
        "",
        "nothing",
        "runs",
        "runs/",
        "runs/.",
        "runs/..",
        "runs/../secret",
        "runs/../runs/quick-seed0",
        "runs//quick-seed0",
        "runs/quick-seed0/",
        "runs/link",
        "runs/a\0b",
        "runs/\ud800",
        "./runs/quick-seed0",
        "../weights",
        str(BUNDLED / "pen"),
        "user/repo@../../secret",
        "user/" + "r" * 500,
    ],
)
def test_no_other_name_opens_anything(here, model, monkeypatch):
    monkeypatch.setattr(models, "borrowed_checkpoint", lambda _: pytest.fail("asked the Hub"))
    shutil.copytree(BUNDLED / "pen", "secret")
    Path("runs/link").symlink_to(here / "secret")
    answer = other_network({"model": model})
    assert answer["failure"] == "unknown"
    assert "runs/link" not in trained_models()


def test_a_repository_is_fetched_once_read_at_once_and_never_taken_for_a_folder_here(monkeypatch, tmp_path):
    shutil.copytree(BUNDLED / "pen", "someone/digits")
    asked = []

    @contextmanager
    def borrow(repository):
        asked.append(repository)
        folder = shutil.copytree(BUNDLED / "talk", tmp_path / "borrowed")
        yield folder
        shutil.rmtree(folder)

    monkeypatch.setattr(models, "borrowed_checkpoint", borrow)
    assert reader_of("someone/digits").read_digits([SEVEN.digit])[0].candidates == ("7",)
    assert reader_of("someone/digits").variant == "talk"
    assert asked == ["someone/digits"]


@pytest.mark.parametrize(("error", "failure"), [(HubUnreachable, "unreachable"), (HubRefused, "refused")])
def test_a_hub_that_gives_nothing_is_said_so_and_asked_again_after_a_while(monkeypatch, error, failure):
    asked = []

    @contextmanager
    def borrow(repository):
        asked.append(repository)
        raise error("out of order")
        yield

    monkeypatch.setattr(models, "borrowed_checkpoint", borrow)
    said = {"failure": failure, "said": Text("out of order", "out of order").html()}
    answers = [other_network({"model": "someone/digits"}) for _ in range(6)]  # more than may ask at a time
    assert answers == [said] * 6
    assert len(asked) == 1
    monkeypatch.setattr(models, "_failed", Failures(seconds=0))
    answers = [other_network({"model": "someone/digits"}) for _ in range(6)]
    assert answers == [said] * 6
    assert len(asked) == 7


def test_failures_are_kept_for_the_newest_names_alone():
    failures = Failures(seconds=60)
    for number in range(KEPT + 1):
        failures.keep(f"user/{number}", UnknownModel(f"number {number}"))
    failures.check("user/0")
    with pytest.raises(UnknownModel, match=r"number 1$"):
        failures.check("user/1")


def test_what_is_no_checkpoint_hides_none_and_keeps_nobody_waiting(here):
    """A folder, a pipe, a link that leads nowhere, one that leads out, and a name that is no text."""
    config = here / "runs/quick-seed0/config.json"
    for name in ("folder", "pipe", "nowhere", "out"):
        (here / "runs" / name).mkdir()
    (here / "runs/folder/config.json").mkdir()
    os.mkfifo(here / "runs/pipe/config.json")
    (here / "runs/nowhere/config.json").symlink_to(here / "gone")
    (here / "runs/out/config.json").symlink_to(config)
    unnamed = os.fsencode(here / "runs") + b"/\xff"
    shutil.copytree(os.fsencode(here / "runs/quick-seed0"), unnamed)
    assert trained_models() == ["runs/quick-seed0"]
    for name in ("folder", "pipe", "nowhere", "out", "\udcff"):
        assert other_network({"model": f"runs/{name}"})["failure"] == "unknown"


@pytest.mark.parametrize("file", ["config.json", "model.safetensors"])
@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_a_part_of_a_checkpoint_that_is_no_file_is_named(here, file, make):
    path = here / "runs/quick-seed0" / file
    path.unlink()
    make(path)
    with pytest.raises(DamagedCheckpoint, match=f"{file} is not a file"):
        load_checkpoint(path.parent)


def test_a_damaged_checkpoint_is_named_without_saying_where_it_lies(here):
    config = here / "runs/quick-seed0/config.json"
    config.write_text(config.read_text().replace('"mlp"', '"talk"'))
    answer = other_network({"model": "runs/quick-seed0"})
    assert answer["failure"] == "damaged"
    assert ">runs/quick-seed0/model.safetensors does not hold" in answer["said"]
    assert "\n" not in answer["said"]
    config.write_text(config.read_text().replace(f'"preprocessing": {PREPROCESSING_VERSION}', '"preprocessing": 1'))
    assert "preprocessing version 1" in other_network({"model": "runs/quick-seed0"})["said"]


@pytest.mark.parametrize("question", [None, [], "pen", {}, {"model": 5}, {"model": None}])
def test_a_question_of_another_form_is_refused(question):
    with pytest.raises(HTTPException) as refusal:
        other_network(question)
    assert refusal.value.status_code == 422


def test_a_network_that_was_trained_here_is_described_under_the_name_that_was_asked_for():
    found = other_network({"model": "runs/quick-seed0"})
    assert (found["name"], found["variant"]) == ("runs/quick-seed0", "mlp")
    assert found["thresholds"] == {"evidence": 2.0, "probability": 0.2}
    assert found["parameters"] == parameters(VARIANTS["mlp"]())


def test_the_page_brings_the_description_of_every_bundled_network_and_chooses_another_than_its_own_first():
    for own in bundled_models():
        part = compare(STORE.described(load_reader(own), own))
        bundled = part.props["facts"]["bundled"]
        assert sorted(bundled) == bundled_models()
        assert list(bundled)[-1] == own
        for name, network in bundled.items():
            assert network == other_network({"model": name}), "as the server would answer"


def test_every_failure_has_its_line():
    html = str(compare(STORE.described(load_reader(), "pen")).html_template)
    for failure in (*models.FAILURES.values(), "foreign"):
        assert html.count(f'data-failure="{failure}"') == 1
