"""What says whether something read is what was written: SHA-256 over values and over folders."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def digest(*values: object) -> str:
    """Return the SHA-256 (hex) of values, each with its type and length.

    What a damaged file gives need not be of the type that was written: any value will do.
    """
    texts = [value.hex() if isinstance(value, bytes) else str(value) for value in values]
    told = "".join(
        [
            f"{type(value).__name__} {len(text)}:{text}"
            for value, text in zip(values, texts, strict=True)
        ]
    )
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 (hex) of a file's bytes.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_digest(folder: Path) -> str:
    """Return the SHA-256 (hex) of the names and bytes of the files in a folder.

    Locks, which an engine leaves as it reads, are no part of it.

    Raises:
        OSError: One cannot be read.
    """
    names = sorted(path.name for path in folder.iterdir() if path.suffix != ".lock")
    return digest(*(part for name in names for part in (name, file_digest(folder / name))))
