"""What the lessons show besides the visitor's own digit: what it is, how it is served, and what it weighs."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
from starlette.applications import Starlette
from starlette.testclient import TestClient
from torch.nn.utils import vector_to_parameters

from digit_model import VARIANTS, load_reader
from digit_model.checkpoint import RUN_FILE, load_checkpoint
from digit_model.course import COURSE, SIBLING_NAMES, SIBLINGS, WHOLE, load_kept_aside, load_siblings, load_snapshots
from digit_model.explain.sample import load_sample
from digit_model.explain.wiring import weights
from digit_model.reader import bundled_models
from digit_model.ui.server.lessons import assets
from digit_model.ui.server.networks import Networks
from train.kept_aside import kept_aside
from train.recipes import RECIPES

MOST = 3_000_000  # bytes of snapshots and siblings in the repository


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[dict[str, Any], TestClient]]:
    """The assets, through JSON as the page gets them, and where their files are."""
    store = Networks()
    app = Starlette(routes=[store.route()])
    with TestClient(app) as client:
        yield json.loads(json.dumps(assets(store))), client


def fetched(client: TestClient, file: dict[str, Any]) -> bytes:
    response = client.get(f"/{file['address']}")
    assert response.status_code == 200
    assert "immutable" in response.headers["cache-control"]
    return response.content


def test_what_the_repository_holds_is_small():
    assert sum(path.stat().st_size for path in COURSE.rglob("*.*") if path.parent != COURSE) <= MOST


# ---- snapshots


def read_by(state: np.ndarray) -> np.ndarray:
    """What a state of the talk's network answers to the digits that were kept aside."""
    network = VARIANTS["talk"]().eval()
    vector_to_parameters(torch.from_numpy(state.astype(np.float32)), network.parameters())
    digits, _ = load_kept_aside()
    with torch.inference_mode():
        return network(torch.from_numpy(digits / np.float32(255)).unsqueeze(1)).argmax(dim=1).numpy()


def test_the_page_finds_every_state_of_the_run_in_one_file(served):
    told, client = served
    snapshots = told["snapshots"]
    states = np.frombuffer(fetched(client, snapshots["weights"]), "<f2").reshape(-1, snapshots["count"])
    assert np.array_equal(states, load_snapshots().weights)
    assert snapshots["table"] == load_snapshots().table
    assert snapshots["count"] == len(weights(load_reader(snapshots["variant"]).network))
    assert snapshots["weights"]["format"] == "float16"


def test_the_states_lead_from_chance_to_the_bundled_network():
    snapshots = load_snapshots()
    _, labels = load_kept_aside()
    steps = [row["step"] for row in snapshots.table]
    assert steps == sorted(set(steps))
    assert steps[:6] == [0, 1, 2, 4, 8, 16]
    assert 25 <= len(steps) == len(snapshots.weights) <= 35
    shares = [float((read_by(state) == labels).mean()) for state in (snapshots.weights[0], snapshots.weights[-1])]
    assert shares[0] < 0.3
    assert shares[1] > 0.97
    assert np.array_equal(snapshots.weights[-1].astype(np.float32), weights(load_reader("talk").network))


# ---- siblings


def test_a_sibling_lacks_what_its_name_says_and_differs_in_nothing_else():
    recipes = {name: json.loads((SIBLINGS / name / RUN_FILE).read_bytes())["recipe"] for name in SIBLING_NAMES}
    whole = recipes[WHOLE]
    assert whole | {"epochs": 28} == json.loads(json.dumps(vars(RECIPES["talk"])))
    lacks = {
        "talk-without-augmentation": {"augment": 0},
        "talk-without-drawings": {"drawn": {}},
        "talk-average": {"variant": "talk-average"},
        "talk-without-relu": {"variant": "talk-without-relu"},
    }
    assert {name: recipe for name, recipe in recipes.items() if name != WHOLE} == {
        name: whole | lack for name, lack in lacks.items()
    }


@pytest.mark.parametrize("name", SIBLING_NAMES)
def test_a_sibling_arrives_to_the_last_bit_and_says_what_was_measured(name, served):
    told, client = served
    network, config = load_checkpoint(SIBLINGS / name)
    sibling = told["siblings"][name]
    assert (
        np.frombuffer(fetched(client, sibling["weights"]), "<f2").astype(np.float32).tolist()
        == weights(network).tolist()
    )
    assert (sibling["variant"], "unknown" in [wire["kind"] for wire in sibling["wires"]]) == (config.variant, False)
    assert 0.9 < sibling["measured"]["mnist"] < 1
    assert 0.5 < sibling["measured"]["drawn"] < 1


def test_siblings_are_no_bundled_networks():
    assert list(load_siblings()) == list(SIBLING_NAMES)
    assert bundled_models() == ["pen", "talk"]


# ---- digits that were kept aside


def test_a_digit_is_kept_aside_only_if_it_never_trains():
    one, two, three, four = (np.full((28, 28), level, np.uint8) for level in (1, 2, 3, 4))
    sample = np.array([one, two, three, four, two])
    assert kept_aside(sample, trained=np.array([one, three]), validation=np.array([two, three])) == [1, 4]


def test_about_as_many_are_kept_aside_as_chance_has_it(served):
    told, client = served
    digits, labels = load_kept_aside()
    rows = json.loads((COURSE / "kept-aside.json").read_bytes())
    assert rows == sorted(set(rows))
    # Each of 60,000 is a validation digit with a chance of 1 in 12: 417 of 5,000, give or take 4 times 19.
    assert 340 < len(rows) < 494
    assert np.bincount(labels, minlength=10).min() > 20
    file = np.frombuffer(fetched(client, told["kept"]["digits"]), np.uint8).reshape(-1, 28, 28)
    assert np.array_equal(file, digits)
    assert np.array_equal(file, load_sample()[0][rows])
    assert told["kept"]["labels"] == load_sample()[1][rows].tolist()


def test_what_a_visit_to_the_last_lesson_weighs(served):
    """Sent only when a step shows it; the page's own budget does not hold these."""
    told, client = served
    files = [told["snapshots"]["weights"], told["kept"]["digits"]]
    files += [sibling["weights"] for sibling in told["siblings"].values()]
    sizes = [len(gzip.compress(fetched(client, file))) for file in files]
    assert sizes[0] < 1_800_000
    assert sum(sizes[1:]) < 400_000
    assert len(json.dumps(told)) < 40_000, "of what stands in the page itself"
