"""Tells when files in a folder have changed and come to rest again."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import Change, watch

if TYPE_CHECKING:
    from threading import Event

    from watchfiles.main import FileChange

# A file that is being copied grows all the time; one that rests for so long is whole, as a rule.
# More than a second: looking at the files now and then tells changes apart by whole seconds.
STILL_SECONDS = 2.0
# Where something changes all the time, the others are not kept waiting for it.
LONGEST_SECONDS = 60.0
# How often it is looked whether anything was reported, and whether to end.
_STEP_MS = 100
# How often it is looked whether the folder is still the same, and whether its files rest.
_QUIET_MS = 300
# How often the files are looked at where nothing reports their changes.
_POLL_MS = 1000
# How long to wait for a folder that is gone, or cannot be watched.
_AGAIN_SECONDS = 0.3


class Settling:
    """Tells changes that go on from changes that have come to rest.

    Args:
        still_seconds: Without another one for so long, they are at rest.
    """

    def __init__(self, still_seconds: float) -> None:
        self._still_seconds = still_seconds
        self._first: float | None = None
        self._last = 0.0

    def note(self, now: float) -> None:
        """Note a change, at a time in seconds."""
        self._first = now if self._first is None else self._first
        self._last = now

    def settle(self, now: float) -> bool:
        """Return whether what was noted is at rest, or has gone on for long; only once."""
        if self._first is None:
            return False
        is_due = now - self._last >= self._still_seconds or now - self._first >= LONGEST_SECONDS
        if is_due:
            self._first = None
        return is_due


class Noticing:
    """Watches a folder with all that is in it.

    What has happened to it before is unknown, so that it is taken for changed when the watching
    begins, and again when it has gone, and when it is back. Hidden files, which are no articles,
    may change as they like.

    Args:
        folder: What is watched; there may be none yet.
        tell: Is called after changes; those that come meanwhile are told of afterwards.
        exclude: A folder inside of it that may change as it likes.
        still_seconds: How long no file must have changed.
    """

    def __init__(
        self,
        folder: Path,
        tell: Callable[[], None],
        *,
        exclude: Path | None = None,
        still_seconds: float = STILL_SECONDS,
    ) -> None:
        self._folder = folder
        self._tell = tell
        self._exclude = exclude
        self._settling = Settling(still_seconds)
        # Left to the library, and so to its environment variable, unless there is no other way.
        self._polls: bool | None = None

    def run(self, ending: Event) -> None:
        """Watch until the event is set, and a fraction of a second longer."""
        while not ending.is_set():
            self._settling.note(time.monotonic())
            try:
                self._watch(ending)
            except OSError:
                # More folders than the system reports on, or the folder is just going.
                self._polls = self._polls or _identity(self._folder) is not None or None
            # The folder may be gone without a report: it was seen before the report came, or there
            # is none, such as where the folder around it was moved.
            self._settling.note(time.monotonic())
            while not ending.wait(_AGAIN_SECONDS) and _identity(self._folder) is None:
                self._tell_when_settled()

    def _watch(self, ending: Event) -> None:
        """Watch as long as the folder is there.

        Raises:
            OSError: There is none, or it cannot be watched.
        """
        root = self._folder.resolve(strict=True)
        identity = _identity(self._folder)
        exclude = self._exclude.resolve() if self._exclude else None
        with closing(self._reported(root, ending)) as reported:
            for changes in reported:
                if any(is_meant(Path(name), root, exclude) for _change, name in changes):
                    self._settling.note(time.monotonic())
                # Another folder in its place may have the number of the one that was deleted.
                is_gone = (Change.deleted, str(root)) in changes
                if is_gone or _identity(self._folder) != identity:
                    return
                self._tell_when_settled()

    def _reported(self, root: Path, ending: Event) -> Generator[set[FileChange], None, None]:
        """Yield what has changed, and nothing now and then where nothing has.

        Raises:
            OSError: The folder cannot be watched.
        """
        # So ends the watching, for it to begin anew, where a name is not UTF-8.
        with suppress(RuntimeError):
            yield from watch(
                root,
                watch_filter=None,
                step=_STEP_MS,
                debounce=_STEP_MS,
                rust_timeout=_QUIET_MS,
                yield_on_timeout=True,
                stop_event=ending,
                force_polling=self._polls,
                poll_delay_ms=_POLL_MS,
                ignore_permission_denied=True,
            )

    def _tell_when_settled(self) -> None:
        if self._settling.settle(time.monotonic()):
            self._tell()


def is_meant(path: Path, root: Path, exclude: Path | None) -> bool:
    """Return whether a change of a file or folder is to be noticed.

    Args:
        path: What has changed, below the root, or the root itself.
        root: The folder that is watched.
        exclude: A folder that may change as it likes; one around the root excludes nothing.
    """
    if any(part.startswith(".") for part in path.parts[len(root.parts) :]):
        return False
    return exclude is None or root not in exclude.parents or not path.is_relative_to(exclude)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another in its place, such as the one on another disk.

    Where it cannot be reached, be it gone or on a disk that no longer answers, it has none.
    """
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
