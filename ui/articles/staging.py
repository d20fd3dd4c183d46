"""Uploaded files wait outside the corpus until their visitor accepts them.

Each lies in a folder of its own, `<store>/uploads/<visitor>/<random>/`, readable to nobody but the
server, with a note of what it is called and what was understood of it. The folder appears under its
name whole: what a full disk or a crash cut short is never shown, and swept away.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from index.corpus import MAX_BYTES
from index.errors import CorpusError, InputError
from index.formats import extract
from ui.articles.sniffing import ContentFault, content_fault
from ui.articles.uploads import (
    NameFault,
    SizeFault,
    Upload,
    name_fault,
    size_fault,
    store,
    tidy_name,
)
from ui.articles.waiting import UNFINISHED, Waiting, file_in, keep, read_note, read_waiting

if TYPE_CHECKING:
    from index.datatypes import Document
    from index.formats import Extract

Fault: TypeAlias = (
    NameFault
    | SizeFault
    | ContentFault
    | Literal["unreadable", "too_many", "lost", "visitor_full", "full", "disk"]
)

_ID = re.compile(r"[0-9a-f]{32}")
# What takes longer than this to be written was cut short.
_ABANDONED_SECONDS = 3600
_LONGEST_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may wait.

    Attributes:
        files: Most files of one visitor.
        visitor_bytes: Most bytes of one visitor.
        all_bytes: Most bytes of all visitors.
        seconds: How long a file waits before it is deleted.
    """

    files: int = 100
    visitor_bytes: int = 5 * MAX_BYTES
    all_bytes: int = 25 * MAX_BYTES
    seconds: float = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file that a visitor has chosen.

    Attributes:
        name: What the visitor's machine calls it.
        path: Where it lies, as the browser says; `None` where the browser did not send it.
        size: In bytes, as the browser says.
    """

    name: str
    path: Path | None
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file that was not taken, and why.

    Attributes:
        name: What it is called, fit to be shown.
        fault: Why, in short.
        reason: Why it cannot be read (one English line), where that is why.
    """

    name: str
    fault: Fault
    reason: str = ""


class Staging:
    """The waiting files of all visitors. Safe to use from several threads.

    Args:
        home: The folder of the index; what waits lies in `uploads` below it.
        corpus: The folder of articles.
        inbox: Where the web server puts what is sent. Only files in it are taken, and they are
            gone from it afterwards, taken or not.
        limits: How much may wait.

    Attributes:
        limits: How much may wait.
    """

    def __init__(self, home: Path, corpus: Path, inbox: Path, limits: Limits | None = None) -> None:
        self._root = home / "uploads"
        self._corpus = corpus
        self._inbox = inbox
        self.limits = limits or Limits()
        self._lock = threading.Lock()

    def take(self, visitor: str, sent: Sequence[Sent]) -> list[Refusal]:
        """Put files among those that wait; a newer file takes the place of one of its name.

        Args:
            visitor: Who sent them; nobody else ever sees them.
            sent: The files.

        Returns:
            Those that were not taken.
        """
        refusals = []
        with self._lock:
            self._sweep()
        for number, one in enumerate(sent):
            fault: Fault | None = "too_many"
            reason = ""
            try:
                if number < self.limits.files:
                    fault = self._take(self._folder(visitor), one)
            except CorpusError as error:
                fault, reason = "unreadable", str(error)
            except OSError:
                fault = "disk"
            finally:
                self._discard(one.path)
            if fault is not None:
                refusals.append(Refusal(name=_printable(one.name), fault=fault, reason=reason))
        return refusals

    def waiting(self, visitor: str) -> list[Waiting]:
        """Return the files of a visitor, those that came first before the others."""
        with self._lock:
            self._sweep()
            return [note for note, _ in self._notes(self._folder(visitor))]

    def document(self, visitor: str, id_: str) -> Document:
        """Return the first article of a waiting file as it would be understood.

        Of a very long one it is the beginning.

        Raises:
            InputError: No such file of this visitor waits.
            OSError: It has gone at this very moment.
        """
        with self._lock:
            entry = self._entry(visitor, id_)
            note = read_note(entry)
        return read_waiting(entry, note)

    def accept(self, visitor: str, ids: Iterable[str]) -> list[Upload]:
        """Move files into the corpus folder, one whole file after the other.

        Raises:
            InputError: No such file of this visitor waits.
            OSError: The disk refused; what was not moved still waits.
        """
        uploads = []
        with self._lock:
            for id_ in ids:
                entry = self._entry(visitor, id_)
                upload = store(file_in(entry), self._corpus, name=read_note(entry).name)
                uploads.append(upload)
                if upload.is_stored:
                    shutil.rmtree(entry)
        return uploads

    def reject(self, visitor: str, ids: Iterable[str]) -> None:
        """Delete files that wait.

        Raises:
            InputError: No such file of this visitor waits.
        """
        with self._lock:
            for id_ in ids:
                shutil.rmtree(self._entry(visitor, id_))

    def _take(self, folder: Path, sent: Sent) -> Fault | None:
        name = tidy_name(sent.name)
        # What a browser knows that it need not send it, it only names.
        fault: Fault | None = name_fault(name) or size_fault(sent.size)
        if fault is not None:
            return fault
        if sent.path is None or not self._is_sent(sent.path):
            return "lost"
        fault = size_fault(sent.path.stat().st_size)
        if fault is not None:
            return fault
        data = sent.path.read_bytes()
        fault = content_fault(data, name)
        if fault is not None:
            return fault
        # Some files take long to read: meanwhile other visitors go on.
        found = extract(data, name)
        with self._lock:
            return self._keep(folder, name, data, found)

    def _keep(self, folder: Path, name: str, data: bytes, found: Sequence[Extract]) -> Fault | None:
        notes = self._notes(folder)
        older = [entry for note, entry in notes if note.name == name]
        others = [note for note, _ in notes if note.name != name]
        fault = self._quota_fault(len(data), others)
        if fault is None:
            keep(folder, name, data, found)
            for entry in older:
                shutil.rmtree(entry)
        return fault

    def _quota_fault(self, size: int, others: Sequence[Waiting]) -> Fault | None:
        if len(others) >= self.limits.files:
            return "too_many"
        if sum(note.size for note in others) + size > self.limits.visitor_bytes:
            return "visitor_full"
        return "full" if _bytes_below(self._root) + size > self.limits.all_bytes else None

    def _is_sent(self, path: Path) -> bool:
        """Return whether this is a file in the inbox, and nothing else a browser may have named."""
        try:
            is_inside = path.parent.resolve().is_relative_to(self._inbox.resolve())
            return is_inside and path.is_file() and not path.is_symlink()
        except (OSError, ValueError):
            # No system has such a path: it is too long, or holds a NUL.
            return False

    def _discard(self, path: Path | None) -> None:
        if path is not None and self._is_sent(path):
            path.unlink()
            # The web server gives each file a folder, unless another one has the same bytes.
            folder = path.parent.resolve()
            if folder != self._inbox.resolve():
                with suppress(OSError):
                    folder.rmdir()

    def _folder(self, visitor: str) -> Path:
        return self._root / hashlib.sha256(visitor.encode()).hexdigest()[:32]

    def _entry(self, visitor: str, id_: str) -> Path:
        entry = self._folder(visitor) / id_
        if not _ID.fullmatch(id_) or not entry.is_dir():
            message = f"no uploaded file {id_[:40]!r} waits; upload it again"
            raise InputError(message)
        return entry

    def _notes(self, folder: Path) -> list[tuple[Waiting, Path]]:
        entries = [entry for entry in _below(folder) if _ID.fullmatch(entry.name)]
        notes = [(read_note(entry), entry) for entry in entries]
        return sorted(notes, key=lambda pair: (pair[0].arrived, pair[0].name))

    def _sweep(self) -> None:
        now = time.time()
        for folder in _below(self._root):
            for entry in _below(folder):
                is_whole = not entry.name.startswith(UNFINISHED)
                kept = self.limits.seconds if is_whole else _ABANDONED_SECONDS
                if entry.stat().st_mtime + kept < now:
                    shutil.rmtree(entry)
            if not any(folder.iterdir()):
                folder.rmdir()


def _below(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []


def _bytes_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _printable(name: str) -> str:
    """Return a name that was refused, fit to be sent back: short, and without half characters."""
    return tidy_name(name)[:_LONGEST_SHOWN].encode("utf-8", "replace").decode()
