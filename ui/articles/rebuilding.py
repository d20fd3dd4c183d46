"""The update of the index behind the page: one at a time, whoever started it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from index.errors import ChulcheoError

if TYPE_CHECKING:
    from index.datatypes import UpdateReport
    from ui.backend import Backend

Stage: TypeAlias = Literal["start", "read", "encode", "write"]

# Where each stage begins and how much it adds, in percent: encoding takes nearly all of the time.
_SHARES: dict[Stage, tuple[int, int]] = {
    "start": (0, 0),
    "read": (0, 12),
    "encode": (12, 84),
    "write": (96, 4),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildState:
    """How far the update has come, or what came of the last one.

    Attributes:
        stage: What it does now, or did last; `start` until the engines are loaded.
        done: How many steps of the stage are finished.
        total: Of how many; 0 while that is not known.
        is_running: Whether it is under way.
        is_cancelling: Whether it was told to stop and has not stopped yet.
        started_at: When it began, in seconds since 1970; 0 before the first.
        ended_at: When it ended; 0 while it runs.
        report: What it did, where it came to its end.
        error: Why it could not; a `ChulcheoError` has words for the visitor.
        was_cancelled: Whether it was stopped, and the index is as it was.
    """

    stage: Stage = "start"
    done: int = 0
    total: int = 0
    is_running: bool = False
    is_cancelling: bool = False
    started_at: float = 0
    ended_at: float = 0
    report: UpdateReport | None = None
    error: Exception | None = None
    was_cancelled: bool = False

    @property
    def percent(self) -> int:
        """How much of the whole work is done, from 0 to 100; it never goes back."""
        begin, share = _SHARES[self.stage]
        return begin + (share * self.done // self.total if self.total else 0)


class _CancelledError(Exception):
    """Raised inside an update to end it."""


class Rebuilding:
    """Runs updates of one backend in a thread of the server. Safe to use from several threads.

    A cancelled update leaves the index as it was: until its last step nothing of it is visible,
    and that step is not cut short. What it had encoded is kept, so that the next one goes on.

    Args:
        backend: What is updated.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._lock = threading.Lock()
        self._state = RebuildState()
        self._thread: threading.Thread | None = None

    def start(self) -> bool:
        """Begin an update; return whether one was begun, for there is never a second one."""
        with self._lock:
            if self._state.is_running:
                return False
            self._state = RebuildState(is_running=True, started_at=time.time())
            # A daemon: a server that is told to end does not wait for it.
            self._thread = threading.Thread(target=self._run, name="rebuilding", daemon=True)
            self._thread.start()
            return True

    def cancel(self) -> None:
        """Tell the update to stop; it does so after the batch at hand, if it still can."""
        with self._lock:
            if self._state.is_running:
                self._state = replace(self._state, is_cancelling=True)

    def state(self) -> RebuildState:
        """Return how far it is; the same for every visitor."""
        with self._lock:
            return self._state

    def wait(self, seconds: float) -> bool:
        """Wait until nothing runs, at most so long; return whether that is so."""
        ends = time.monotonic() + seconds
        while True:
            with self._lock:
                # Held until a thread that was made has begun: no other can be waited for.
                thread = self._thread
            if thread is not None:
                thread.join(max(0.0, ends - time.monotonic()))
            # Another one may have begun meanwhile.
            is_running = self.state().is_running
            if not is_running or time.monotonic() >= ends:
                return not is_running

    def _run(self) -> None:
        # What nobody foresaw goes on to the log, with its traceback.
        ended = RebuildState(error=RuntimeError("the update ended unexpectedly"))
        try:
            ended = RebuildState(report=self._backend.update(self._note))
        except _CancelledError:
            ended = RebuildState(was_cancelled=True)
        except (ChulcheoError, OSError) as error:
            ended = RebuildState(error=error)
        finally:
            with self._lock:
                self._state = replace(
                    self._state,
                    is_running=False,
                    is_cancelling=False,
                    ended_at=time.time(),
                    report=ended.report,
                    error=ended.error,
                    was_cancelled=ended.was_cancelled,
                )

    def _note(self, stage: str, done: int, total: int) -> None:
        with self._lock:
            # Once the new index is written, there is nothing left to cancel.
            is_written = stage == "write" and done == total
            if self._state.is_cancelling and not is_written:
                raise _CancelledError
            if stage in _SHARES:
                self._state = replace(self._state, stage=stage, done=done, total=total)
