"""The chat and its list of conversations on a page, and what a browser has of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from tests.ui.chat.talking import Talk, lines, read
from tests.ui.requesting import event, on_a_page, request
from ui.chat.answerer_bar import MODEL, AnswererBar
from ui.chat.list_bar import ConversationsBar
from ui.chat.tab import ChatTab
from ui.server.turns import Turns

if TYPE_CHECKING:
    from ui.chat.conversation import Conversation

SEOUL = timezone(timedelta(hours=9))
# The clock of the conversations begins two hours earlier, at ten in the morning in UTC.
NOW = datetime(2024, 5, 2, 21, 0, tzinfo=SEOUL)


class Made:
    """The chat on a page; slow to make, and shared by visitors who know nothing of each other."""

    def __init__(self, folder: Path, writer: str = "", turns: Turns | None = None) -> None:
        self.talk = Talk(folder, writer=writer)
        self.turns = turns or Turns()
        on_a_page(self._make)

    def _make(self) -> None:
        assert gr.context.Context.root_block is not None
        self.page = gr.context.Context.root_block
        self.tab = ChatTab(self.talk.backend, self.talk.chatting, self.turns)
        self.tab.add_box()
        self.bar = ConversationsBar(self.talk.keeping, now=lambda: NOW)
        self.source = gr.HTML("")
        self.scope = gr.Textbox("")
        self.answerer = AnswererBar(self.talk.backend)
        changed = self.tab.listen(self.scope, self.answerer.choice)
        self.bar.listen(self.tab, self.source, changed)


class Browser:
    """What one visitor has of it."""

    def __init__(self, made: Made, visitor: str) -> None:
        self.made, self.tab, self.talk = made, made.tab, made.talk
        self.talk.backend.asked.clear()
        self.visitor = visitor
        self.updates: dict[Any, Any] = {}

    def request(self, language: str = "ko") -> gr.Request:
        return request(self.visitor, language)

    @property
    def id(self) -> str:
        return str(self.updates.get(self.tab.conversation, ""))

    @property
    def thread(self) -> list[str]:
        return read(self.updates[self.tab.chat])

    @property
    def notice(self) -> list[str]:
        return lines(self.updates[self.tab._notice])

    @property
    def kept(self) -> Conversation:
        return self.talk.keeping.load(self.visitor, self.id)

    def see(self, updates: dict[Any, Any]) -> dict[Any, Any]:
        self.updates |= updates
        return updates

    def stop(self, question: str, editing: float = 0) -> dict[Any, Any]:
        """Stop the answer to a question."""
        stopping = self.tab._stop(question, self.id, editing, self.request())
        return self.see(asyncio.run(stopping))

    def follow(self, growing: AsyncIterator[dict[Any, Any]]) -> list[dict[Any, Any]]:
        async def run() -> list[dict[Any, Any]]:
            return [self.see(updates) async for updates in growing]

        return asyncio.run(run())

    def along(self, scope: str = "", answerer: object = MODEL) -> dict[Any, Any]:
        """Return what goes along with a question."""
        return {
            self.tab.conversation: self.id,
            self.made.scope: scope,
            self.made.answerer.choice: answerer,
        }

    def sent(self, question: str, editing: float = 0) -> dict[Any, Any]:
        """Return what the browser sends with a question in the box."""
        return {self.tab.question: question, self.tab._editing: editing, **self.along()}

    def ask(
        self, question: str, editing: float = 0, scope: str = "", answerer: object = MODEL
    ) -> list[dict[Any, Any]]:
        sent = {**self.sent(question, editing), **self.along(scope, answerer)}
        return self.follow(self.tab._ask(sent, self.request()))

    def retry(self, *, answerer: object = MODEL, **sent: object) -> None:
        along = self.along(answerer=answerer)
        self.follow(self.tab._retry(along, self.request(), event(**sent)))

    def act(self, link: str, editing: float = 0) -> dict[Any, Any]:
        return self.see(self.tab._act(self.id, editing, self.request(), event(link=link)))
