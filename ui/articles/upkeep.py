"""What keeps the index in step with the folder: for one who presses a button, or by itself."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Self

from index.errors import ChulcheoError
from ui.articles.noticing import LONGEST_SECONDS, STILL_SECONDS, Noticing
from ui.articles.rebuilding import Rebuilding, RebuildState
from ui.articles.watching import Watching

if TYPE_CHECKING:
    from ui.backend import Backend

_STEP_SECONDS = 0.2
_ENDING_SECONDS = 1.0


class Upkeep:
    """Looks at a folder and updates its index; by itself only between `with` and its end.

    There is one update at a time, and at most one more to come: what changes while one waits or
    runs is taken in by the next. One that fails, or is cancelled, is not tried again before the
    next change.

    Args:
        backend: Whose folder and index these are.
        is_automatic: Whether updates begin by themselves when files have changed.
        still_seconds: For how long no file must have changed before.

    Attributes:
        rebuilding: Runs the updates, for all visitors.
        watching: Looks at the folder, for all visitors.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        is_automatic: bool = False,
        still_seconds: float = STILL_SECONDS,
    ) -> None:
        self.rebuilding = Rebuilding(backend)
        self.watching = Watching(backend, is_followed=is_automatic)
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None
        if is_automatic:
            noticing = Noticing(
                backend.corpus, self._catch_up, exclude=backend.store, still_seconds=still_seconds
            )
            # A daemon: a server that is told to end does not wait for a scan.
            self._thread = threading.Thread(
                target=noticing.run, args=(self._ending,), name="noticing", daemon=True
            )

    def __enter__(self) -> Self:
        if self._thread is not None:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        if self._thread is not None:
            self._thread.join(_ENDING_SECONDS)

    def _catch_up(self) -> None:
        if not self._may_begin():
            return
        try:
            changes = self.watching.look()
        except (ChulcheoError, OSError):
            # The line about the folder says so to whoever looks.
            return
        has_failed = self.rebuilding.state().error is not None
        # One that finds nothing to do takes back what the last one complained of.
        if changes.added or changes.changed or changes.removed or has_failed:
            self.rebuilding.start()

    def _may_begin(self) -> bool:
        """Wait until nothing runs, and as long again; return whether it goes on at all then."""
        while not self.rebuilding.wait(_STEP_SECONDS):
            if self._ending.is_set():
                return False
        return not self._ending.wait(pause_after(self.rebuilding.state(), time.time()))


def pause_after(last: RebuildState, now: float) -> float:
    """Return how many seconds of rest are left after an update: as many as it took, within limits.

    Articles that come in all the time so leave half of the time to the questions.

    Args:
        last: How the last update ended.
        now: In seconds since 1970.
    """
    rest = min(last.ended_at - last.started_at, LONGEST_SECONDS)
    return min(max(last.ended_at + rest - now, 0), LONGEST_SECONDS)
