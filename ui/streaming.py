"""The stream over which a page hears what came of its events: it lasts as long as the page."""

from __future__ import annotations

import gradio as gr  # noqa: TC002  (Gradio reads the annotations while it runs)

from ui.binding import QUIET

# What Gradio takes for the id of an event that is still under way.
_LASTING = "open page"


def keep_streams_open(blocks: gr.Blocks) -> None:
    """Let no stream end while its page is open.

    Gradio closes the stream of a page when none of its events is left, and whatever the page sends
    at that very moment is done and never told. So one more is noted as left. A real one that waits
    would hold one of the forty places for events, and keep it when the page is closed: the fortieth
    visit would be the last.

    Args:
        blocks: The page, while its events are being bound.
    """

    async def stay(request: gr.Request) -> None:
        queue = blocks._queue  # noqa: SLF001  (Gradio offers no other way to it)
        left = queue.pending_event_ids_session
        # What is noted of pages that are closed is only in the way.
        for closed in left.keys() - set(queue.pending_messages_per_session.keys()):
            del left[closed]
        left.setdefault(request.session_hash or "", set()).add(_LASTING)

    blocks.load(stay, None, None, **QUIET)
