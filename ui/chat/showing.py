"""What the page shows of the chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import ChulcheoError
from ui.chat.answer import notice_markup
from ui.chat.thread import Message, thread_of
from ui.markup import EMPTY, Markup, join

if TYPE_CHECKING:
    from ui.backend import Backend
    from ui.chat.conversation import Exchange
    from ui.chat.keeping import Keeping
    from ui.visiting import Visitor
    from ui.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the page shows now.

    Attributes:
        thread: The messages of the chat.
        conversation: The id of the conversation that is open; empty for a new one.
        question: What goes into the question box; `None` leaves it alone.
        notice: A line over the question box.
        editing: The number of the exchange whose question is in the box to be changed; 0 for none.
        asked: The question whose answer is on its way, if any; it can be stopped.
    """

    thread: Sequence[Message]
    conversation: str = ""
    question: str | None = None
    notice: Markup = EMPTY
    editing: int = 0
    asked: str = ""


class Showing:
    """Shows the conversations of all visitors."""

    def __init__(self, backend: Backend, keeping: Keeping) -> None:
        self._backend = backend
        self._keeping = keeping

    def show(self, visitor: Visitor, conversation: str) -> Step:
        """Return a conversation; one that is not there, or not this visitor's, is a new one."""
        exchanges = self.exchanges(visitor, conversation)
        return Step(
            thread=self.thread(visitor, exchanges),
            conversation=conversation if exchanges else "",
        )

    def thread(self, visitor: Visitor, exchanges: Sequence[Exchange]) -> list[Message]:
        """Return exchanges as messages, with questions that may follow the last one."""
        return thread_of(exchanges, visitor.words, self._suggestions(exchanges))

    def exchanges(self, visitor: Visitor, conversation: str) -> Sequence[Exchange]:
        """Return what was asked in a conversation; nothing where it cannot be read."""
        try:
            return self._keeping.load(visitor.id, conversation).exchanges if conversation else ()
        except ChulcheoError:
            return ()

    def question(self, visitor: Visitor, conversation: str, number: int) -> str:
        """Return what was asked; empty where nothing was."""
        exchanges = self.exchanges(visitor, conversation)
        return exchanges[number - 1].answer.question if 1 <= number <= len(exchanges) else ""

    def _suggestions(self, exchanges: Sequence[Exchange]) -> Sequence[str]:
        """Return what may be asked next; a chat without suggestions does no harm."""
        if not exchanges or exchanges[-1].is_damaged:
            return ()
        asked = [exchange.answer.question for exchange in exchanges]
        try:
            return self._backend.suggestions(exchanges[-1].answer, asked)
        except ChulcheoError:
            return ()


def notices(words: Words, *lines: str, editing: int = 0) -> Markup:
    """Return lines, and while an earlier question is being changed, what sending it will do."""
    return join(*map(notice_markup, [*lines, words.chat.editing] if editing else lines))
