"""What a page gets to run a network by itself: the network's own weights, to the last bit."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import brotli
import gradio as gr
import numpy as np
import pytest
import torch
from gradio.routes import App
from httpx import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient
from torch import nn

from digit_model import VARIANTS, Reader, load_reader
from digit_model.checkpoint import Config
from digit_model.network import StagedNet
from digit_model.reader import bundled_models
from digit_model.ui.page import COMPRESSED
from digit_model.ui.server.networks import Networks
from digit_model.verdict import Thresholds

MOST = 320_000  # bytes of ``pen`` as sent


def untrained(variant: str, seed: int) -> Reader:
    """A reader with random weights, which float16 cannot hold."""
    torch.manual_seed(seed)
    return Reader(VARIANTS[variant]().eval(), Config(variant, "none", 0, Thresholds(4.5, 0.2)))


def own_weights(reader: Reader) -> np.ndarray:
    """All weights, from the checkpoint's own names: each stage's matrix, then its biases."""
    state = reader.network.state_dict()
    return np.concatenate([tensor.contiguous().numpy().ravel() for tensor in state.values()])


@pytest.fixture
def networks() -> Networks:
    return Networks(kept=2)


@pytest.fixture
def client(networks: Networks) -> Iterator[TestClient]:
    app = Starlette(routes=[networks.route()], middleware=[COMPRESSED])
    with TestClient(app) as client:
        yield client


def fetched(client: TestClient, weights: dict[str, object], **headers: str) -> Response:
    return client.get(f"/{weights['address']}", headers=headers)


def checked(body: bytes, integrity: str) -> bool:
    """What a browser's ``fetch`` does with ``integrity``."""
    method, _, digest = integrity.partition("-")
    return method == "sha256" and hashlib.sha256(body).digest() == b64decode(digest, validate=True)


@pytest.mark.parametrize("name", bundled_models())
def test_a_bundled_network_arrives_to_the_last_bit(name, networks, client):
    reader = load_reader(name)
    weights = networks.described(reader, name, for_good=True)["weights"]
    body = fetched(client, weights).content
    assert weights["format"] == "float16"
    assert np.frombuffer(body, "<f2").astype("<f4").tobytes() == own_weights(reader).tobytes()
    assert weights["count"] == sum(parameter.numel() for parameter in reader.network.parameters())
    assert checked(body, weights["integrity"])


@pytest.mark.parametrize("variant", VARIANTS)
def test_weights_that_float16_would_change_stay_float32(variant, networks, client):
    reader = untrained(variant, seed=1)
    weights = networks.described(reader, "runs/random")["weights"]
    body = fetched(client, weights).content
    assert weights["format"] == "float32"
    assert body == own_weights(reader).tobytes()
    assert checked(body, weights["integrity"])


@pytest.mark.parametrize(
    ("weight", "kind"),
    [
        (0.5, "float16"),
        (-0.0, "float16"),
        (2.0**-24, "float16"),  # the smallest that it has
        (65_504.0, "float16"),  # and the largest
        (2.0**-25, "float32"),
        (65_536.0, "float32"),
        (1 + 2.0**-11, "float32"),  # one bit too many
    ],
)
def test_one_weight_decides_the_format(weight, kind, networks, client):
    reader = untrained("softmax", seed=0)
    with torch.no_grad():
        for parameter in reader.network.parameters():
            parameter.zero_()
        reader.network.fc.weight[3, 5] = weight
    weights = networks.described(reader, "runs/one")["weights"]
    assert weights["format"] == kind
    row = np.frombuffer(fetched(client, weights).content, "<f2" if kind == "float16" else "<f4")
    assert row.astype("<f4").tobytes() == own_weights(reader).tobytes()


def test_a_description_is_json_and_says_what_the_page_has_to_know(networks):
    reader = load_reader("talk")
    said = json.loads(json.dumps(networks.described(reader, "user/repo")))
    assert (said["name"], said["variant"]) == ("user/repo", "talk")
    assert (said["parameters"], said["multiplications"]) == (30_074, 1_041_312)
    assert said["thresholds"] == json.loads(json.dumps(vars(reader.config.thresholds)))
    assert [wire["name"] for wire in said["wires"]] == [name for name, _ in reader.network.named_children()]
    convolution = said["wires"][2]
    assert (convolution["kind"], convolution["shape"], convolution["padding"]) == ("convolution", [32, 14, 14], 1)
    assert convolution["weights"] == 32 * 16 * 3 * 3


def test_a_stage_that_the_page_cannot_run_is_named(networks):
    stages = {"squash": nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.Sigmoid())}
    said = networks.described(Reader(StagedNet(stages), load_reader().config), "runs/odd")
    assert [(wire["name"], wire["kind"]) for wire in said["wires"]] == [("squash", "unknown")]


def test_pen_is_small_on_the_wire_and_compressed_once(networks, client, nobody_compresses):
    weights = networks.described(load_reader("pen"), "pen", for_good=True)["weights"]
    nobody_compresses()
    with client.stream("GET", f"/{weights['address']}", headers={"Accept-Encoding": "gzip, br"}) as response:
        sent = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "br"
    assert int(response.headers["content-length"]) == len(sent) <= MOST
    assert checked(brotli.decompress(sent), weights["integrity"])
    networks.described(load_reader("pen"), "pen")  # the same weights again


def test_who_does_not_know_gzip_gets_the_weights_as_they_are(networks, client):
    weights = networks.described(load_reader("talk"), "talk")["weights"]
    response = fetched(client, weights, **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in response.headers
    assert checked(response.content, weights["integrity"])


def test_a_browser_keeps_weights_for_a_year_and_checks_them_without_fetching(networks, client):
    weights = networks.described(load_reader("talk"), "talk")["weights"]
    response = fetched(client, weights)
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["vary"] == "Accept-Encoding"
    again = fetched(client, weights, **{"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", response.headers["etag"])
    assert fetched(client, weights, **{"If-None-Match": 'W/"another"'}).status_code == 200


@pytest.mark.parametrize("digest", ["0" * 64, "talk", "..%2f..%2fapp.py"])
def test_unknown_weights_are_not_found(digest, client):
    response = client.get(f"/weights/{digest}")
    assert response.status_code == 404
    assert response.headers.get("cache-control") != "public, max-age=31536000, immutable"
    if "%" not in digest:
        assert response.json()["detail"] == "these weights are not kept here; open the network again"


def test_the_newest_few_stay_and_the_own_ones_for_good(networks, client):
    own = networks.described(load_reader("pen"), "pen", for_good=True)["weights"]
    passing = [networks.described(untrained("softmax", seed), f"runs/{seed}")["weights"] for seed in range(3)]
    networks.described(untrained("softmax", 1), "runs/1")  # asked for again, so the newest
    passing.append(networks.described(untrained("softmax", 3), "runs/3")["weights"])
    assert fetched(client, own).status_code == 200
    assert [fetched(client, weights).status_code for weights in passing] == [404, 200, 404, 200]


def test_many_visitors_at_once_leave_the_store_bounded_and_whole(client, networks):
    readers = [untrained("softmax", seed) for seed in range(6)]

    def describe(turn: int) -> dict[str, object]:
        return networks.described(readers[turn % 6], f"runs/{turn % 6}")["weights"]

    with ThreadPoolExecutor(8) as pool:
        described = list(pool.map(describe, range(60)))
    answers = [fetched(client, weights) for weights in {w["address"]: w for w in described}.values()]
    assert sorted(answer.status_code for answer in answers) == [200] * 2 + [404] * 4


@pytest.mark.parametrize("root_path", ["", "/digits"])
def test_gradio_serves_the_route_before_its_own(root_path, networks):
    weights = networks.described(load_reader("talk"), "talk")["weights"]
    with gr.Blocks(analytics_enabled=False) as page:
        gr.HTML("a page")
    page.root_path = root_path
    page.config = page.get_config_file()
    options = {"routes": [networks.route()], "middleware": [COMPRESSED]}
    with TestClient(App.create_app(page, app_kwargs=options), root_path=root_path) as client:
        assert checked(client.get(f"{root_path}/{weights['address']}").content, weights["integrity"])
        assert client.get(f"/{weights['address']}").status_code == 200  # as a proxy that strips the sub-path asks
        assert client.get(f"{root_path}/config").json()["version"] == gr.__version__
