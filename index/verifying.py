"""Looks at every byte of a store, also at those that no answer is made of at the moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index import derived
from index.database import Database
from index.errors import DamagedError, StoreError
from index.snapshot import checked_settings
from index.staging import Staging
from index.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Gravity = Literal["damaged", "healing", "leftover"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in a store that should not be as it is.

    Attributes:
        gravity: `damaged`: only `rag index --full` helps. `healing`: it is made again by itself
            when the index is opened. `leftover`: it does no harm, and goes with the next update.
        line: What it is.
    """

    gravity: Gravity
    line: str


def verify(folder: Path) -> list[Finding]:
    """Return all that is wrong with the store in a folder; changes nothing.

    Reads the whole store: a second for each hundred megabytes.

    Raises:
        StoreError: There is no index, it is of another version, or it cannot be read now.
    """
    try:
        database = Database.reading(folder)
    except DamagedError as error:
        return [Finding(gravity="damaged", line=str(error))]
    try:
        return list(_findings(database, folder))
    except DamagedError as error:
        return [Finding(gravity="damaged", line=str(error))]
    finally:
        database.close()


def _findings(database: Database, folder: Path) -> Iterator[Finding]:
    for (line,) in database.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding(gravity="damaged", line=f"the database is damaged: {line}")
    store = Store(database)
    if checked_settings(store, folder) is None:
        message = f"no index at {folder}; build it with: rag index"
        raise StoreError(message)
    damages = list(_damages(store))
    yield from damages
    if not damages:
        yield from _broken_indexes(store, folder)
    yield from _leftovers(database, folder, store.generation)


def _damages(store: Store) -> Iterator[Finding]:
    """Yield what of the texts and vectors is not what was written."""
    for item in store.summaries():
        try:
            keys = [chunk.vector_key for chunk in store.searched_of(item.source)]
            store.vectors(keys)
        except DamagedError as error:
            yield Finding(gravity="damaged", line=f"{item.source}: {error}")


def _broken_indexes(store: Store, folder: Path) -> Iterator[Finding]:
    try:
        vectors, lexical = derived.read(folder, store)
    except StoreError as error:
        yield Finding(gravity="healing", line=f"{error}; they are made again when it is opened")
        return
    words = len(lexical) - len(store.stale())
    counts = (len(vectors), words, store.count_chunks())
    if len(set(counts)) > 1:
        line = f"{counts[0]} vectors and {counts[1]} lists of words for {counts[2]} passages"
        yield Finding(gravity="damaged", line=line)


def _leftovers(database: Database, folder: Path, generation: int) -> Iterator[Finding]:
    files, texts = Staging(database).counts()
    if files or texts:
        line = f"a build was interrupted: {files} files are read, {texts} texts still to encode"
        yield Finding(gravity="leftover", line=f"{line}; rag index goes on with them")
    for path in derived.ours(folder):
        number = derived.generation_of(path)
        if number is None or not generation - 1 <= number <= generation:
            yield Finding(gravity="leftover", line=f"{path.name} is of no use any more")
