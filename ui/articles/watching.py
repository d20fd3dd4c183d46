"""Whether the folder of articles has changed, looked up behind the page for all visitors."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from index.errors import ChulcheoError

if TYPE_CHECKING:
    from index.datatypes import Changes
    from ui.backend import Backend

LEAST_PAUSE_SECONDS = 10.0
# A scan reads the whole folder: with a pause of twenty times its length it takes less than 5 %.
PAUSE_PER_SCAN = 20


class Watching:
    """Looks at the folder now and then, one scan at a time. Safe to use from several threads.

    Nothing runs while nobody asks.

    Args:
        backend: Whose folder is looked at.
        clock: Tells the time in seconds since 1970.
        behind: Runs a function while the caller goes on.
        is_followed: Whether updates begin by themselves when the folder has changed.

    Attributes:
        is_followed: As given.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        clock: Callable[[], float] = time.time,
        behind: Callable[[Callable[[], None]], None] | None = None,
        is_followed: bool = False,
    ) -> None:
        self.is_followed = is_followed
        self._backend = backend
        self._clock = clock
        self._behind = behind or _in_thread
        self._lock = threading.Lock()
        self._scanning = threading.Lock()
        self._is_scanning = False
        self._due = clock()
        self._began: float | None = None
        self._changes: Changes | None = None
        self._error: ChulcheoError | None = None

    def changes(self, newer_than: float = 0) -> Changes | None:
        """Return what the last scan found, and begin the next one behind where it is time.

        Args:
            newer_than: What was found before that time, in seconds since 1970, is out of date: it
                is worth waiting for a scan. Without, nobody waits.

        Returns:
            How the folder differs from the index, `None` before the first scan has ended.

        Raises:
            ChulcheoError: The folder or the store could not be read.
        """
        with self._lock:
            is_old = newer_than > (self._began or 0)
            is_due = not is_old and not self._is_scanning and self._clock() >= self._due
            self._is_scanning = self._is_scanning or is_due
            found, error = self._changes, self._error
        if is_old:
            return self.look()
        if is_due:
            self._behind(self._scan_behind)
        if error is not None:
            raise error
        return found

    @property
    def has_looked(self) -> bool:
        """Whether there was a scan, be it one that failed."""
        with self._lock:
            return self._began is not None

    def look(self) -> Changes:
        """Return how the folder differs now, for who has just changed it.

        Those who wait for it together share one scan.

        Raises:
            ChulcheoError: The folder or the store cannot be read.
        """
        asked = self._clock()
        with self._scanning:
            with self._lock:
                is_new = self._began is not None and self._began > asked
                found = self._changes
            return found if is_new and found is not None else self._scan()

    def _scan_behind(self) -> None:
        # Whoever asks next is told of the error.
        with suppress(ChulcheoError), self._scanning:
            self._scan()

    def _scan(self) -> Changes:
        began = self._clock()
        found: Changes | None = None
        failed: ChulcheoError | None = None
        try:
            found = self._backend.changes()
        except ChulcheoError as error:
            failed = error
            raise
        else:
            return found
        finally:
            ended = self._clock()
            with self._lock:
                self._began, self._changes, self._error = began, found, failed
                self._due = ended + max(LEAST_PAUSE_SECONDS, PAUSE_PER_SCAN * (ended - began))
                self._is_scanning = False


def _in_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="watching", daemon=True).start()
