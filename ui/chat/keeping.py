"""Keeps conversations on disk, and where the disk refuses, as long as the program runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.errors import StoreError
from ui.chat.conversation import Conversation
from ui.chat.growing import Growing
from ui.history.passing import PassingHistory

if TYPE_CHECKING:
    from rag.datatypes import Answer
    from ui.chat.conversation import ConversationSummary, Exchange
    from ui.history.conversations import History
    from ui.links import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A conversation after something was done with it.

    Attributes:
        conversation: As it is now.
        is_saved: Whether it will be there after a restart.
    """

    conversation: Conversation
    is_saved: bool


class Keeping:
    """The conversations of all visitors.

    A full disk or a store that cannot be written must not take the chat away: its links have to
    go on working. A conversation that cannot be saved moves into memory for good.

    Args:
        lasting: The conversations that are saved.

    Attributes:
        growing: The answers that are still being written, which are not kept yet.
    """

    def __init__(self, lasting: History) -> None:
        self._lasting = lasting
        self._passing = PassingHistory()
        self.growing = Growing()

    def load(self, visitor: str, id_: str) -> Conversation:
        """Return a conversation.

        Raises:
            InputError: The visitor has no such conversation.
            StoreError: The file cannot be read.
        """
        return self._home(id_).load(visitor, id_)

    def seen(self, visitor: str, id_: str) -> Conversation | None:
        """Return a conversation as it is on the page: with the answer that is being written.

        A new one, whose id is empty, is `None` without such an answer; raises as `load`.
        """
        kept = self.load(visitor, id_) if id_ else None
        exchange = self.growing.exchange(visitor, id_)
        if exchange is None:
            return kept
        before = kept or Conversation(id="", title="", exchanges=(), updated_at="")
        return replace(before, exchanges=(*before.exchanges[: exchange.number - 1], exchange))

    def list(self, visitor: str, needle: str = "") -> Sequence[ConversationSummary]:
        """Return the visitor's conversations that are saved, the latest first.

        Args:
            visitor: Whose.
            needle: What their titles, questions or answers have to hold; empty for all.

        Raises:
            StoreError: The file cannot be read.
        """
        return self._lasting.list(visitor, needle)

    def rename(self, visitor: str, id_: str, title: str) -> None:
        """Give a conversation that is saved a title; raises as `load`."""
        self._lasting.rename(visitor, id_, title)

    def delete(self, visitor: str, id_: str) -> None:
        """Forget a conversation that is saved; raises as `load`."""
        self._lasting.delete(visitor, id_)

    def cut(self, visitor: str, id_: str, number: int) -> None:
        """Forget an exchange and all after it; raises as `load`."""
        self._home(id_).cut(visitor, id_, number)

    def judge(self, visitor: str, id_: str, number: int, verdict: Verdict | None) -> None:
        """Note what a visitor thinks of an answer; `None` takes it back.

        Raises:
            InputError: The visitor has no such conversation, or it has no such exchange.
            StoreError: The file cannot be written.
        """
        self._home(id_).judge(visitor, id_, number, verdict)

    def add(
        self,
        visitor: str,
        id_: str,
        answer: Answer,
        sha256s: Mapping[str, str],
        *,
        replacing: int = 0,
    ) -> Kept:
        """Add an exchange.

        Args:
            visitor: Who asked.
            id_: The conversation to add to; empty to start one.
            answer: What came of their question.
            sha256s: The digest of each article it read, by source.
            replacing: The number of the exchange whose place it takes, with all after it; 0 for
                none.

        Raises:
            InputError: The visitor has no such conversation, or it is full.
        """
        home = self._home(id_)
        if home is self._passing and replacing:
            self._passing.cut(visitor, id_, replacing)
        try:
            if home is self._lasting:
                added = self._lasting.add(
                    visitor, id_ or None, answer, sha256s, replacing=replacing
                )
                return Kept(conversation=added, is_saved=True)
        except StoreError:
            before = self._readable(visitor, id_)
            id_ = self._passing.start(visitor, before[: replacing - 1] if replacing else before)
        self._passing.add(visitor, id_, answer, sha256s)
        return Kept(conversation=self._passing.load(visitor, id_), is_saved=False)

    def _home(self, id_: str) -> History | PassingHistory:
        return self._passing if self._passing.has(id_) else self._lasting

    def _readable(self, visitor: str, id_: str) -> Sequence[Exchange]:
        """Return what was asked in a saved conversation, as far as it can be read."""
        if not id_:
            return ()
        try:
            return self._lasting.load(visitor, id_).exchanges
        except StoreError:
            return ()
