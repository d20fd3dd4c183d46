"""Accepted uploads become articles of the corpus folder, and nothing outside it."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from index.corpus import MAX_BYTES
from index.formats import SUFFIXES

# What nearly every file system takes for one name (POSIX NAME_MAX).
_LONGEST_NAME_BYTES = 255

NameFault: TypeAlias = Literal["bad_name", "bad_suffix"]
SizeFault: TypeAlias = Literal["empty", "too_large"]
Placed: TypeAlias = Literal["added", "changed", "unchanged"]
Outcome: TypeAlias = NameFault | SizeFault | Placed

_SEPARATORS = re.compile(r"[/\\]")
# Controls, characters that Windows reserves, ones that nobody sees or that turn the order of
# others around, and halves of characters, which no file system takes.
_UNWELCOME = re.compile(
    '[\x00-\x1f\x7f-\x9f<>:"|?*\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff'
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
# The index passes over files called README and over hidden ones: a visitor would wait in vain.
_PASSED_OVER = re.compile(r"\.|readme(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Upload:
    """What became of one uploaded file.

    Attributes:
        name: The file's name in the corpus folder, or as it came where it was refused.
        outcome: `added`, `changed` (replaces an older file), `unchanged` (equal bytes were
            there), or why it was refused.
    """

    name: str
    outcome: Outcome

    @property
    def is_stored(self) -> bool:
        """Whether the corpus folder now holds these bytes under this name."""
        return self.outcome in get_args(Placed)


def tidy_name(given: str) -> str:
    """Return the name that a file would have as an article: the last part of a path, composed."""
    return unicodedata.normalize("NFC", _SEPARATORS.split(given)[-1]).strip()


def name_fault(name: str) -> NameFault | None:
    """Return why no article can have this tidy name, `None` where one can."""
    if _UNWELCOME.search(name) or _RESERVED.match(name) or _PASSED_OVER.match(name):
        return "bad_name"
    if not name or len(name.encode()) > _LONGEST_NAME_BYTES:
        return "bad_name"
    return None if Path(name).suffix.lower() in SUFFIXES else "bad_suffix"


def size_fault(size: int) -> SizeFault | None:
    """Return why no article can have this size in bytes, `None` where one can."""
    if size > MAX_BYTES:
        return "too_large"
    return None if size else "empty"


def placement(name: str, sha256: str, corpus: Path) -> Placed:
    """Return what storing a file would do to the corpus folder.

    Args:
        name: Its tidy name.
        sha256: Hex digest of its bytes.
        corpus: The folder of articles; it may be missing.

    Raises:
        OSError: The folder cannot be read.
    """
    older = _same_named(name, corpus) if corpus.is_dir() else None
    if older is None:
        return "added"
    if older.is_symlink() or not older.is_file() or older.stat().st_size > MAX_BYTES:
        return "changed"
    is_equal = hashlib.sha256(older.read_bytes()).hexdigest() == sha256
    return "unchanged" if is_equal else "changed"


def store(uploaded: Path, corpus: Path, *, name: str | None = None) -> Upload:
    """Put a file into the corpus folder, whole or not at all.

    Args:
        uploaded: Where its bytes are now; they are copied.
        corpus: The folder of articles.
        name: What the visitor's machine called it, when not as `uploaded` does; only its
            last part counts.

    Raises:
        OSError: The disk refused.
    """
    given = uploaded.name if name is None else name
    safe = tidy_name(given)
    refused = name_fault(safe) or size_fault(uploaded.stat().st_size)
    if refused is not None:
        return Upload(_SEPARATORS.split(given)[-1], refused)
    content = uploaded.read_bytes()
    corpus.mkdir(parents=True, exist_ok=True)
    older = _same_named(safe, corpus)
    if older is not None and older.is_dir():
        return Upload(safe, "bad_name")
    if older is not None and not older.is_symlink() and older.read_bytes() == content:
        return Upload(older.name, "unchanged")
    _write_whole(content, corpus / safe if older is None else older)
    return Upload(safe, "added" if older is None else "changed")


def _same_named(name: str, corpus: Path) -> Path | None:
    """Return the file that has this name already, however its file system composes Hangul."""
    for path in corpus.iterdir():
        if unicodedata.normalize("NFC", path.name) == name:
            return path
    return None


def _write_whole(content: bytes, target: Path) -> None:
    """Write beside the target and rename: a reader sees the old file or the new one."""
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
