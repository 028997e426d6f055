"""Where the API's work is done, and who pays for it."""

from __future__ import annotations

import asyncio
import threading
from base64 import b64encode
from types import SimpleNamespace

import pytest
from gradio.context import LocalContext

from digit_model import Reader, load_reader
from digit_model.ui.server.api import Api
from tests.unit.test_answers import EXAMPLES

PICTURE = b64encode((EXAMPLES / "9-grey-paper.png").read_bytes()).decode()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def made(_reader: Reader, _picture: object) -> tuple[int, int]:
    """In place of an answer: the thread that it is made in, and who is known to ask."""
    return threading.get_ident(), LocalContext.request.get().number


def answered(api: Api, count: int) -> list[tuple[int, int]]:
    """What so many get who ask at once."""

    async def ask(number: int) -> tuple[int, int]:
        LocalContext.request.set(SimpleNamespace(scope={}, number=number))
        return await api._answer(made, PICTURE)

    async def all_answers() -> list[tuple[int, int]]:
        return await asyncio.gather(*map(ask, range(count)))

    return asyncio.run(all_answers())


def test_all_pictures_are_read_in_one_thread_which_knows_who_asks(reader):
    api = Api(reader)
    answers = answered(api, 5) + answered(api, 2)
    assert [who for _, who in answers] == [0, 1, 2, 3, 4, 0, 1]
    assert len({thread for thread, _ in answers} | {threading.get_ident()}) == 2, "one, and not the server's"
