"""A language model on a server that speaks the protocol of OpenAI."""

from __future__ import annotations

import threading
from collections.abc import Callable, Coroutine, Generator, Sequence
from concurrent.futures import Future, wait
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from rag.writing.connection import Connection
from rag.writing.counting import TokenGuess
from rag.writing.endpoint import Endpoint
from rag.writing.events import DEFAULT_WINDOW
from rag.writing.failures import failure
from rag.writing.model import WritingError

if TYPE_CHECKING:
    from rag.datatypes import Outcome
    from rag.writing.model import Message
    from rag.writing.server import Server

__all__ = ["Client", "Endpoint"]

T = TypeVar("T")

HEARTBEAT_SECONDS = 0.5
# Long enough for a server that is at work on other answers.
LIST_SECONDS = 10.0
# Nobody shall wait longer for what is only good to know.
WINDOW_SECONDS = 2.0


class Client:
    """Asks a model, over connections of its own on a thread of its own.

    Both begin with the first request. Safe to use from several threads at once.

    Args:
        endpoint: Where, and with how much patience.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._guess = TokenGuess()
        self._window = endpoint.window
        self._lock = threading.Lock()
        self._connection: Connection | None = None

    @property
    def name(self) -> str:
        """What the server calls the model."""
        return self._endpoint.model

    def window(self) -> int:
        """Return how many tokens prompt and answer may have together.

        The server is asked until it answers for the first time, two seconds at most; never raises.
        """
        if self._window is None:
            try:
                models = self._list(WINDOW_SECONDS)
            except WritingError:
                return DEFAULT_WINDOW
            # A server that has one model may call it by another name.
            alone = next(iter(models.values())) if len(models) == 1 else None
            self._window = models.get(self.name, alone) or DEFAULT_WINDOW
        return self._window

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has: a guess on the safe side, that learns."""
        return self._guess.tokens(text)

    def models(self) -> list[str]:
        """Return the names of the models that the server lists.

        Raises:
            WritingError: It lists none.
        """
        return list(self._list(LIST_SECONDS))

    def write(self, messages: Sequence[Message], *, most_tokens: int) -> Generator[str, None, None]:
        """Yield the text piece by piece as it comes; an empty piece while nothing comes.

        Closing the iterator ends the request.

        Args:
            messages: What the model is told.
            most_tokens: When it is to end.

        Raises:
            WritingError: It did not write, or broke off. With `cut_short` and `too_long` there were
                pieces before, with all others there was none.
        """
        pieces: SimpleQueue[str | None] = SimpleQueue()
        count = partial(self._guess.learn, "\n".join(item.text for item in messages))
        writing = self._begin(lambda server: server.write(messages, most_tokens, pieces.put, count))
        writing.add_done_callback(lambda _: pieces.put(None))
        has_text = False
        try:
            while (piece := _next(pieces)) is not None:
                has_text = has_text or bool(piece)
                yield piece
        finally:
            writing.cancel()
        self._result(writing, "cut_short" if has_text else "failed")

    def close(self) -> None:
        """End all requests and the thread; the next request begins anew."""
        with self._lock:
            connection, self._connection = self._connection, None
        if connection:
            connection.close()

    def _begin(self, ask: Callable[[Server], Coroutine[Any, Any, T]]) -> Future[T]:
        with self._lock:
            self._connection = self._connection or Connection(self._endpoint)
            return self._connection.begin(ask)

    def _list(self, seconds: float) -> dict[str, int | None]:
        listing = self._begin(lambda server: server.models(seconds))
        wait([listing])
        return self._result(listing, "failed")

    def _result(self, done: Future[T], outcome: Outcome) -> T:
        """Return what came of a request.

        Args:
            done: The request, which has ended.
            outcome: What came of it if it ended in an unforeseen way.

        Raises:
            WritingError: Whatever it ended with.
        """
        error = None if done.cancelled() else done.exception()
        if isinstance(error, WritingError):
            raise error
        # Errors of others may hold the request; they end here.
        if done.cancelled() or error:
            raise failure(outcome, self._endpoint)
        return done.result()


def _next(pieces: SimpleQueue[str | None]) -> str | None:
    try:
        return pieces.get(timeout=HEARTBEAT_SECONDS)
    except Empty:
        return ""
