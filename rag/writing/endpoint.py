"""Where a language model is asked, and how much patience it is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

# A piece of one character comes wrapped in 200 to 400 bytes of JSON; thoughts come on top of it.
BYTES_A_CHARACTER = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A model on a server that speaks the protocol of OpenAI.

    Attributes:
        url: The base URL, such as `http://127.0.0.1:11434/v1`.
        model: What the server calls it.
        key: What the server wants to be shown; it appears in no message and no log.
        window: Tokens that prompt and answer may have together; `None` asks the server.
        connect_seconds: Patience until somebody answers at all.
        first_seconds: Patience until the first piece, with all that is tried again; a CPU reads a
            long prompt slowly.
        pause_seconds: Patience between two pieces.
        whole_seconds: Patience until the end.
        most_characters: Of an answer; the rest is not waited for.
        retries: How often it is asked again after a failure before the first piece.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    window: int | None = None
    connect_seconds: float = 5
    first_seconds: float = 90
    pause_seconds: float = 30
    whole_seconds: float = 240
    most_characters: int = 20_000
    retries: int = 2

    @property
    def place(self) -> str:
        """The URL as messages may show it: without user, password and query."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def most_bytes(self) -> int:
        """How much of any response is read, about 10 MB at first."""
        return BYTES_A_CHARACTER * (self.most_characters + 1)
