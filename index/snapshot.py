"""One generation of the index, open for searching."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from index import derived
from index.database import Database
from index.errors import StoreError
from index.store import Store
from index.writing import only_writer

if TYPE_CHECKING:
    from pathlib import Path

    from index.datatypes import Chunk, Document
    from index.lexical import LexicalIndex
    from index.store import Settings
    from index.vectors import VectorIndex

# Long articles are read again and again while a conversation stays with them.
DOCUMENTS_AT_HAND = 64
# An update that is just being written leaves whole indexes behind; until then it has the right.
REPAIR_SECONDS = 60


class Snapshot:
    """Everything a query needs, all of one generation; later updates do not touch it.

    Attributes:
        generation: Number of the index.
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
        self.settings = settings
        self.vectors = vectors
        self.lexical = lexical
        self.document = lru_cache(DOCUMENTS_AT_HAND)(self._document)

    @classmethod
    def open(cls, folder: Path) -> Snapshot:
        """Open the newest generation; search indexes that are missing or damaged are made again.

        Raises:
            StoreError: There is no index, or it cannot be read.
        """
        database = Database.reading(folder)
        store = Store(database)
        settings = store.settings
        if settings is None:
            database.close()
            message = f"no index at {folder}; build it with: rag index"
            raise StoreError(message)
        try:
            vectors, lexical = derived.read(folder, store.generation, store.vectors_digest)
        except StoreError:
            database.close()
            repair(folder)
            database = Database.reading(folder)
            store = Store(database)
            vectors, lexical = derived.read(folder, store.generation, store.vectors_digest)
        return cls(database, store.settings or settings, vectors, lexical)

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()

    def _document(self, source: str) -> Document:
        return self.store.document(source)

    def chunks(self, ids: list[int]) -> list[Chunk]:
        """Return the chunks of these ids, in that order."""
        return self.store.chunks(ids)


def newest_generation(folder: Path) -> int:
    """Return the number of the newest generation; a snapshot of another one is out of date.

    Raises:
        StoreError: There is no index, or it cannot be read.
    """
    database = Database.reading(folder)
    try:
        return Store(database).generation
    finally:
        database.close()


def repair(folder: Path) -> None:
    """Make the search indexes of the newest generation again from the database."""
    with only_writer(folder, wait_seconds=REPAIR_SECONDS) as database, database.transaction():
        store = Store(database)
        store.remember_digest(derived.write(store, folder, store.generation))
