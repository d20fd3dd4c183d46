"""One generation of the index, open for searching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import derived, newest
from index.database import Database, damaged
from index.errors import DamagedError, StoreError
from index.publishing import write_indexes
from index.store import Store
from index.writing import only_writer

if TYPE_CHECKING:
    from pathlib import Path

    from index.datatypes import Chunk, Document
    from index.lexical import LexicalIndex
    from index.rows import Settings
    from index.vectors import VectorIndex

# An update that is just being written leaves whole indexes behind; until then it has the right.
REPAIR_SECONDS = 60


class Snapshot:
    """Everything a query needs, all of one generation; later updates do not touch it.

    Attributes:
        generation: Number of the index.
        state: What `newest_state` gives as long as it is the newest.
        settings: What it was made with.
        store: Its documents and chunks.
        vectors: Nearest neighbours by chunk id.
        lexical: BM25 by chunk id.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        vectors: VectorIndex,
        lexical: LexicalIndex,
    ) -> None:
        self._database = database
        self.store = Store(database)
        self.generation = self.store.generation
        self.state = (self.store.birth, self.generation)
        self.settings = settings
        self.vectors = vectors
        self.lexical = lexical

    @classmethod
    def open(cls, folder: Path) -> Snapshot:
        """Open the newest generation; search indexes that are missing or damaged are made again.

        Raises:
            StoreError: There is no index, or it cannot be read.
            DamagedError: It is not what was written, and has to be built again.
        """
        try:
            return cls._open(folder)
        except OvertakenError:
            return cls.open(folder)
        except BrokenIndexesError:
            repair(folder)
        except DamagedError:
            # To SQLite a passing error of the disk looks like damage: what is damaged is so twice.
            pass
        return cls._open(folder)

    @classmethod
    def _open(cls, folder: Path) -> Snapshot:
        database = Database.reading(folder)
        try:
            store = Store(database)
            settings = checked_settings(store, folder)
            if settings is None:
                message = f"no index at {folder}; build it with: rag index"
                raise StoreError(message)
            try:
                vectors, lexical = derived.read(folder, store)
            except StoreError as error:
                is_newest = newest_state(folder) == (store.birth, store.generation)
                broken = BrokenIndexesError if is_newest else OvertakenError
                raise broken(str(error)) from error
        except BaseException:
            database.close()
            raise
        return cls(database, settings, vectors, lexical)

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()

    def document(self, source: str) -> Document:
        """Return a document.

        Raises:
            StoreError: There is none of that source, or it is not what was written.
        """
        return self.store.document(source)

    def chunks(self, ids: list[int]) -> list[Chunk]:
        """Return the chunks of these ids, in that order."""
        return self.store.chunks(ids)


class BrokenIndexesError(StoreError):
    """What is derived from the database is not what was written; it can be made again."""


class OvertakenError(StoreError):
    """While a generation was being opened, newer ones took its place and its files away."""


def checked_settings(store: Store, folder: Path) -> Settings | None:
    """Return what an index was made with, `None` where there is none; it is what was written.

    Raises:
        DamagedError: It is not.
    """
    newest.check(folder, store)
    if not store.is_sealed:
        return None
    store.check()
    if store.settings is None:
        raise damaged("its settings are missing")
    return store.settings


def stored_settings(folder: Path) -> Settings | None:
    """Return what the index in a folder was made with, `None` where there is none.

    Raises:
        StoreError: It cannot be read.
    """
    if not Database.exists(folder):
        return None
    database = Database.reading(folder)
    try:
        return checked_settings(Store(database), folder)
    finally:
        database.close()


def newest_state(folder: Path) -> tuple[str, int]:
    """Return birth and number of the newest generation; a snapshot of another is out of date.

    Raises:
        StoreError: There is no index, or it cannot be read.
    """
    database = Database.reading(folder)
    try:
        store = Store(database)
        return store.birth, store.generation
    finally:
        database.close()


def repair(folder: Path) -> None:
    """Make the search indexes of the newest generation again from the database.

    Raises:
        StoreError: The folder cannot be written, or the database is damaged, too.
    """
    with only_writer(folder, wait_seconds=REPAIR_SECONDS) as database:
        store = Store(database)
        checked_settings(store, folder)
        try:
            # Another process may have been faster.
            derived.read(folder, store)
        except StoreError:
            with database.transaction():
                write_indexes(database, folder, None)
