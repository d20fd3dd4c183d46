"""Who is logged in."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

from ui.server.cookies import new_token

WEEK = 7 * 24 * 3600


class Sessions:
    """The tokens of those who are logged in, in memory: they end with the program.

    Args:
        seconds: How long a session lasts.
        most: How many there are at most; the oldest ends when there would be more.
        clock: Tells the time in seconds.
    """

    def __init__(
        self,
        *,
        seconds: int = WEEK,
        most: int = 1000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.seconds = seconds
        self._most = most
        self._clock = clock
        # By the digest of a token: whose it is, and until when. How long it takes to look up a
        # digest tells nothing of a token.
        self._open: OrderedDict[bytes, tuple[str, float]] = OrderedDict()
        self._lock = Lock()

    def begin(self, name: str) -> str:
        """Return the token of a new session."""
        token = new_token()
        with self._lock:
            self._open[_digest(token)] = (name, self._clock() + self.seconds)
            if len(self._open) > self._most:
                self._open.popitem(last=False)
        return token

    def name_of(self, token: str) -> str | None:
        """Return whose session a token opens, or None where it opens none."""
        with self._lock:
            name, end = self._open.get(_digest(token), (None, 0.0))
            if name is not None and self._clock() >= end:
                del self._open[_digest(token)]
                return None
            return name

    def end(self, token: str) -> None:
        """End the session of a token, if there is one."""
        with self._lock:
            self._open.pop(_digest(token), None)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._open)


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()
