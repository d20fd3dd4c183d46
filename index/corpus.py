"""A folder of articles -> its files, and the articles in a file."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from index.datatypes import Skipped
from index.errors import CorpusError
from index.formats import SUFFIXES, extract
from index.normalizing import normalize

if TYPE_CHECKING:
    from io import BufferedReader

    from index.formats import Extract

MAX_BYTES = 20_000_000
"""The largest file that is read: some forty books, so a larger one is a dump of something."""

# Opening a named pipe would wait for a writer that may never come.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_REASONS_AT_HAND = 4096
# What a link says that leads nowhere.
_GONE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
_TICK_NANOSECONDS = 2_000_000_000
_NOTHING: Mapping[str, tuple[str, str]] = MappingProxyType({})


class UnreadableError(CorpusError):
    """The system refuses a file, now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFile:
    """A file of the corpus folder that may hold articles.

    Attributes:
        source: Path inside the folder, with `/`, as on disk.
        sha256: Hex digest of the file's bytes.
        path: Where it is.
        stamp: What changes with the file's bytes, and is known without reading them; empty where
            nothing surely does.
    """

    source: str
    sha256: str
    path: Path
    stamp: str = field(default="", compare=False)


def read_folder(
    folder: Path,
    *,
    exclude: Path | None = None,
    known: Mapping[str, tuple[str, str]] = _NOTHING,
) -> Iterator[CorpusFile | Skipped]:
    """Return the files of a folder and of all folders in it, one at a time, sorted by source.

    A file that cannot be used is skipped with the reason and stops no other; what is in a file is
    seen only by `read_file`. Two kinds are passed over without a word: hidden files and folders,
    whose names begin with a dot, and files called README with any ending, which tell about the
    corpus. Links are followed only to files that lie inside the folder.

    Args:
        folder: Where the articles are.
        exclude: A folder that is never entered, such as the store.
        known: Digest and stamp of files by source, as they were when they were read last: one
            that has the same stamp is not read again.

    Raises:
        CorpusError: There is no such folder, or it cannot be listed.
    """
    try:
        root = folder.resolve(strict=True)
        entries = _list(root)
    except NotADirectoryError as error:
        raise CorpusError(f"not a folder: {folder}; name the folder with the articles") from error
    except FileNotFoundError as error:
        raise CorpusError(f"no folder at {folder}; name the folder with the articles") from error
    except OSError as error:
        raise CorpusError(f"cannot list {folder}: {error.strerror}; check its rights") from error
    return _Walk(root, exclude.resolve() if exclude else None, known).files(entries)


def read_file(file: CorpusFile) -> tuple[CorpusFile, list[Extract]]:
    """Return the articles in a file, at least one, and the file as it was when it was read.

    It may have changed since the folder was read.

    Raises:
        CorpusError: No article can be read from it; the message is the reason alone.
    """
    try:
        with _opened(file.path) as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error
    _check_size(len(data))
    found = replace(file, sha256=hashlib.sha256(data).hexdigest())
    # Characters without width are no text.
    articles = [item for item in extract(data, file.path.name) if normalize(item.text).strip()]
    if not articles:
        raise CorpusError("empty")
    return found, articles


def fault(file: CorpusFile) -> Skipped | None:
    """Return why no article can be read from a file, `None` where some can."""
    try:
        reason = _lasting_fault(file)
    except UnreadableError as error:
        return Skipped(source=file.source, reason=str(error), is_passing=True)
    return Skipped(source=file.source, reason=reason) if reason else None


@lru_cache(_REASONS_AT_HAND)
def _lasting_fault(file: CorpusFile) -> str:
    try:
        read_file(file)
    except UnreadableError:
        # What may be otherwise next time is not remembered.
        raise
    except CorpusError as error:
        return str(error)
    return ""


def _list(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in a folder and not hidden, last first."""
    with os.scandir(folder) as entries:
        return sorted(
            (entry for entry in entries if not entry.name.startswith(".")),
            key=_order,
            reverse=True,
        )


def _order(entry: os.DirEntry[str]) -> str:
    # The slash puts "a.txt" before "a/b.txt", as sorting the whole sources does.
    return f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name


@dataclass(frozen=True, slots=True)
class _Walk:
    root: Path
    exclude: Path | None
    known: Mapping[str, tuple[str, str]]

    def files(self, waiting: list[os.DirEntry[str]]) -> Iterator[CorpusFile | Skipped]:
        """Yield what is in a folder and all folders in it; `waiting` is what is in the first."""
        prefix = len(str(self.root).rstrip(os.sep)) + 1
        while waiting:
            entry = waiting.pop()
            source = entry.path[prefix:].replace(os.sep, "/")
            item: CorpusFile | Skipped | None = None
            try:
                _check_name(source)
                if entry.is_dir(follow_symlinks=False):
                    path = Path(entry.path)
                    waiting += _list(path) if path != self.exclude else []
                elif entry.name.partition(".")[0].lower() != "readme":
                    item = self._look(entry, source)
            except CorpusError as error:
                item = Skipped(source=_printable(source), reason=str(error))
            except OSError as error:
                reason = f"cannot be read: {error.strerror}"
                is_passing = error.errno not in _GONE
                item = Skipped(source=source, reason=reason, is_passing=is_passing)
            if item is not None:
                yield item

    def _look(self, entry: os.DirEntry[str], source: str) -> CorpusFile:
        """Return a file, once it is sure that it may be read.

        Raises:
            CorpusError: It is no file of the corpus; the message is the reason alone.
            OSError: The system refuses it.
        """
        path = Path(entry.path)
        status = entry.stat()
        if stat.S_ISDIR(status.st_mode):
            raise CorpusError("a link to a folder, which is not followed")
        if entry.is_symlink() and not path.resolve().is_relative_to(self.root):
            raise CorpusError("a link that leads out of the corpus folder")
        if path.suffix.lower() not in SUFFIXES:
            raise CorpusError(
                "not a kind of file that is read; save it as .txt, .html, .pdf or .docx"
            )
        if not stat.S_ISREG(status.st_mode):
            raise CorpusError("not a regular file")
        _check_size(status.st_size)
        stamp = stamp_of(status)
        sha256, then = self.known.get(source, ("", ""))
        if not stamp or stamp != then:
            with _opened(path) as stream:
                _check_size(os.fstat(stream.fileno()).st_size)
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        return CorpusFile(source=source, sha256=sha256, path=path, stamp=stamp)


def stamp_of(status: os.stat_result) -> str:
    """Return what changes with a file's bytes, empty where they may change without it.

    Clocks of file systems tick seldom: what has just been written may be written again within one
    tick (git calls it racy). The time of the last change of the file's state cannot be set back.
    """
    latest = max(status.st_mtime_ns, status.st_ctime_ns)
    if time.time_ns() - latest < _TICK_NANOSECONDS:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _check_name(source: str) -> None:
    # Names are bytes to most systems; Python keeps what is not UTF-8 as lone surrogates, which can
    # be neither stored nor printed.
    if _printable(source) != source:
        raise CorpusError("its name is not valid UTF-8; rename it")


def _printable(source: str) -> str:
    return source.encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def _opened(path: Path) -> Iterator[BufferedReader]:
    """Open a file to read; what is no file is not waited for."""
    descriptor = os.open(path, _OPEN_FLAGS)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise CorpusError("not a regular file")
        yield stream


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise CorpusError(f"larger than {MAX_BYTES // 1_000_000} MB; split it")
