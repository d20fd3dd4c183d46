"""A language model that says what it was given to say, and remembers what it was told."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from rag.writing.model import WritingError

if TYPE_CHECKING:
    from rag.datatypes import Outcome
    from rag.writing.model import LanguageModel, Message


class ToyModel:
    """Yields these pieces each time it is asked; two characters are a token.

    With `error`, it breaks off: after all pieces, or after `error_after` of them.
    """

    name = "toy"

    def __init__(
        self,
        pieces: Sequence[str] = (),
        window: int = 4096,
        *,
        error: Outcome | None = None,
        error_after: int | None = None,
    ) -> None:
        self._pieces = list(pieces)
        self._window = window
        self._error: Outcome | None = error
        self._error_after = len(self._pieces) if error_after is None else error_after
        self.messages: list[list[Message]] = []
        """What it was told, each time it was asked."""
        self.most_tokens: list[int] = []
        """When it was to end, each time."""
        self.closed = 0
        """How many of its texts were given up before their end."""

    def window(self) -> int:
        return self._window

    def tokens(self, text: str) -> int:
        return len(text) // 2

    def write(self, messages: Sequence[Message], *, most_tokens: int) -> Generator[str, None, None]:
        self.messages.append(list(messages))
        self.most_tokens.append(most_tokens)
        try:
            for count, piece in enumerate(self._pieces):
                self._break_off(count)
                yield piece
            self._break_off(len(self._pieces))
        except GeneratorExit:
            self.closed += 1
            raise

    def _break_off(self, count: int) -> None:
        if self._error is not None and count == self._error_after:
            raise WritingError(self._error, f"the toy model broke off after {count} pieces")


_MODEL: LanguageModel = ToyModel()
