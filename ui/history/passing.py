"""Conversations that cannot be saved: in memory, for as long as the program runs."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from index.errors import InputError
from ui.chat.conversation import Conversation, Exchange, check_room
from ui.history.conversations import ID_BYTES, utc_now
from ui.history.rows import title_of

if TYPE_CHECKING:
    from datetime import datetime

    from rag.datatypes import Answer
    from ui.links import Verdict

MOST_CONVERSATIONS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owned:
    visitor: str
    exchanges: tuple[Exchange, ...]
    updated_at: str


class PassingHistory:
    """The last `MOST_CONVERSATIONS` of all visitors. Safe to use from several threads.

    Args:
        now: Tells the time, in UTC.
    """

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self._lock = Lock()
        self._owned: OrderedDict[str, _Owned] = OrderedDict()

    def has(self, id_: str) -> bool:
        """Return whether there is a conversation of that id, whoever's."""
        return id_ in self._owned

    def start(self, visitor: str, exchanges: Sequence[Exchange]) -> str:
        """Start a conversation with what was asked in another, and return its id."""
        id_ = secrets.token_urlsafe(ID_BYTES)
        with self._lock:
            self._keep(id_, visitor, exchanges)
        return id_

    def add(self, visitor: str, id_: str, answer: Answer, sha256s: Mapping[str, str]) -> None:
        """Add an exchange.

        Raises:
            InputError: The visitor has no such conversation, or it is full.
        """
        with self._lock:
            before = self._of(visitor, id_).exchanges
            check_room(len(before))
            added = Exchange(
                number=len(before) + 1,
                answer=answer,
                sha256s=sha256s,
                asked_at=self._now().isoformat(timespec="seconds"),
            )
            self._keep(id_, visitor, [*before, added])

    def load(self, visitor: str, id_: str) -> Conversation:
        """Return a conversation.

        Raises:
            InputError: The visitor has no such conversation.
        """
        with self._lock:
            owned = self._of(visitor, id_)
        first = owned.exchanges[0].answer.question if owned.exchanges else ""
        return Conversation(
            id=id_,
            title=title_of(None, first),
            exchanges=owned.exchanges,
            updated_at=owned.updated_at,
        )

    def cut(self, visitor: str, id_: str, number: int) -> None:
        """Forget an exchange and all after it; raises as `load`."""
        with self._lock:
            kept = self._of(visitor, id_).exchanges
            self._keep(id_, visitor, [item for item in kept if item.number < number])

    def judge(self, visitor: str, id_: str, number: int, verdict: Verdict | None) -> None:
        """Note what a visitor thinks of an answer; `None` takes it back; raises as `load`."""
        with self._lock:
            owned = self._of(visitor, id_)
            judged = tuple(
                replace(item, verdict=verdict) if item.number == number else item
                for item in owned.exchanges
            )
            self._owned[id_] = replace(owned, exchanges=judged)

    def _of(self, visitor: str, id_: str) -> _Owned:
        owned = self._owned.get(id_)
        if owned is None or owned.visitor != visitor:
            message = "no such conversation, or it was deleted; start a new one"
            raise InputError(message)
        return owned

    def _keep(self, id_: str, visitor: str, exchanges: Sequence[Exchange]) -> None:
        now = self._now().isoformat(timespec="microseconds")
        self._owned[id_] = _Owned(visitor=visitor, exchanges=tuple(exchanges), updated_at=now)
        self._owned.move_to_end(id_)
        if len(self._owned) > MOST_CONVERSATIONS:
            self._owned.popitem(last=False)
