"""Answers that a language model is still writing: what they cite can be opened already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.chat.conversation import Exchange


@dataclass(slots=True)
class Grown:
    """An answer that grows; `exchange` is as much as there is of it by now."""

    exchange: Exchange | None = None


class Growing:
    """The growing answers of all visitors. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._grown: dict[tuple[str, str], list[Grown]] = defaultdict(list)

    @contextmanager
    def answer(self, visitor: str, conversation: str) -> Iterator[Grown]:
        """Give room to an answer, for as long as it grows.

        Args:
            visitor: The id of who asked.
            conversation: The id of the one they asked in; empty for a new one.
        """
        grown, place = Grown(), (visitor, conversation)
        with self._lock:
            self._grown[place].append(grown)
        try:
            yield grown
        finally:
            with self._lock:
                self._grown[place].remove(grown)
                if not self._grown[place]:
                    del self._grown[place]

    def exchange(self, visitor: str, conversation: str) -> Exchange | None:
        """Return the answer that grows there; `None` where it is not the only one.

        Of two new conversations of a visitor nobody could tell which one is meant.
        """
        with self._lock:
            grown = [one.exchange for one in self._grown.get((visitor, conversation), [])]
        found = [exchange for exchange in grown if exchange]
        return found[0] if visitor and len(found) == 1 else None
