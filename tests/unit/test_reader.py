"""The public API: what callers rely on."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import digit_model
from digit_model import Drawing, UnreadablePicture, load_reader
from digit_model.errors import UnknownModel
from digit_model.ink import ink_from_drawing
from digit_model.reader import BUNDLED, bundled_models
from digit_model.ui.parts.examples.examples import example_files
from train.environment import PROJECT
from train.pictures import shown_by

EXAMPLES = sorted((PROJECT / "examples").iterdir())
SEVEN = Drawing.of([[(0.3, 0.22), (0.68, 0.2), (0.56, 0.5), (0.46, 0.84)]], 0.06)


@pytest.fixture(scope="module")
def reader():
    return load_reader()


def test_the_public_names():
    assert digit_model.__all__ == ["VARIANTS", "Drawing", "Reader", "Reading", "UnreadablePicture", "load_reader"]


@pytest.mark.parametrize("model", bundled_models())
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_read_as_their_names_say(model, path):
    reader = load_reader(model)
    picture = Drawing.load(path) if path.suffix == ".json" else path
    reading = reader.read(picture)
    expected = shown_by(path)
    assert reading.verdict == {0: "not a digit", 1: "digit"}.get(len(expected), "unsure")
    assert set(reading.candidates) == set(expected)


def test_every_example_has_its_name_and_says_how_it_is_read():
    assert sorted(example_files()) == EXAMPLES
    assert {len(shown_by(path)) for path in EXAMPLES} == {0, 1, 2}, "doubt and refusal are shown too"
    assert next(iter(example_files())).stem.startswith("7-tiny")


def test_a_reading_holds_what_the_api_promises(reader):
    reading = reader.read(SEVEN)
    assert reading.probabilities.shape == (10,)
    assert reading.probabilities.sum() == pytest.approx(1, abs=1e-5)
    top = reading.top(3)
    assert list(top) == [str(d) for d in np.argsort(-reading.probabilities)[:3]]
    assert list(top.values()) == sorted(top.values(), reverse=True)
    assert reading.digit.shape == (28, 28)
    assert reading.trace["conv1"].shape == (16, 28, 28)
    assert list(reading.trace) == [name for name, _ in reader.network.named_children()]
    logits = torch.from_numpy(reading.trace["fc"])
    assert reading.probabilities == pytest.approx(torch.softmax(logits, 0).numpy(), abs=1e-6)
    assert reader.variant == "pen"


def test_one_drawing_is_read_alike_in_every_form(reader, tmp_path):
    page = (255 - 255 * ink_from_drawing(SEVEN, 280)).astype(np.uint8)
    path = tmp_path / "seven.png"
    Image.fromarray(page).save(path)
    for picture in (page, 255 - page, np.stack([page] * 3, axis=-1), Image.fromarray(page), path, str(path)):
        reading = reader.read(picture)
        assert next(iter(reading.top(1))) == "7"


shapes = st.tuples(st.integers(1, 40), st.integers(1, 40)) | st.tuples(
    st.integers(1, 40), st.integers(1, 40), st.sampled_from([3, 4])
)


@settings(max_examples=60, deadline=None)
@given(shapes, st.integers(0, 2**32 - 1), st.sampled_from([2, 3, 256]))
def test_any_pixels_at_all_give_a_reading(reader, shape, seed, shades):
    pixels = (np.random.default_rng(seed).integers(0, shades, shape) * (255 // (shades - 1))).astype(np.uint8)
    reading = reader.read(pixels)
    assert reading.probabilities.sum() == pytest.approx(0 if reading.verdict == "blank" else 1, abs=1e-5)
    assert reading.probabilities.min() >= 0
    assert reading.digit.min() >= 0
    assert reading.digit.max() <= 1


def test_dark_on_light_is_light_on_dark_to_the_last_digit(reader, sample):
    for image in (sample.images[:20, 0].numpy() * 255).round().astype(np.uint8):
        assert reader.read(image).probabilities == pytest.approx(reader.read(255 - image).probabilities, abs=1e-3)


def test_a_blank_page_is_blank_whatever_it_is_made_of(reader):
    for blank in (Drawing(), np.full((280, 280), 255, dtype=np.uint8), Image.new("RGBA", (50, 50))):
        reading = reader.read(blank)
        assert (reading.verdict, reading.top(3)) == ("blank", {})
        assert not reading.probabilities.any()
        assert not reading.digit.any()


def test_reading_many_is_reading_each(reader):
    pictures = [Drawing.load(path) if path.suffix == ".json" else path for path in EXAMPLES] + [Drawing()]
    for one, among in zip(map(reader.read, pictures), reader.read_many(pictures), strict=True):
        assert one.verdict == among.verdict
        assert one.probabilities == pytest.approx(among.probabilities, abs=1e-5)
        for name in one.trace:
            assert np.allclose(one.trace[name], among.trace[name], rtol=1e-6, atol=1e-4), name
    assert reader.read_many([]) == []


def test_one_reading_of_many_holds_its_own_activations_alone(reader):
    first, _ = reader.read_digits([np.eye(28, dtype=np.float32)] * 2)
    assert all(activation.base is None for activation in first.trace.values())


def test_bad_pictures_raise_the_one_error(reader, tmp_path):
    path = tmp_path / "empty.png"
    path.touch()
    for picture in (path, np.zeros((2, 2)), "missing.png", 3):
        with pytest.raises(UnreadablePicture):
            reader.read(picture)


def test_an_unknown_model_lists_the_known_ones():
    with pytest.raises(UnknownModel, match=r'"tolk" is no model: bundled are .*talk.*; or name a checkpoint folder'):
        load_reader("tolk")


@pytest.mark.parametrize("name", ["runs/talk-sed0", "checkpoints/talk-sed0"])
def test_a_misspelt_folder_is_not_asked_of_the_hub(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(digit_model.reader, "download_checkpoint", pytest.fail)
    shutil.copytree(BUNDLED / "talk", tmp_path / "checkpoints" / "talk-seed0")
    there = "none" if name.startswith("runs") else "talk-seed0"
    with pytest.raises(UnknownModel, match=rf'there is no checkpoint folder "{name}"; in \w+ are {there}'):
        load_reader(name)


def test_a_folder_is_loaded_from_anywhere(reader, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = Path(digit_model.__file__).parent / "weights" / "pen"
    assert load_reader(folder).config == reader.config
