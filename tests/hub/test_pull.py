"""Loading from the Hub: strictly, from the cache when the Hub is away, and with clear words when it cannot be."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.hub.small_hub import TOKEN

NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens


def test_what_is_pulled_is_what_was_pushed_and_stays_when_the_hub_goes(hub, pushed, machine):
    pinned = f"{pushed.repository}@{hub.find(pushed.repository)[0]}"
    unknown = f"{pushed.repository}@v9"
    loaded = machine.load(pushed.folder, pushed.repository, pinned, unknown)
    local = loaded[str(pushed.folder)]["logits"]
    assert loaded[pushed.repository]["logits"] == local
    assert loaded[pinned]["logits"] == local
    assert loaded[unknown]["error"] == "HubRefused"
    assert 'no revision "v9"' in loaded[unknown]["message"]

    for endpoint in NOWHERE, hub.out_of_order:
        away = replace(machine, endpoint=endpoint).load(pushed.repository, pinned)
        assert [outcome["logits"] for outcome in away.values()] == [local, local]
    offline = machine.load(pushed.repository, HF_HUB_OFFLINE="1")
    assert offline[pushed.repository]["logits"] == local


def test_an_edited_card_does_not_hide_the_weights(hub, pushed, machine):
    repository = "someone/edited"
    hub.commit(repository, hub.find(pushed.repository)[1])
    before = machine.load(repository)[repository]["logits"]
    hub.commit(repository, {"README.md": b"# Edited on the web\n"})
    assert machine.load(repository)[repository]["logits"] == before


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a Hub that takes a call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield "http://{}:{}".format(*listener.getsockname())


@pytest.mark.parametrize("away", ["nobody listens", "out of order", "silent"])
def test_a_hub_that_does_not_answer_is_said_so_soon(hub, machine, silent, away):
    endpoint = {"nobody listens": NOWHERE, "out of order": hub.out_of_order, "silent": silent}[away]
    # A commit as well as a branch: left to itself, the client tries for 23 s to list a commit's files.
    sources = ["someone/never-seen", f"someone/never-seen@{'0' * 40}"]
    for outcome in replace(machine, endpoint=endpoint).load(*sources, HF_HUB_ETAG_TIMEOUT="1").values():
        assert outcome["error"] == "HubUnreachable"
        assert "the Hub does not answer" in outcome["message"]
        assert ("there is no connection to it" in outcome["message"]) == (away != "out of order")
        assert "Errno" not in outcome["message"], "what the system says is no sentence"
        assert outcome["seconds"] < 15


def test_a_missing_repository_and_a_wrong_token_are_refused(machine, pushed):
    missing = machine.load("someone/nothing")["someone/nothing"]
    assert missing["error"] == "HubRefused"
    assert "is not on the Hub, or is private" in missing["message"]
    wrong = machine.load(pushed.repository, token="hf_wrong")[pushed.repository]
    assert wrong["error"] == "HubRefused"
    assert "hf auth login" in wrong["message"]


@pytest.fixture
def damaged(hub, pushed) -> dict[str, str]:
    """Repositories with something wrong in them, {repository: what the message must say}."""
    files = {name: (pushed.folder / name).read_bytes() for name in ("config.json", "model.safetensors")}
    stranger = json.dumps(json.loads(files["config.json"]) | {"variant": "transformer"}).encode()
    hub.commit("someone/not-json", files | {"config.json": b"{"})
    hub.commit("someone/stranger", files | {"config.json": stranger})
    hub.commit("someone/no-weights", {"config.json": files["config.json"]})
    hub.commit("someone/cut-off", files | {"model.safetensors": files["model.safetensors"][:5_000]})
    return {
        "someone/not-json": "config.json is not a checkpoint's description",
        "someone/stranger": 'names the variant "transformer"; known are',
        "someone/no-weights": "model.safetensors cannot be read",
        "someone/cut-off": "model.safetensors cannot be read",
    }


def test_a_damaged_repository_says_which_file_and_what_is_wrong(machine, damaged):
    loaded = machine.load(*damaged)
    for repository, words in damaged.items():
        assert loaded[repository]["error"] == "DamagedCheckpoint"
        assert words in loaded[repository]["message"]


def test_what_is_too_large_for_a_checkpoint_is_refused_before_it_is_downloaded(hub, pushed, machine):
    files = {name: (pushed.folder / name).read_bytes() for name in ("config.json", "model.safetensors")}
    hub.commit("someone/huge", files | {"model.safetensors": bytes(20_000_001)})
    hub.commit("someone/wordy", files | {"config.json": bytes(20_000_001)})
    hub.commit("someone/roomy", files | {"dataset.bin": bytes(20_000_001)})
    loaded = machine.load("someone/huge", "someone/wordy", "someone/roomy")
    assert "logits" in loaded["someone/roomy"], "only the checkpoint's own files count"
    for repository, name in (("someone/huge", "model.safetensors"), ("someone/wordy", "config.json")):
        assert loaded[repository]["error"] == "HubRefused"
        assert f"{name} has 20,000,001 bytes" in loaded[repository]["message"]
    assert max(path.stat().st_size for path in machine.home.rglob("*") if path.is_file()) < 1_000_000


@pytest.mark.parametrize("who", ["owner", "stranger"])
def test_a_push_between_the_check_and_the_download_is_not_what_is_downloaded(hub, pushed, machine, who):
    repository = f"someone/moving-{who}"
    hub.commit(repository, hub.find(pushed.repository)[1])
    hub.coming[repository] = {"model.safetensors": bytes(20_000_001)}
    load = machine.load if who == "owner" else machine.load_for_stranger
    assert "logits" in load(repository)[repository]
    assert repository not in hub.coming
    assert all(path.stat().st_size < 1_000_000 for path in machine.home.rglob("*") if path.is_file())


def test_what_a_stranger_names_is_read_and_leaves_nothing_on_the_machine(hub, pushed, machine):
    pinned = f"{pushed.repository}@{hub.find(pushed.repository)[0]}"
    loaded = machine.load_for_stranger(pushed.repository, pinned)
    local = machine.load(pushed.folder)[str(pushed.folder)]["logits"]
    assert [outcome["logits"] for outcome in loaded.values()] == [local, local]
    assert not list(machine.home.rglob("*.safetensors"))
    assert list((machine.home / "tmp").iterdir()) == []
    assert not list(machine.home.rglob("models--*"))


def test_a_stranger_never_gets_what_the_token_of_the_machine_opened(hub, pushed, machine):
    repository = "someone/private"
    hub.commit(repository, hub.find(pushed.repository)[1])
    hub.private.add(repository)
    assert "logits" in machine.load(repository, token=TOKEN)[repository], "the owner's copy is in the cache"
    asked = machine.load_for_stranger(repository, token=TOKEN)[repository]
    assert asked["error"] == "HubRefused"
    away = replace(machine, endpoint=NOWHERE).load_for_stranger(repository, token=TOKEN)[repository]
    assert away["error"] == "HubUnreachable"
