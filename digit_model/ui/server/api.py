"""The API: three functions of a picture, for Gradio's clients, for plain HTTP and, as tools, for MCP.

What a function, its parameter and its answer are for is said to callers as it is said here; see also ``answers.py``.
"""

from asyncio import get_running_loop
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypedDict, TypeVar

import gradio as gr
from anyio import CapacityLimiter
from PIL import Image

from digit_model.errors import UnreadablePicture
from digit_model.reader import Reader
from digit_model.ui.server.answers import Explanation, Number, Prediction, explanation_of, number_of, prediction_of
from digit_model.ui.server.door.budget import charged
from digit_model.ui.server.sent import picture_sent

AT_ONCE = 1  # pictures; more than there are cores would only wait for each other, and keep more memory meanwhile
MOST_WAITING = 64  # calls

Answer = TypeVar("Answer")


class File(TypedDict, total=False):
    """An uploaded file, as Gradio's clients describe it, or a data: address."""

    path: str
    url: str


class Api:
    """The functions that are offered, of one reader."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._limiter = CapacityLimiter(AT_ONCE)
        # Threads of its own: PyTorch keeps memory for each that it ever ran in, and finds a new one's caches empty.
        self._threads = ThreadPoolExecutor(AT_ONCE)

    def offer(self) -> None:
        """Make them functions of the ``gr.Blocks`` that is being built.

        They do without Gradio's queue: ``AT_ONCE`` holds for every way of calling, also where Gradio has no queue (POST
        .../run/predict), and MCP then calls a function itself, where it would else call its own server by HTTP.
        """
        for function in (self.predict, self.read_number, self.explain):
            gr.api(function, queue=False, concurrency_limit=None)

    async def predict(self, picture: str | File) -> Prediction:
        """Read one handwritten digit, 0 to 9, from a picture.

        The picture may be dark on light or light on dark, of any size, the digit anywhere on it. The answer's verdict
        is "digit", "unsure" (there are several candidates), "not a digit" or "blank" (there is no ink). Its label is
        the first candidate, null if there is none; its confidences are those of the three most probable digits.

        Args:
            picture: base64 of a PNG, JPEG, WebP, BMP, TIFF or GIF, also in a data: address; or an uploaded file.
        """
        return await self._answer(prediction_of, picture)

    async def read_number(self, picture: str | File) -> Number:
        """Read a handwritten number, whose digits stand apart on one line, from a picture.

        The answer's text is such as "407", with "?" for what is no digit or for digits that touch. Each of its digits
        has a box (left, top, width and height, in shares of the picture's width and height) and what predict answers.

        Args:
            picture: base64 of a PNG, JPEG, WebP, BMP, TIFF or GIF, also in a data: address; or an uploaded file.
        """
        return await self._answer(number_of, picture)

    async def explain(self, picture: str | File) -> Explanation:
        """Explain how the network reads one handwritten digit from a picture.

        The answer has what predict answers; each stage of the network, with its smallest, mean and largest activation
        and its most active channels; and a ledger: how the lead of the most probable digit's score over the runner-up's
        splits into the terms of the last stage, in logits.

        Args:
            picture: base64 of a PNG, JPEG, WebP, BMP, TIFF or GIF, also in a data: address; or an uploaded file.
        """
        return await self._answer(explanation_of, picture)

    async def _answer(self, work: Callable[[Reader, Image.Image], Answer], sent: Any) -> Answer:
        """Do the work on what was sent.  Raises: gr.Error, saying what was wrong."""
        if self._limiter.statistics().tasks_waiting >= MOST_WAITING:
            raise gr.Error(
                "too many pictures are waiting to be read; send this one again in a second", print_exception=False
            )
        try:
            async with self._limiter:
                paid = copy_context().run, charged(self._worked)  # the context says who asks
                return await get_running_loop().run_in_executor(self._threads, *paid, work, sent)
        except UnreadablePicture as error:
            raise gr.Error(str(error), print_exception=False) from None

    def _worked(self, work: Callable[[Reader, Image.Image], Answer], sent: Any) -> Answer:
        return work(self._reader, picture_sent(sent))
