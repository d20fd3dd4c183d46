"""The list of conversations in Gradio: opens, finds, renames and deletes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import gradio as gr
from anyio.to_thread import run_sync

from index.errors import ChulcheoError, StoreError
from ui.binding import QUIET, label
from ui.chat.listing import list_markup, nothing_markup
from ui.markup import join
from ui.source.article import empty_markup
from ui.visiting import visitor_of

if TYPE_CHECKING:
    from ui.chat.keeping import Keeping
    from ui.chat.tab import ChatTab
    from ui.markup import Markup
    from ui.visiting import Visitor


def local_now() -> datetime:
    """Return the time in the time zone of this machine."""
    return datetime.now().astimezone()


class ConversationsBar:
    """The list beside the chat.

    Args:
        keeping: Has the conversations.
        now: Tells the time, with the time zone in which days begin and end.

    Attributes:
        entries: The list itself.
        needle: What the conversations listed have to hold.
    """

    def __init__(self, keeping: Keeping, now: Callable[[], datetime] = local_now) -> None:
        self._keeping = keeping
        self._now = now
        self._new = gr.Button(label("conversations.new"), elem_id="new-chat", size="md")
        self.needle = gr.Textbox(
            "",
            label=label("conversations.search"),
            show_label=False,
            placeholder=label("conversations.search"),
            elem_id="find-conversation",
            container=False,
        )
        self.entries = gr.HTML(
            js_on_load=files("ui").joinpath("assets/conversations.js").read_text("utf-8"),
            elem_id="conversations",
            apply_default_css=False,
        )

    def listen(self, chat: ChatTab, source: gr.HTML, changed: list[Any]) -> None:
        """Bind the events.

        Args:
            chat: Shows the conversation that is opened.
            source: Shows an article of the one that was open before.
            changed: Events after which the list may be another.
        """
        self._chat = chat
        self._source = source
        listed = [self.needle, chat.conversation]
        for event in changed:
            event.then(self._refresh, listed, self.entries, **QUIET)
        self.needle.change(self._refresh, listed, self.entries, trigger_mode="always_last", **QUIET)
        opened = [*chat.shown, self.entries, source]
        self._new.click(self._begin, [self.needle], opened, **QUIET)
        self.entries.open(self._open, [self.needle], opened, **QUIET)
        self.entries.rename(self._rename, listed, self.entries, **QUIET)
        self.entries.delete(self._delete, listed, opened, **QUIET)

    def refreshed(self, visitor: Visitor, needle: str, conversation: str) -> Markup:
        """Return the list as it is now."""
        said = visitor.words.conversations
        try:
            found = self._keeping.list(visitor.id, needle)
        except StoreError:
            return nothing_markup(said.unavailable)
        if needle and not found:
            return nothing_markup(said.no_match)
        return list_markup(found, conversation, visitor.words, self._now())

    # Gradio reads the annotations of these methods while it runs.

    def _refresh(self, needle: str, conversation: str, request: gr.Request) -> str:
        return self.refreshed(visitor_of(request), needle, conversation)

    async def _begin(self, needle: str, request: gr.Request) -> dict[Any, Any]:
        return await self._opened(request, needle, "")

    async def _open(self, needle: str, request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        return await self._opened(request, needle, _sent(event, "id"))

    def _rename(
        self, needle: str, conversation: str, request: gr.Request, event: gr.EventData
    ) -> str:
        visitor = visitor_of(request)
        try:
            self._keeping.rename(visitor.id, _sent(event, "id"), _sent(event, "title"))
        except ChulcheoError as error:
            return self._refused(visitor, needle, conversation, error)
        return self.refreshed(visitor, needle, conversation)

    async def _delete(
        self, needle: str, conversation: str, request: gr.Request, event: gr.EventData
    ) -> dict[Any, Any]:
        visitor, id_ = visitor_of(request), _sent(event, "id")
        try:
            await run_sync(self._keeping.delete, visitor.id, id_)
        except ChulcheoError as error:
            return {
                self.entries: await run_sync(self._refused, visitor, needle, conversation, error)
            }
        if id_ == conversation:
            return await self._opened(request, needle, "")
        return {self.entries: await run_sync(self.refreshed, visitor, needle, conversation)}

    def _refused(
        self, visitor: Visitor, needle: str, conversation: str, error: ChulcheoError
    ) -> Markup:
        """Return the list under a line that says what could not be done."""
        line = nothing_markup(visitor.words.errors.error(error))
        return join(line, self.refreshed(visitor, needle, conversation))

    async def _opened(self, request: gr.Request, needle: str, id_: str) -> dict[Any, Any]:
        visitor = visitor_of(request)
        shown = await self._chat.turn_to(id_, request)
        current = shown[self._chat.conversation]
        return {
            **shown,
            self.entries: await run_sync(self.refreshed, visitor, needle, current),
            self._source: empty_markup(visitor.words),
        }


def _sent(event: gr.EventData, name: str) -> str:
    return str(getattr(event, name, ""))
