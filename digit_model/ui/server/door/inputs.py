"""What callers send to the page's functions: they hear what is wrong with it, and the log does not fill with traces."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.blocks import BlockFunction
from gradio.state_holder import SessionState

from digit_model.errors import UnreadablePicture


class CheckedInputs(gr.Blocks):
    """A ``gr.Blocks`` that refuses, in words, what its components do not take: Gradio has only a stack trace for it."""

    async def process_api(self, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Call a function.  Raises: gr.Error, which goes to the caller alone."""
        try:
            return await super().process_api(*arguments, **named)
        except UnreadablePicture as error:
            raise gr.Error(str(error), print_exception=False) from None
        except gr.Error as error:
            error.print_exception = False
            raise

    async def preprocess_data(
        self,
        block_fn: BlockFunction,
        inputs: list[Any],
        state: SessionState | None,
        explicit_call: bool = False,
    ) -> list[Any]:
        """A function's arguments.  Raises: gr.Error if its components do not take them."""
        try:
            return await super().preprocess_data(block_fn, inputs, state, explicit_call)
        except gr.Error:
            raise
        except (ValueError, TypeError, AttributeError, LookupError, OSError):  # whatever a component makes of it
            raise gr.Error('"data" is not what this function takes; see /config', print_exception=False) from None
