"""What the page's events answer: each a few lines around ``Reader.read``."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

import gradio as gr
import numpy as np
from fastapi import HTTPException

from digit_model.drawing import Drawing, MalformedDrawing
from digit_model.errors import UnreadablePicture
from digit_model.explain.wiring import weights
from digit_model.page import SIDE
from digit_model.reader import Reader, Reading
from digit_model.ui.autopsy import MOST_STEPS, autopsy_reply, said
from digit_model.ui.complaints import told
from digit_model.ui.question import asked_digit, asked_operations, asked_reader
from digit_model.ui.reply import base64_of, packed, reply

BLANK = base64_of(bytes(SIDE * SIDE))  # the digit of a picture without ink, which has no steps


@dataclass(frozen=True)
class Answers:
    """The functions behind the page, for one reader."""

    reader: Reader

    def live(self, question: Any) -> dict[str, Any]:
        """The pad's server function, called while the pen is down by anybody who finds its route.

        The question is {strokes, surgery}, or {digit, surgery} about a picture that is read already.
        """
        reading = self._answer(question, _asked(question))
        return reply(reading, asked_operations(question)) | {"page": reading.placement}

    def autopsy(self, question: Any) -> list[dict[str, Any]]:
        """The strip's server function, called when the pen rests, about {strokes, surgery}."""
        drawing = _asked_drawing(question)
        return autopsy_reply(asked_reader(self.reader, question), drawing)

    def reread(self, question: Any) -> list[dict[str, Any]]:
        """What the network, operated on as {digits, surgery} says, makes of a picture's steps."""
        digits = question.get("digits") if isinstance(question, dict) else None
        if not (isinstance(digits, list) and len(digits) <= MOST_STEPS):
            raise HTTPException(422, f'"digits" is a list of at most {MOST_STEPS}')
        asked = [asked_digit({"digit": digit}) for digit in digits]
        return [said(reading) for reading in asked_reader(self.reader, question).read_digits(asked)]

    def at_pause(self, event: gr.EventData) -> tuple[dict[str, float], Any]:
        """The top three for the pad's question in the event; an edited drawing also empties the picture input."""
        try:
            top = self._answer(event.question, _asked(event.question)).top(3)
        except HTTPException as error:
            raise gr.Error(error.detail, print_exception=False) from None
        return top, None if event.edited and "digit" not in event.question else gr.skip()

    def predict(self, picture: str | None) -> Any:
        """Read one handwritten digit from a picture: the three most probable digits with their probabilities.

        The picture may be dark on light or light on dark, of any size, the digit anywhere on it. A picture without
        ink has no probable digits; no picture at all changes nothing.
        """
        if not picture:
            return gr.skip()
        try:
            return self.reader.read(picture).top(3)
        except UnreadablePicture as error:
            # For callers of the API; a visitor reads it in the page's language, from ``refuse``.
            raise gr.Error(str(error), visible=False, print_exception=False) from None

    def refuse(self, picture: str | None) -> tuple[None, Any]:
        """Empties the picture input; JSON for the pad: why the picture in it cannot be read, as HTML.

        Nothing is said of one whose place a drawing has taken since.
        """
        try:
            if picture:
                self.reader.read(picture)
        except UnreadablePicture as error:
            return None, _for_pad(picture=None, refused=told(error).html())
        return None, gr.skip()  # something else failed, and Gradio has said so

    def x_ray(self, picture: str | None) -> str:
        """JSON for the pad: the picture's digit and its autopsy, or none, which hands the panel back to the pad."""
        read = None
        if picture:
            steps = autopsy_reply(self.reader, picture)
            read = {"digit": steps[-1]["digit"] if steps else BLANK, "autopsy": steps}
        return _for_pad(picture=read)

    def trace(self, question: Any) -> dict[str, str]:
        """Every number of a digit's pass, from its ink to the probabilities, as base64 of one row of float32."""
        reading = asked_reader(self.reader, question).read_digits([asked_digit(question)])[0]
        parts = [reading.digit, *reading.trace.values(), reading.probabilities]
        return {"values": packed(np.concatenate([part.ravel() for part in parts]))}

    def weights(self, question: Any) -> dict[str, str]:
        """The weights of the network that reads, as base64 of one row of float32."""
        return {"weights": packed(weights(asked_reader(self.reader, question).network))}

    def _answer(self, question: Any, asked: Drawing | np.ndarray) -> Reading:
        reader = asked_reader(self.reader, question)
        return reader.read(asked) if isinstance(asked, Drawing) else reader.read_digits([asked])[0]


def _for_pad(**facts: Any) -> str:
    """JSON. The time makes every value a new one: the browser does not hear of a value that is set to what it was."""
    return json.dumps(facts | {"time": time.time_ns()})


def _asked(question: Any) -> Drawing | np.ndarray:
    """The drawing or the digit that a question is about."""
    if isinstance(question, dict) and "digit" in question:
        return asked_digit(question)
    return _asked_drawing(question)


def _asked_drawing(question: Any) -> Drawing:
    try:
        return Drawing.from_dict(question)
    except MalformedDrawing as error:
        raise HTTPException(422, str(error)) from None
