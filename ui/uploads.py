"""Uploaded files become articles of the corpus folder, and nothing outside it."""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from index.corpus import MAX_BYTES, SUFFIXES

# What nearly every file system takes for one name (POSIX NAME_MAX).
_LONGEST_NAME_BYTES = 255

Outcome: TypeAlias = Literal[
    "added", "changed", "unchanged", "bad_name", "bad_suffix", "empty", "too_large"
]

_SEPARATORS = re.compile(r"[/\\]")
# Controls, characters that Windows reserves, and ones that turn the order of others around.
_UNWELCOME = re.compile('[\x00-\x1f\x7f-\x9f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
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
    given = _SEPARATORS.split(uploaded.name if name is None else name)[-1]
    safe = unicodedata.normalize("NFC", given).strip()
    refused = _refusal(safe, uploaded)
    if refused is not None:
        return Upload(given, refused)
    content = uploaded.read_bytes()
    corpus.mkdir(parents=True, exist_ok=True)
    older = _same_named(safe, corpus)
    if older is not None and older.is_dir():
        return Upload(given, "bad_name")
    if older is not None and not older.is_symlink() and older.read_bytes() == content:
        return Upload(older.name, "unchanged")
    _write_whole(content, corpus / safe if older is None else older)
    return Upload(safe, "added" if older is None else "changed")


def _refusal(name: str, uploaded: Path) -> Outcome | None:
    if _UNWELCOME.search(name) or _RESERVED.match(name) or _PASSED_OVER.match(name):
        return "bad_name"
    if not name or len(name.encode()) > _LONGEST_NAME_BYTES:
        return "bad_name"
    if Path(name).suffix.lower() not in SUFFIXES:
        return "bad_suffix"
    size = uploaded.stat().st_size
    if size > MAX_BYTES:
        return "too_large"
    return None if size else "empty"


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
