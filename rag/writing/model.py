"""A language model as whoever writes answers needs it; the seam where models vary."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from index.errors import ChulcheoError

if TYPE_CHECKING:
    from rag.datatypes import Outcome

Role: TypeAlias = Literal["system", "user"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a model is told: by us (`system`), or as the task at hand (`user`)."""

    role: Role
    text: str


class WritingError(ChulcheoError):
    """A language model did not write, or did not end what it wrote.

    Attributes:
        outcome: What came of asking it.
    """

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome


class LanguageModel(Protocol):
    """Writes a text. Safe to use from several threads."""

    @property
    def name(self) -> str:
        """What people know it by."""
        ...

    def window(self) -> int:
        """Return how many tokens prompt and answer may have together.

        The first call may ask the server, for a second or two.

        Raises:
            WritingError: The model cannot be asked anything yet.
        """
        ...

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has: a guess on the safe side, that learns."""
        ...

    def write(self, messages: Sequence[Message], *, most_tokens: int) -> Generator[str, None, None]:
        """Yield the text piece by piece as it comes.

        While nothing comes, an empty piece is yielded every half second, so that whoever waits can
        give up. Closing it ends the request at once.

        Args:
            messages: What the model is told.
            most_tokens: When it is to end.

        Raises:
            WritingError: It did not write, or broke off; what came before stays what it is.
        """
        ...
