"""Gradio's app, where it does more than this one needs."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.blocks import Block, BlockFunction, BlocksConfig
from gradio.renderable import Renderable
from gradio.state_holder import SessionState

from digit_model.errors import UnreadablePicture


class Site(gr.Blocks):
    """A ``gr.Blocks`` that keeps nothing of what visitors send, leaves what callers of the API send as it is, and
    refuses in words what a function does not take: for that Gradio has only a stack trace, which would fill the log.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.default_config = _Config(self)

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
        """A function's arguments; those of the API's functions as they were sent.

        Gradio would fetch web addresses in them, and keep them in the caller's session.
        Raises: gr.Error if their number is wrong, or if the components of one of the page's functions refuse them.
        """
        if block_fn.api_visibility == "public":
            if len(inputs) != len(block_fn.inputs):
                raise gr.Error(f'"data" must be a list of one picture; it has {len(inputs)}', print_exception=False)
            return inputs
        try:
            return await super().preprocess_data(block_fn, inputs, state, explicit_call)
        except gr.Error:
            raise
        except (ValueError, TypeError, AttributeError, LookupError, OSError):  # whatever a component makes of it
            raise gr.Error('"data" is not what this function takes; see /config', print_exception=False) from None


class _Config(BlocksConfig):
    """What Gradio knows of an app's blocks; a session's copy of it describes none of them.

    Each session would keep a description of every block, and in it whatever the visitor last sent and got: for links
    that lead to a visitor's state (deep_link), which this app does not offer. Of a thousand visitors with photos that
    was 100 MB, and every call without a session described all blocks anew.
    """

    def __copy__(self) -> BlocksConfig:
        """A session's own, in which blocks may be exchanged."""
        copied = super().__copy__()
        copied.config_for_block = _nothing
        return copied


def _nothing(_id: int, rendered_ids: list[int], block: Block, renderable: Renderable | None = None) -> dict[str, Any]:
    return {}  # Gradio takes this for a block that is not shown, and writes nothing into it
