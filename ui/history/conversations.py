"""The conversations of all visitors, kept across restarts: each sees their own and no other's."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.errors import InputError
from ui.chat.conversation import Conversation, ConversationSummary, Exchange, check_room
from ui.history.file import HistoryFile
from ui.history.rows import encodable, exchange_of, folded, shortened, title_of, written
from ui.links import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from rag.datatypes import Answer

__all__ = ["Conversation", "ConversationSummary", "Exchange", "History", "Verdict"]

# A list longer than this is searched, not read.
MOST_LISTED = 200
# 96 bits of chance: nobody finds another's conversation by trying.
ID_BYTES = 12


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class History:
    """All conversations of a store. Safe to use from several threads and processes.

    Nothing is opened before the first call, and each call is one transaction.

    Args:
        folder: Folder of the store.
        now: Tells the time, in UTC.

    Raises:
        StoreError: Every method, when the file cannot be used: of another format, damaged, on a
            full disk, in a folder that cannot be written.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._file = HistoryFile(folder)
        self._now = now

    def exists(self) -> bool:
        """Return whether anything was ever kept here."""
        return self._file.exists()

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        self._file.close()

    def add(
        self,
        visitor: str,
        conversation_id: str | None,
        answer: Answer,
        sha256s: Mapping[str, str],
        *,
        replacing: int = 0,
    ) -> Conversation:
        """Add an exchange, and return the conversation with it.

        Args:
            visitor: Who asked.
            conversation_id: The conversation to add to; `None` starts one.
            answer: What came of their question.
            sha256s: The digest of each article it read, by source.
            replacing: The number of the exchange whose place it takes, with all after it; 0 for
                none.

        Raises:
            InputError: The visitor has no such conversation, it is full, or it is nobody's.
        """
        if not visitor:
            message = "the conversation is nobody's and was not saved; allow cookies for this page"
            raise InputError(message)
        with self._file.transaction("writing"):
            id_ = conversation_id or self._start(visitor)
            key = self._key(visitor, id_)
            if replacing:
                self._forget(key, replacing)
            count = self._count(key)
            check_room(count)
            self._file.execute(
                "INSERT INTO exchanges"
                " (conversation, number, asked_at, question, words, record)"
                " VALUES (:key, :number, :asked_at, :question, :words, :record)",
                {
                    "key": key,
                    "number": count + 1,
                    "asked_at": self._now().isoformat(timespec="seconds"),
                    "question": encodable(answer.question),
                    "words": folded(f"{answer.question}\n{answer.text}"),
                    "record": written(answer, sha256s),
                },
            )
            self._touch(key)
            return self._conversation(key)

    def load(self, visitor: str, id_: str) -> Conversation:
        """Return a conversation; an exchange that cannot be read back is one that `is_damaged`.

        Raises:
            InputError: The visitor has no such conversation.
        """
        with self._file.transaction("reading"):
            return self._conversation(self._key(visitor, id_))

    def list(self, visitor: str, needle: str = "") -> Sequence[ConversationSummary]:
        """Return at most `MOST_LISTED` conversations with something in them, the latest first.

        Args:
            visitor: Whose.
            needle: What their titles, questions or answers have to hold, in any case and
                normalisation; empty for all.
        """
        rows = self._file.execute(
            "SELECT id, name, updated_at,"
            "  (SELECT question FROM exchanges WHERE conversation = key ORDER BY number LIMIT 1),"
            "  (SELECT count(*) FROM exchanges WHERE conversation = key) AS exchanges"
            " FROM conversations WHERE visitor = :visitor AND exchanges > 0 AND ("
            "  instr(words, :needle) OR EXISTS (SELECT 1 FROM exchanges AS exchange"
            "   WHERE exchange.conversation = key AND instr(exchange.words, :needle)))"
            " ORDER BY updated_at DESC, key DESC LIMIT :most",
            {"visitor": visitor, "needle": folded(needle), "most": MOST_LISTED},
        )
        return [
            ConversationSummary(
                id=id_,
                title=title_of(name, question),
                updated_at=updated_at,
                exchanges=exchanges,
            )
            for id_, name, updated_at, question, exchanges in rows
        ]

    def rename(self, visitor: str, id_: str, title: str) -> None:
        """Give a conversation a title; a blank one stands for its first question.

        Raises:
            InputError: The visitor has no such conversation.
        """
        name = shortened(title)
        with self._file.transaction("writing"):
            self._file.execute(
                "UPDATE conversations SET name = :name, words = :words WHERE key = :key",
                {"key": self._key(visitor, id_), "name": name or None, "words": folded(name)},
            )

    def delete(self, visitor: str, id_: str) -> None:
        """Forget a conversation.

        Raises:
            InputError: The visitor has no such conversation.
        """
        with self._file.transaction("writing"):
            self._file.execute(
                "DELETE FROM conversations WHERE key = :key", {"key": self._key(visitor, id_)}
            )

    def cut(self, visitor: str, id_: str, number: int) -> Conversation:
        """Forget an exchange and all after it, and return what is left.

        Raises:
            InputError: The visitor has no such conversation.
        """
        with self._file.transaction("writing"):
            key = self._key(visitor, id_)
            self._forget(key, number)
            self._touch(key)
            return self._conversation(key)

    def judge(self, visitor: str, id_: str, number: int, verdict: Verdict | None) -> None:
        """Note what a visitor thinks of an answer; `None` takes it back.

        Raises:
            InputError: The visitor has no such conversation, or it has no such exchange.
        """
        with self._file.transaction("writing"):
            key = self._key(visitor, id_)
            if not 1 <= number <= self._count(key):
                message = f"no question {number} in this conversation; judge one that is there"
                raise InputError(message)
            self._file.execute(
                "UPDATE exchanges SET verdict = :verdict"
                " WHERE conversation = :key AND number = :number",
                {"key": key, "number": number, "verdict": verdict},
            )

    def judged(self) -> Iterator[tuple[Conversation, Exchange]]:
        """Yield each exchange with a verdict, of all visitors, in the order of asking.

        With it comes its conversation as it was when the question was asked: what came before.
        """
        rows = self._file.execute(
            "SELECT visitor, id FROM conversations WHERE key IN"
            " (SELECT conversation FROM exchanges WHERE verdict IS NOT NULL) ORDER BY key",
            {},
        )
        for visitor, id_ in rows:
            conversation = self.load(visitor, id_)
            for place, exchange in enumerate(conversation.exchanges):
                if exchange.verdict and not exchange.is_damaged:
                    before = conversation.exchanges[:place]
                    yield replace(conversation, exchanges=before), exchange

    def _start(self, visitor: str) -> str:
        """Make an empty conversation and return its id."""
        id_ = secrets.token_urlsafe(ID_BYTES)
        self._file.execute(
            "INSERT INTO conversations (id, visitor, words, updated_at)"
            " VALUES (:id, :visitor, '', '')",
            {"id": id_, "visitor": visitor},
        )
        return id_

    def _key(self, visitor: str, id_: str) -> int:
        rows = self._file.execute(
            "SELECT key FROM conversations WHERE id = :id AND visitor = :visitor",
            {"id": encodable(id_), "visitor": visitor},
        )
        if not rows:
            message = "no such conversation, or it was deleted; start a new one"
            raise InputError(message)
        return int(rows[0][0])

    def _count(self, key: int) -> int:
        rows = self._file.execute(
            "SELECT count(*) FROM exchanges WHERE conversation = :key", {"key": key}
        )
        return int(rows[0][0])

    def _forget(self, key: int, number: int) -> None:
        """Delete an exchange and all after it."""
        self._file.execute(
            "DELETE FROM exchanges WHERE conversation = :key AND number >= :number",
            {"key": key, "number": number},
        )

    def _touch(self, key: int) -> None:
        self._file.execute(
            "UPDATE conversations SET updated_at = :now WHERE key = :key",
            {"key": key, "now": self._now().isoformat(timespec="microseconds")},
        )

    def _conversation(self, key: int) -> Conversation:
        rows = self._file.execute(
            "SELECT number, asked_at, verdict, question, record FROM exchanges"
            " WHERE conversation = :key ORDER BY number",
            {"key": key},
        )
        exchanges = tuple(exchange_of(row) for row in rows)
        ((id_, name, updated_at),) = self._file.execute(
            "SELECT id, name, updated_at FROM conversations WHERE key = :key", {"key": key}
        )
        first = exchanges[0].answer.question if exchanges else ""
        return Conversation(
            id=id_,
            title=title_of(name, first),
            exchanges=exchanges,
            updated_at=updated_at,
        )
