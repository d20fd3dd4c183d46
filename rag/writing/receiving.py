"""An answer while it comes, and the patience for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.datatypes import Outcome
    from rag.writing.endpoint import Endpoint
    from rag.writing.events import Event


class Received:
    """What came of one request so far; made inside the event loop that asks.

    Args:
        endpoint: How much patience there is, and for how many characters.
        say: Is given each piece.
        count: Is given how many tokens the prompt had, where the server tells.
    """

    def __init__(
        self, endpoint: Endpoint, say: Callable[[str], None], count: Callable[[int], None]
    ) -> None:
        self._endpoint = endpoint
        self._say = say
        self._count = count
        self._clock = asyncio.get_running_loop().time
        started = self._clock()
        self._end = started + endpoint.whole_seconds
        self.patience = asyncio.timeout_at(min(started + endpoint.first_seconds, self._end))
        self._left = endpoint.most_characters
        self._has_text = False
        self._finish: str | None = None
        self.is_spoken = False
        """Whether the server has sent anything of the protocol."""

    def take(self, event: Event) -> bool:
        """Take in what came last; return whether there may be more.

        Thoughts show that the model is at it, empty pieces do not.
        """
        self.is_spoken = True
        self._finish = event.finish or self._finish
        if event.prompt_tokens:
            self._count(event.prompt_tokens)
        if event.text or event.is_thought:
            pause = self._clock() + self._endpoint.pause_seconds
            self.patience.reschedule(min(pause, self._end))
        if kept := event.text[: self._left]:
            self._has_text = True
            self._say(kept)
        self._left -= len(event.text)
        return self._left >= 0

    def has_time_for(self, seconds: float) -> bool:
        """Return whether there is patience for a pause."""
        until = self.patience.when()
        return until is not None and self._clock() + seconds < until

    def broken_off(self, *, is_flood: bool) -> Outcome | None:
        """Return what came of it though it has no proper end.

        Args:
            is_flood: Whether it is because more came than any answer has.

        Returns:
            `None` where the reason alone says what came of it: nothing was written.
        """
        if not self._has_text:
            # So many thoughts take too long; what is no piece of an answer is not the protocol.
            return ("slow" if self.is_spoken else "garbled") if is_flood else None
        is_over = self.patience.expired() and self.patience.when() == self._end
        return "too_long" if is_flood or is_over else "cut_short"

    def ended(self) -> Outcome | None:
        """Return what came of it now that the server sends no more; `None` if all is well."""
        if not self._has_text:
            return "empty" if self.is_spoken else "garbled"
        if self._finish == "length" or self._left < 0:
            return "too_long"
        return "cut_short" if self._finish in (None, "content_filter") else None
