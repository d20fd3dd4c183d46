"""Deleted articles are put aside, so that nothing is lost."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from index.errors import InputError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

# Leaves room for the day and a number in what file systems take for a name (255 bytes).
_LONGEST_STEM_BYTES = 200


def set_aside(source: str, corpus: Path, home: Path, today: date) -> Path:
    """Move a file out of the corpus folder, to where removed articles are kept.

    Args:
        source: The article's path inside the corpus folder, with `/`.
        corpus: The folder of articles.
        home: The folder of the index; the file goes into `removed` below it.
        today: Goes before the file's name.

    Returns:
        Where the file is now.

    Raises:
        InputError: There is no such file in the corpus folder.
        OSError: The disk refused; the file is where it was.
    """
    path = corpus / source
    is_inside = path.parent.resolve().is_relative_to(corpus.resolve())
    # A link is moved itself; what it points at stays.
    if not is_inside or not (path.is_file() or path.is_symlink()):
        message = f"no file {source[:80]!r} in {corpus}; it may be gone already"
        raise InputError(message)
    kept = home / "removed"
    kept.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = _reserve(kept, today, path)
    try:
        shutil.move(path, target)
    except OSError:
        target.unlink(missing_ok=True)
        raise
    return target


def _reserve(kept: Path, today: date, path: Path) -> Path:
    """Return a name that is free, and take it."""
    stem = os.fsencode(path.stem)[:_LONGEST_STEM_BYTES].decode(errors="ignore")
    number = 1
    while True:
        mark = f"-{number}" if number > 1 else ""
        target = kept / f"{today.isoformat()}-{stem}{mark}{path.suffix}"
        try:
            target.open("xb").close()
        except FileExistsError:
            number += 1
        else:
            return target
