"""A note beside the store of its newest generation.

SQLite takes a damaged end of its log for one that was never written, and goes back to an older
state without a word. The note tells that there was a newer one. It is made after that became
visible, so it is never ahead of what can be read; one that is itself damaged says nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from index.database import Database, damaged
from index.digests import digest
from index.disk import UNFINISHED
from index.store import Store

if TYPE_CHECKING:
    from pathlib import Path

NAME = "newest"


def note(folder: Path, birth: str, generation: int) -> None:
    """Note that a generation of the store of that birth can be read.

    Raises:
        OSError: The folder cannot be written.
    """
    unfinished = folder / f"{UNFINISHED}{NAME}"
    with unfinished.open("w", encoding="ascii") as file:
        file.write(f"{birth} {generation} {digest(birth, generation)}\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / NAME)


def check(folder: Path, store: Store) -> None:
    """Raise when the store has held a newer generation than it holds now.

    Raises:
        DamagedError: It has.
    """
    birth, generation = store.birth, noted(folder, store.birth)
    if generation <= store.generation:
        return
    # It may have come after this state was opened: one that is opened now must have it.
    database = Database.reading(folder)
    try:
        now = Store(database)
        if now.birth == birth and now.generation < generation:
            raise damaged(f"generation {generation} is not there any more")
    finally:
        database.close()


def noted(folder: Path, birth: str) -> int:
    """Return the newest generation that was noted of the store of that birth, 0 for none."""
    try:
        found, number, sum_ = (folder / NAME).read_text("ascii").split()
    except (OSError, ValueError):
        return 0
    is_whole = found == birth and number.isdecimal() and digest(found, int(number)) == sum_
    return int(number) if is_whole else 0
