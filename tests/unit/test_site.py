"""Sessions get what Gradio itself would have told them, each its own."""

from __future__ import annotations

import asyncio

import gradio as gr
import pytest
from gradio.state_holder import SessionState

from digit_model.ui.server.site import Site


@pytest.fixture
def site() -> Site:
    with Site() as site:
        gr.HTML("<b>first</b>", elem_id="html")
        gr.Textbox("written", elem_id="text")
        gr.api(echo, api_name="read", queue=False)
    return site


async def echo(picture: str) -> str:
    """What was sent, as it was sent."""
    return picture


def test_a_session_is_told_what_gradio_would_tell_it(site):
    SessionState(site)  # the first describes, the second is told what was described
    told = SessionState(site).config_values
    assert told == {id_: site.default_config.config_for_block(id_, [], block) for id_, block in site.blocks.items()}


def test_what_one_session_writes_no_other_reads(site):
    one, other = SessionState(site), SessionState(site)
    text = next(id_ for id_, block in site.blocks.items() if getattr(block, "elem_id", "") == "text")
    one._update_value_in_config(text, "mine")
    assert other.config_values[text]["props"]["value"] == "written"
    assert SessionState(site).config_values[text]["props"]["value"] == "written"


def test_a_block_that_a_session_exchanged_is_described_as_it_is(site):
    session = SessionState(site)
    text = next(id_ for id_, block in site.blocks.items() if getattr(block, "elem_id", "") == "text")
    session[text] = gr.Textbox("exchanged", render=False)
    session._update_config(text)
    assert session.config_values[text]["props"]["value"] == "exchanged"
    assert SessionState(site).config_values[text]["props"]["value"] == "written"


def test_an_api_function_gets_what_was_sent_and_the_wrong_number_is_refused(site):
    function = next(function for function in site.fns.values() if function.api_name == "read")
    sent = {"path": "https://example.com/a.png", "meta": {"_type": "gradio.FileData"}}
    assert asyncio.run(site.preprocess_data(function, [sent], None)) == [sent]
    for inputs in ([], [1, 2]):
        with pytest.raises(gr.Error, match=f"a list of one picture; it has {len(inputs)}"):
            asyncio.run(site.preprocess_data(function, inputs, None))
