"""Starting the app: with what was asked for, with the bundled network, or not at all."""

from __future__ import annotations

import pytest

import app
import digit_model
from digit_model import load_reader
from digit_model.errors import DamagedCheckpoint, HubRefused, HubUnreachable, UnknownModel


@pytest.fixture
def launched(monkeypatch):
    """What would have been launched: the page and its options."""
    calls = []
    monkeypatch.setattr(app, "serve", lambda page, **options: calls.append((page, options)))
    return calls


def fail_for(monkeypatch, name: str, error: Exception) -> None:
    """Loading this one model fails."""

    def load(source: str = "talk"):
        if source == name:
            raise error
        return load_reader(source)

    monkeypatch.setattr(digit_model, "load_reader", load)


def head_of(page) -> str:
    return next(block.html_template for block in page.blocks.values() if getattr(block, "elem_id", "") == "head")


def test_a_hub_that_is_away_starts_the_bundled_network_and_the_page_says_so(launched, monkeypatch, capsys):
    fail_for(monkeypatch, "someone/digits", HubUnreachable("the Hub does not answer"))
    app.main(["--model", "someone/digits", "--port", "7999"])
    ((page, options),) = launched
    assert options["server_port"] == 7999
    assert "someone/digits could not be fetched, because the Hugging Face Hub does not answer" in head_of(page)
    assert "the Hub does not answer" in capsys.readouterr().err


def test_without_trouble_there_is_no_notice(launched):
    app.main([])
    assert "could not be fetched" not in head_of(launched[0][0])
    assert launched[0][1]["share"] is False


@pytest.mark.parametrize("kind", [UnknownModel, DamagedCheckpoint, HubRefused])
def test_any_other_trouble_ends_with_its_own_sentence(launched, monkeypatch, kind):
    fail_for(monkeypatch, "x", kind("what was wrong and what to do"))
    with pytest.raises(SystemExit, match="what was wrong and what to do"):
        app.main(["--model", "x"])
    assert launched == []
