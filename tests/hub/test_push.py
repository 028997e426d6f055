"""Publishing: what arrives on the Hub, and what a refusal says."""

from __future__ import annotations

import json

import pytest
import yaml

from digit_model import load_reader
from digit_model.errors import HubRefused
from train.data import load_split
from train.evaluate import evaluate
from train.hub import upload_checkpoint

NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens


def test_a_push_creates_the_repository_and_uploads_the_checkpoint(hub, pushed):
    commit, files = hub.find(pushed.repository)
    assert set(files) >= {"config.json", "model.safetensors", "run.json", "README.md"}
    for name in ("config.json", "model.safetensors", "run.json"):
        assert files[name] == (pushed.folder / name).read_bytes()
    assert commit in pushed.output, "the command prints where it is"


def test_the_card_says_what_was_measured(hub, pushed):
    card = hub.find(pushed.repository)[1]["README.md"].decode()
    header = yaml.safe_load(card.split("---")[1])
    (result,) = header["model-index"][0]["results"]
    validation = load_split("sample", "val", "unused")
    accuracy = evaluate(load_reader(pushed.folder), validation).accuracy
    assert result["metrics"][0]["type"] == "accuracy"
    assert result["metrics"][0]["value"] == pytest.approx(accuracy, abs=1e-6)
    assert result["dataset"]["split"] == "validation"
    assert f"{accuracy:.2%}" in card
    assert header["license"] == "mit"
    assert f'load_reader("{pushed.repository}")' in card
    assert "4,500 of the 5,000 digits of the sample" in card, "a run on the sample must not claim MNIST's 60,000"
    assert "python -m train quick --seed 0 --epochs 1" in card


@pytest.mark.parametrize("token", ["hf_wrong", None])
def test_a_wrong_or_missing_token_is_one_clear_sentence_and_the_checkpoint_stays(push_again, pushed, token):
    done = push_again("someone/more", token=token)
    assert done.returncode == 1
    assert "hf auth login" in done.stderr
    assert "the checkpoint is kept" in done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads((pushed.folder / "config.json").read_text())["recipe"] == "quick"


def test_somebody_elses_name_is_refused(push_again):
    done = push_again("nobody/digits")
    assert done.returncode == 1
    assert 'the Hub did not take "nobody/digits"' in done.stderr


@pytest.mark.parametrize("repository", ["digits", "someone/digits@v1", "../digits"])
def test_what_is_no_repository_is_refused_before_anything_is_sent(repository, tmp_path):
    with pytest.raises(HubRefused, match="has not the form USER/REPO"):
        upload_checkpoint(tmp_path, repository)


def test_a_second_push_is_a_second_commit_beside_the_first_and_of_the_checkpoint_alone(hub, pushed, push_again):
    files = {"README.md": b"old card", "notes.txt": b"written on the web"}
    first = hub.commit("someone/twice", files)
    (pushed.folder / ".env").write_text("HF_TOKEN=hf_secret")
    done = push_again("someone/twice")
    (pushed.folder / ".env").unlink()
    assert done.returncode == 0, done.stderr
    second, now = hub.find("someone/twice")
    assert now["notes.txt"] == files["notes.txt"]
    assert now["README.md"].startswith(b"---\n")
    assert set(now) == {"config.json", "model.safetensors", "run.json", *files}
    assert hub.find("someone/twice", first)[1] == files
    assert second in done.stdout


@pytest.mark.parametrize("away", ["nobody listens", "out of order"])
def test_a_hub_that_does_not_answer_keeps_the_checkpoint_too(hub, push_again, away):
    done = push_again("someone/more", endpoint=NOWHERE if away == "nobody listens" else hub.out_of_order)
    assert done.returncode == 1
    assert "the Hub does not answer" in done.stderr
    assert "tries again" in done.stderr
