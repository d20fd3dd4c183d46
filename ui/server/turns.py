"""Whose turn it is to keep the processor busy, and who waits in line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import Semaphore, WouldBlock

from index.errors import InputError

# Answering keeps all cores busy: more at a time would only slow each of them down.
AT_ONCE = 2
MOST_WAITING = 32


class Turns:
    """Lets few at a time do what keeps the processor busy; the others wait, the first one first.

    Args:
        at_once: How many have a turn at a time.
        most_waiting: How many may wait for one.
    """

    def __init__(self, at_once: int = AT_ONCE, most_waiting: int = MOST_WAITING) -> None:
        self._free = Semaphore(at_once)
        self._most_waiting = most_waiting
        self._waiting = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[bool]:
        """Wait for a turn, and have it.

        Yields:
            Whether there was somebody to wait for.

        Raises:
            InputError: Too many wait already.
        """
        has_waited = await self._wait()
        try:
            yield has_waited
        finally:
            self._free.release()

    async def _wait(self) -> bool:
        try:
            self._free.acquire_nowait()
        except WouldBlock:
            if self._waiting == self._most_waiting:
                message = f"{self._waiting} questions are waiting already; ask again in a minute"
                raise InputError(message) from None
        else:
            return False
        self._waiting += 1
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1
        return True
