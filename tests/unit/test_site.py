"""Sessions keep nothing that nobody asks for, and callers of the API get what they sent."""

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
        text = gr.Textbox("written", elem_id="text")
        text.change(str.upper, text, text)
        gr.api(echo, api_name="read", queue=False)
    return site


async def echo(picture: str) -> str:
    """What was sent, as it was sent."""
    return picture


def number_of(elem_id: str, site: Site) -> int:
    """By which Gradio knows a block."""
    return next(number for number, block in site.blocks.items() if getattr(block, "elem_id", "") == elem_id)


def test_a_session_keeps_nothing_of_what_a_visitor_sent_and_got(site):
    session = SessionState(site)
    (event,) = (event for event in site.fns.values() if event.fn is str.upper)
    assert asyncio.run(site.preprocess_data(event, ["sent"], session)) == ["sent"]
    assert asyncio.run(site.postprocess_data(event, "got", session)) == ["got"]
    assert not any(session.config_values.values())


def test_the_page_is_described_all_the_same(site):
    SessionState(site)
    described = {part["id"]: part["props"] for part in site.get_config_file()["components"]}
    assert described[number_of("text", site)]["value"] == "written"
    assert described[number_of("html", site)]["value"] == "<b>first</b>"


def test_a_block_that_one_session_exchanged_is_the_same_in_others(site):
    session, text = SessionState(site), number_of("text", site)
    session[text] = gr.Textbox("exchanged", render=False)
    session._update_config(text)
    assert session[text].value == "exchanged"
    assert SessionState(site)[text].value == "written"


def test_an_api_function_gets_what_was_sent_and_the_wrong_number_is_refused(site):
    function = next(function for function in site.fns.values() if function.api_name == "read")
    sent = {"path": "https://example.com/a.png", "meta": {"_type": "gradio.FileData"}}
    assert asyncio.run(site.preprocess_data(function, [sent], None)) == [sent]
    for inputs in ([], [1, 2]):
        with pytest.raises(gr.Error, match=f"a list of one picture; it has {len(inputs)}"):
            asyncio.run(site.preprocess_data(function, inputs, None))
