"""A Hub that stalls, trickles, sends too much or what no network is: one sentence, within the time that it is given."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import huggingface_hub
import pytest
import torch
from safetensors.torch import save_file

from digit_model.borrowed import borrowed_checkpoint
from digit_model.checkpoint import load_checkpoint
from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable
from digit_model.reader import BUNDLED
from digit_model.ui.server import models
from digit_model.ui.server.models import other_network

PATIENCE = 1.0  # seconds
HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
CONFIG = (BUNDLED / "pen" / "config.json").read_bytes()
WEIGHTS = (BUNDLED / "pen" / "model.safetensors").read_bytes()

Answer = Callable[[socket.socket, str], None]  # what a Hub does with a connection on which this file was asked for


def whole(body: bytes) -> bytes:
    return HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


@contextmanager
def listening(answer: Answer) -> Iterator[str]:
    """The address of such a Hub; it ends with the context, whoever is still connected to it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        connections: list[socket.socket] = []

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connections.append(listener.accept()[0])
                    threading.Thread(target=talk, args=(connections[-1],), daemon=True).start()

        def talk(connection: socket.socket) -> None:
            with suppress(OSError):  # the other side has enough
                asked = connection.recv(65_536).decode().split()[1].rsplit("/", 1)[-1]
                answer(connection, asked)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield "http://{}:{}".format(*listener.getsockname())
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)
        for connection in connections:
            with closing(connection), suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def stalls(connection: socket.socket, file: str) -> None:
    connection.sendall(whole(CONFIG) if file == "config.json" else whole(WEIGHTS)[:10_000])


def trickles(connection: socket.socket, file: str) -> None:
    """Every single wait is short."""
    connection.sendall(HEAD + b"Content-Length: 90000\r\n\r\n")
    while True:
        connection.sendall(b" ")
        time.sleep(0.05)


def trickles_headers(connection: socket.socket, file: str) -> None:
    for byte in HEAD * 1000:
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


def says_too_much(connection: socket.socket, file: str) -> None:
    connection.sendall(HEAD + b"Content-Length: 200000000\r\n\r\n")


def sends_too_much(connection: socket.socket, file: str) -> None:
    """And does not say so before."""
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"10000\r\n" + bytes(0x10000) + b"\r\n")


@pytest.fixture
def hub(monkeypatch) -> Iterator[Callable[[Answer], None]]:
    """hub(answer): from now on this is the Hub."""
    opened = []

    def become(answer: Answer) -> None:
        opened.append(listening(answer))
        endpoint = opened[-1].__enter__()
        monkeypatch.setattr(
            huggingface_hub, "hf_hub_url", lambda repo, name, revision: f"{endpoint}/{repo}/resolve/{revision}/{name}"
        )

    yield become
    for one in opened:
        one.__exit__(None, None, None)


@pytest.mark.parametrize("answer", [stalls, trickles, trickles_headers])
def test_a_hub_that_does_not_come_to_an_end_is_left_in_time(hub, answer):
    hub(answer)
    started = time.monotonic()
    with pytest.raises(HubUnreachable, match='has not sent "someone/slow" within 1 s'):
        borrowed_checkpoint("someone/slow", PATIENCE).__enter__()
    assert time.monotonic() - started < 10 * PATIENCE


@pytest.mark.parametrize("answer", [says_too_much, sends_too_much])
def test_what_is_too_large_is_refused_whether_it_is_said_beforehand_or_not(hub, answer):
    hub(answer)
    with pytest.raises(HubRefused, match=r"config\.json has [0-9,]+ bytes, 100,000 are the most"):
        borrowed_checkpoint("someone/large").__enter__()


def test_a_hub_that_says_less_than_it_sends_gives_nothing_more(hub):
    def lies(connection: socket.socket, file: str) -> None:
        content = CONFIG if file == "config.json" else WEIGHTS
        connection.sendall(HEAD + b"Content-Length: 10\r\n\r\n" + content)

    hub(lies)
    with borrowed_checkpoint("someone/liar") as folder:
        assert [path.stat().st_size for path in folder.iterdir()] == [10, 10]
        with pytest.raises(DamagedCheckpoint, match="is not a checkpoint's description"):
            load_checkpoint(folder)
    assert not folder.exists()


def files(config: bytes, weights: bytes) -> Answer:
    return lambda connection, file: connection.sendall(whole(config if file == "config.json" else weights))


@pytest.fixture
def many_names(tmp_path: Path) -> bytes:
    """Weights of 60,000 tensors."""
    nothing = torch.zeros(0)
    save_file({f"t{n}": nothing for n in range(60_000)}, tmp_path / "many")
    return (tmp_path / "many").read_bytes()


def wordy(key: str) -> bytes:
    return json.dumps(json.loads(CONFIG) | {key: "v" * 90_000}).encode()


@pytest.mark.parametrize("kind", ["variant", "recipe", "key", "names"])
def test_an_error_is_short_whatever_the_checkpoint_holds(hub, many_names, kind):
    odd = {
        "variant": (wordy("variant"), WEIGHTS),
        "recipe": (wordy("recipe"), WEIGHTS),
        "key": (wordy("k" * 9_000), WEIGHTS),
        "names": (CONFIG, many_names),
    }[kind]
    hub(files(*odd))
    answer = other_network({"model": f"someone/{kind}"})
    assert answer["failure"] == "damaged"
    assert len(answer["said"]) < 1000


def test_sixty_thousand_names_are_told_apart_before_any_tensor_is_made(tmp_path, many_names, monkeypatch):
    (tmp_path / "config.json").write_bytes(CONFIG)
    (tmp_path / "model.safetensors").write_bytes(many_names)
    monkeypatch.setattr(torch.nn.Module, "load_state_dict", lambda *_: pytest.fail("they were given to the network"))
    with pytest.raises(DamagedCheckpoint, match="16 of its 16 tensors are missing, and 60000 are none of its"):
        load_checkpoint(tmp_path)


def test_a_header_that_claims_more_than_there_is_is_a_damaged_file(tmp_path):
    (tmp_path / "config.json").write_bytes(CONFIG)
    (tmp_path / "model.safetensors").write_bytes(struct.pack("<Q", 10**9) + b"{}")
    with pytest.raises(DamagedCheckpoint, match="cannot be read"):
        load_checkpoint(tmp_path)


def test_what_failed_fails_again_without_asking_until_some_time_has_passed(hub, monkeypatch):
    asked = []

    def missing(connection: socket.socket, file: str) -> None:
        asked.append(file)
        connection.sendall(b"HTTP/1.1 404 Not Found\r\nX-Error-Code: RepoNotFound\r\nContent-Length: 0\r\n\r\n")

    hub(missing)
    for _ in range(6):
        answer = other_network({"model": "someone/missing"})
        assert answer["failure"] == "refused"
        assert "is not on the Hub" in answer["said"]
    assert asked == ["config.json"]
    models._failed.forget()
    other_network({"model": "someone/missing"})
    assert len(asked) == 2
