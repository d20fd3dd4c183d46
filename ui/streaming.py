"""The stream over which a page hears what came of its events: it lasts as long as the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gradio.context import LocalContext

from ui.binding import QUIET

if TYPE_CHECKING:
    import gradio as gr


def keep_streams_open(blocks: gr.Blocks) -> None:
    """Let no stream end while its page is open.

    Gradio closes the stream of a page when none of its events is left, and whatever the page sends
    at that very moment is done and never told. And without an event a page does not learn that its
    server is gone. So there is one of which the page never hears the end. It does end: else it
    would hold one of the forty places for events, also when the page is closed.

    Args:
        blocks: The page, while its events are being bound.
    """

    async def stay() -> None:
        queue = blocks._queue  # noqa: SLF001  (Gradio offers no other way to it)
        event = queue.event_ids_to_events.get(LocalContext.event_id.get(None) or "")
        if event is not None:
            # To the queue its page has left: it is told nothing any more of this event.
            event.alive = False
        noted = queue.pending_event_ids_session
        # What is noted of pages that are closed is only in the way.
        for closed in noted.keys() - set(queue.pending_messages_per_session.keys()):
            del noted[closed]

    blocks.load(stay, None, None, **QUIET)
