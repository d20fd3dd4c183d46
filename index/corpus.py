"""A folder of articles -> their texts, file by file."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.datatypes import Skipped
from index.decoding import decode
from index.errors import CorpusError

SUFFIXES = (".txt", ".md")
"""Endings of the files that are read, in lower case; any case will do."""

MAX_BYTES = 20_000_000
"""The largest file that is read: some forty books, so a larger one is a dump of something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFile:
    """A text file of the corpus folder.

    Attributes:
        source: Path inside the folder, with `/`, as on disk.
        sha256: Hex digest of the file's bytes.
        text: The decoded file, untouched; never blank.
    """

    source: str
    sha256: str
    text: str


def read_folder(folder: Path, *, exclude: Path | None = None) -> Iterator[CorpusFile | Skipped]:
    """Return the files of a folder and of all folders in it, one at a time, sorted by source.

    A file that cannot be used is skipped with the reason and stops no other. Two kinds are passed
    over without a word: hidden files and folders, whose names begin with a dot, and files called
    README with any ending, which tell about the corpus. Links are followed only to files that
    lie inside the folder.

    Args:
        folder: Where the articles are.
        exclude: A folder that is never entered, such as the store.

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
    return _walk(root, entries, exclude.resolve() if exclude else None)


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


def _walk(
    root: Path, waiting: list[os.DirEntry[str]], exclude: Path | None
) -> Iterator[CorpusFile | Skipped]:
    while waiting:
        entry = waiting.pop()
        path = Path(entry.path)
        source = path.relative_to(root).as_posix()
        item: CorpusFile | Skipped | None = None
        try:
            _check_name(source)
            if entry.is_dir(follow_symlinks=False):
                waiting += _list(path) if path != exclude else []
            elif entry.name.partition(".")[0].lower() != "readme":
                item = _read(path, source, root)
        except CorpusError as error:
            item = Skipped(source=_printable(source), reason=str(error))
        except OSError as error:
            item = Skipped(source=source, reason=f"cannot be read: {error.strerror}")
        if item is not None:
            yield item


def _check_name(source: str) -> None:
    # Names are bytes to most systems; Python keeps what is not UTF-8 as lone surrogates, which can
    # be neither stored nor printed.
    if _printable(source) != source:
        raise CorpusError("its name is not valid UTF-8; rename it")


def _printable(source: str) -> str:
    return source.encode("utf-8", "backslashreplace").decode("utf-8")


def _read(path: Path, source: str, root: Path) -> CorpusFile:
    """Return a file with its text.

    Raises:
        CorpusError: It is not a text file of the corpus; the message is the reason alone.
        OSError: The system refuses it.
    """
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise CorpusError("a link to a folder, which is not followed")
    if not path.resolve().is_relative_to(root):
        raise CorpusError("a link that leads out of the corpus folder")
    if path.suffix.lower() not in SUFFIXES:
        raise CorpusError(f"not a {' or '.join(SUFFIXES)} file")
    # Opening a named pipe would wait for a writer that may never come.
    if not stat.S_ISREG(status.st_mode):
        raise CorpusError("not a regular file")
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise CorpusError(f"larger than {MAX_BYTES // 1_000_000} MB; split it")
    text = decode(data)
    if not text.strip():
        raise CorpusError("empty")
    return CorpusFile(source=source, sha256=hashlib.sha256(data).hexdigest(), text=text)
