"""What the page's events answer: each a few lines around ``Reader.read``."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

import gradio as gr
from fastapi import HTTPException

from digit_model.drawing import Drawing, MalformedDrawing
from digit_model.errors import UnreadablePicture
from digit_model.reader import Reader, Reading
from digit_model.ui.autopsy import autopsy_reply
from digit_model.ui.reply import reply


@dataclass(frozen=True)
class Answers:
    """The functions behind the page, for one reader."""

    reader: Reader

    def live(self, drawing: Any) -> dict[str, Any]:
        """The pad's server function, called while the pen is down by anybody who finds its route."""
        try:
            return reply(self.reader.read(Drawing.from_dict(drawing)))
        except MalformedDrawing as error:
            raise HTTPException(422, str(error)) from None

    def autopsy(self, drawing: Any) -> list[dict[str, Any]]:
        """The strip's server function, called when the pen rests, and by anybody who finds its route."""
        try:
            return autopsy_reply(self.reader, Drawing.from_dict(drawing))
        except MalformedDrawing as error:
            raise HTTPException(422, str(error)) from None

    def at_pause(self, event: gr.EventData) -> tuple[dict[str, float], None]:
        """The top three of the drawing in the event, and an empty picture input."""
        try:
            drawing = Drawing.from_dict(event.drawing)
        except MalformedDrawing as error:
            raise gr.Error(str(error), print_exception=False) from None
        return self.reader.read(drawing).top(3), None

    def predict(self, picture: str | None) -> Any:
        """Read one handwritten digit from a picture: the three most probable digits with their probabilities.

        The picture may be dark on light or light on dark, of any size, the digit anywhere on it. A picture without
        ink has no probable digits; no picture at all changes nothing.
        """
        return self._read(picture).top(3) if picture else gr.skip()

    def x_ray(self, picture: str | None) -> str:
        """JSON for the pad: the picture's reply and its autopsy, or none, which hands the panel back to the pad.

        The time makes every value a new one: the browser does not hear of a value that is set to what it was.
        """
        answer: dict[str, Any] = {"reply": None, "time": time.time_ns()}
        if picture:
            answer |= {"reply": reply(self._read(picture)), "autopsy": autopsy_reply(self.reader, picture)}
        return json.dumps(answer)

    def _read(self, picture: str) -> Reading:
        try:
            return self.reader.read(picture)
        except UnreadablePicture as error:
            raise gr.Error(str(error), print_exception=False) from None
