"""A thread on which a server is asked, so that whoever waits can leave at any moment."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from rag.writing.endpoint import Endpoint
    from rag.writing.server import Server

T = TypeVar("T")

_ENVIRONMENT = threading.Lock()


class Connection:
    """A server, with an event loop and a thread of its own.

    Args:
        endpoint: Where the server is.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._server: Server | None = None
        self._loop = asyncio.new_event_loop()
        # What is not closed must not hold the program back from ending.
        self._thread = threading.Thread(target=self._run, name="language-model", daemon=True)
        self._thread.start()

    def begin(self, ask: Callable[[Server], Coroutine[Any, Any, T]]) -> Future[T]:
        """Ask the server something; cancelling what is returned ends the request."""
        return asyncio.run_coroutine_threadsafe(self._ask(ask), self._loop)

    def close(self) -> None:
        """End all requests, and the thread."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._loop.run_forever()
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
        finally:
            self._loop.close()

    async def _ask(self, ask: Callable[[Server], Coroutine[Any, Any, T]]) -> T:
        if self._server is None:
            with hidden_variables("OPENAI_"):
                from rag.writing.server import Server

                self._server = Server(self._endpoint)
        return await ask(self._server)

    async def _end(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._server is not None:
            await self._server.close()


@contextmanager
def hidden_variables(prefix: str) -> Iterator[None]:
    """Take variables out of the environment for a while.

    What `openai` finds there as it is imported and set up would send other people's keys and
    headers to this server, and write logs that nobody asked for.
    """
    with _ENVIRONMENT:
        hidden = {
            name: os.environ.pop(name) for name in list(os.environ) if name[: len(prefix)] == prefix
        }
        try:
            yield
        finally:
            os.environ.update(hidden)
