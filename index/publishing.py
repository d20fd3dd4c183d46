"""Makes a new generation out of what is staged: all of it becomes visible at once, or nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import astuple
from typing import TYPE_CHECKING

from index import derived, newest
from index.database import damaged
from index.errors import StoreError
from index.rows import settings_to_json, to_json
from index.staging import Staging
from index.store import ROOT, Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from index.corpus import CorpusFile
    from index.database import Database
    from index.datatypes import Skipped
    from index.rows import Settings


# Stale chunks count as holders of their terms, which shifts the weights of words a little; when
# there are more of them than this share, the indexes are made of everything again.
MOST_STALE = 0.05


def publish(  # noqa: PLR0913  (all that a generation is made of)
    database: Database,
    folder: Path,
    *,
    removed: Iterable[str],
    staged: Mapping[str, str],
    skipped: Iterable[Skipped],
    made_with: tuple[Settings, int] | None,
    corpus: str = "",
    full: bool = False,
) -> None:
    """Write a new generation in one transaction, then delete what older ones derived.

    Args:
        database: Open for writing.
        folder: Where the store is.
        removed: Paths of the files that are to go.
        staged: The sha256 of the files that come in, or in place of what they were, by their paths.
        skipped: The files that could not be used.
        made_with: What it is made with, and the length of a vector; `None` for the same as before.
        corpus: Where the articles are, as `belonging.place_of` says it; empty to let any come.
        full: Whether nothing of the generation before is to be built upon.

    Raises:
        StoreError: The disk is full, or fails; the generation before stays.
    """
    store = Store(database)
    with database.transaction():
        generation = store.generation + 1
        grown: derived.Growth | None = replace_files(database, removed, staged)
        database.execute("DELETE FROM skipped")
        database.insert(
            "INSERT INTO skipped VALUES (?, ?)", ((item.source, item.reason) for item in skipped)
        )
        if made_with:
            settings, dim = made_with
            database.set_meta(settings=settings_to_json(settings), dim=str(dim))
        database.set_meta(generation=str(generation), corpus=corpus)
        if full or len(store.stale()) > MOST_STALE * store.count_chunks():
            database.execute("DELETE FROM stale")
            grown = None
        write_indexes(database, folder, grown)
    # It is there for all to see: what goes wrong now is no failure, and is made good next time.
    with suppress(OSError, StoreError):
        newest.note(folder, store.birth, generation)
        database.tidy()


def replace_files(
    database: Database, removed: Iterable[str], staged: Mapping[str, str]
) -> derived.Growth:
    """Take files with their documents out, put in what is staged; return what that changes."""
    sources = to_json([*removed, *staged])
    gone = database.execute(
        "SELECT id, chunks, body FROM documents WHERE file IN (SELECT value FROM json_each(?))",
        (sources,),
    )
    database.insert("DELETE FROM documents WHERE id = ?", [(id_,) for id_, *_ in gone])
    database.execute(
        "DELETE FROM files WHERE source IN (SELECT value FROM json_each(?))", (sources,)
    )
    database.insert("INSERT INTO files VALUES (?, ?, '')", sorted(staged.items()))
    # Numbers are never used again: an old one must not mean a new chunk.
    first = number = int(database.meta("next_id") or 1)

    def numbered() -> Iterator[tuple[object, ...]]:
        nonlocal number
        staging = Staging(database)
        for file in sorted(staged):
            is_missing = True
            for row in staging.documents(file):
                yield (number, *astuple(row))
                number += max(1, row.chunks)
                is_missing = False
            if is_missing:
                raise damaged(f"what was read of {file!r} is missing")

    database.insert("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", numbered())
    database.insert("INSERT INTO stale VALUES (?, ?, ?)", gone)
    database.set_meta(next_id=str(number))
    for table in ("staged", "staged_files", "pending"):
        database.execute(f"DELETE FROM {table}")  # noqa: S608  (three constants)
    store = Store(database)
    return derived.Growth(
        first=first,
        gone=frozenset(id_ for start, chunks, _ in gone for id_ in range(start, start + chunks)),
        before=(store.vectors_digest, store.lexical_digest),
    )


def write_indexes(database: Database, folder: Path, grown: derived.Growth | None) -> None:
    """Write the search indexes of the generation, and note what everything hashes to."""
    store = Store(database)
    written = derived.write(store, folder, store.generation, grown)
    if written.keys is not None:
        drop_unused(database, written.keys)
    seal(database, written)


def drop_unused(database: Database, keys: Iterable[str]) -> None:
    """Delete texts and vectors that no document names."""
    database.execute(
        "DELETE FROM bodies WHERE key NOT IN "
        "(SELECT body FROM documents UNION SELECT body FROM stale)"
    )
    database.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY) WITHOUT ROWID")
    database.insert("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in keys))
    database.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM used)")
    database.execute("DROP TABLE used")


def restamp(database: Database, files: Iterable[CorpusFile]) -> None:
    """Note how files that are in the index look from outside, to know them again unread.

    Raises:
        StoreError: It cannot be noted; they will be read again.
    """
    known = Store(database).stamps()
    changed = []
    for file in files:
        sha256, stamp = known.get(file.source, ("", ""))
        if file.sha256 == sha256 and file.stamp not in {"", stamp}:
            changed.append((file.stamp, file.source))
    if changed:
        with database.transaction():
            database.insert("UPDATE files SET stamp = ? WHERE source = ?", changed)


def tidy(folder: Path, store: Store) -> None:
    """Delete what older generations and killed builds have left, as far as that can be done now."""
    generation = store.generation
    with suppress(OSError):
        # The generation before stays for those who have just opened it.
        derived.clear(folder, keep={generation, generation - 1})


def seal(database: Database, written: derived.Written) -> None:
    """Note what the search indexes hash to, and then what everything hashes to."""
    database.set_meta(vectors_sha256=written.vectors_sha256, lexical_sha256=written.lexical_sha256)
    database.set_meta(**{ROOT: Store(database).root()})
