"""What a store holds, as records; whatever is read is checked to be what was written.

Every document carries digests of its facts and of its text with its chunks; one more, the root,
covers all of these and the settings. The root is checked when a store is opened, a text when it is
first looked at: no answer is made of a flipped bit, and nothing is read only to be checked.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.database import damaged
from index.datatypes import Chunk, Skipped
from index.digests import digest
from index.errors import StoreError
from index.reading import Held, SearchedChunk, body_of, checked, searched_in
from index.rows import document_of, settings_from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.database import Database
    from index.datatypes import Document, DocumentSummary, FloatMatrix
    from index.rows import Settings

BODY_COLUMNS = 4
ROOT = "root"
# Long articles are read again and again while a conversation stays with them, and each of the
# best hundred chunks of a ranking may be of another article.
DOCUMENTS_AT_HAND = 256
KEYS_AT_ONCE = 512


class Store:
    """Records out of a database; what is read belongs to one generation.

    Raises:
        DamagedError: By every method: what is read is not what was written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held = lru_cache(DOCUMENTS_AT_HAND)(self._hold)

    @property
    def birth(self) -> str:
        """What tells this store from one that was made anew in its place."""
        return self._database.meta("birth") or ""

    @property
    def generation(self) -> int:
        """How many times the content has changed."""
        return self._number("generation")

    @property
    def settings(self) -> Settings | None:
        """What the index was made with; `None` before the first update."""
        found = self._database.meta("settings")
        return settings_from_json(found) if found else None

    @property
    def dim(self) -> int:
        """Length of a vector; 0 before the first update."""
        return self._number("dim")

    @property
    def corpus(self) -> str:
        """Where its articles are, as `belonging.place_of` says it; empty where nobody said."""
        return self._database.meta("corpus") or ""

    @property
    def vectors_digest(self) -> str:
        """What the vector index of this generation hashes to (sha256, hex)."""
        return self._database.meta("vectors_sha256") or ""

    @property
    def lexical_digest(self) -> str:
        """What the folder of its lexical index hashes to (sha256, hex)."""
        return self._database.meta("lexical_sha256") or ""

    @property
    def is_sealed(self) -> bool:
        """Whether a generation was ever made whole."""
        return self._database.meta(ROOT) is not None or self.generation > 0

    def check(self) -> None:
        """Raise unless settings, list of files and facts of all documents are what was written."""
        if self._database.meta(ROOT) != self.root():
            raise damaged("its list of articles has changed")
        # Lists are made, and articles looked up, by way of SQLite's own index of the sources.
        if self._database.execute(
            "SELECT 1 FROM documents AS one NOT INDEXED "
            "WHERE id IS NOT (SELECT id FROM documents WHERE source = one.source) LIMIT 1"
        ):
            raise damaged("an article is not found by its name")

    def root(self) -> str:
        """Return the digest of all that is not a text or a vector."""
        documents = []
        for id_, *columns in self._database.rows("SELECT * FROM documents ORDER BY id"):
            documents += [id_, checked(columns).digest]
        return digest(
            *(value for row in self._settled() for value in row),
            len(documents),
            *documents,
        )

    def _settled(self) -> Iterator[tuple[object, ...]]:
        yield from self._database.rows(
            "SELECT key, value FROM meta WHERE key != ? ORDER BY key", (ROOT,)
        )
        yield from self._database.rows("SELECT source, sha256 FROM files ORDER BY source")
        yield from self._database.rows("SELECT source, reason FROM skipped ORDER BY source")
        yield from self._database.rows("SELECT id, chunks, body FROM stale ORDER BY id")

    def digests(self) -> dict[str, str]:
        """Return the sha256 of every file that is in the index, by its path."""
        return dict(self._database.rows("SELECT source, sha256 FROM files"))

    def stamps(self) -> dict[str, tuple[str, str]]:
        """Return sha256 and stamp of every file that is in the index, by its path."""
        rows = self._database.rows("SELECT source, sha256, stamp FROM files")
        return {source: (sha256, stamp) for source, sha256, stamp in rows}

    def stale(self) -> frozenset[int]:
        """Return the ids that are still in the lexical index, but no chunks any more."""
        rows = self._database.rows("SELECT id, chunks FROM stale")
        return frozenset(id_ for first, count in rows for id_ in range(first, first + count))

    def skipped(self) -> tuple[Skipped, ...]:
        """Return the files that the last update could not take, sorted by source."""
        rows = self._database.rows("SELECT source, reason FROM skipped ORDER BY source")
        return tuple(Skipped(source=source, reason=reason) for source, reason in rows)

    def document(self, source: str) -> Document:
        """Return a document.

        Raises:
            StoreError: There is none of that source.
        """
        held = self._find(source)
        if held is None:
            message = f"no article {source!r} in the index; list them with: rag status"
            raise StoreError(message)
        return held.document

    def summaries(self) -> list[DocumentSummary]:
        """Return every document without its text, sorted by source."""
        rows = self._database.rows("SELECT * FROM documents ORDER BY source")
        return [checked(columns).summary for _, *columns in rows]

    def count_documents(self) -> int:
        """Return how many documents there are."""
        return int(self._database.execute("SELECT count(*) FROM documents NOT INDEXED")[0][0])

    def count_chunks(self) -> int:
        """Return how many chunks are searched."""
        return int(self._database.execute("SELECT ifnull(sum(chunks), 0) FROM documents")[0][0])

    def chunks(self, ids: Sequence[int]) -> list[Chunk]:
        """Return the chunks of these ids, in the order of the ids."""
        found = [self._chunk(id_) for id_ in ids]
        return [held.chunk(place) for held, place in found]

    def chunks_of(self, source: str) -> list[Chunk]:
        """Return the chunks of a document, in order; none of an unknown one."""
        held = self._find(source)
        return [held.chunk(place) for place in range(len(held.rows))] if held else []

    def chunk_ids(self, sources: Iterable[str]) -> frozenset[int]:
        """Return the ids of all chunks of these documents; unknown ones have none."""
        rows = self._database.rows(
            "SELECT * FROM documents WHERE source IN (SELECT value FROM json_each(?))",
            (to_json(list(sources)),),
        )
        found = ((id_, checked(columns)) for id_, *columns in rows)
        return frozenset(id_ for first, row in found for id_ in range(first, first + row.chunks))

    def terms(self, ids: Iterable[int]) -> frozenset[str]:
        """Return the search terms of these chunks and their headings."""
        found = [self._chunk(id_) for id_ in ids]
        return frozenset(term for held, place in found for term in held.rows[place].terms)

    def searched(self, first: int = 0) -> Iterator[SearchedChunk]:
        """Yield every chunk from a number on as the search indexes see it, by id."""
        for id_, *columns in self._database.rows(
            "SELECT documents.id, body, text, sentences, places, slices "
            "FROM documents LEFT JOIN bodies ON key = body WHERE documents.id >= ? "
            "ORDER BY documents.id",
            (first,),
        ):
            yield from searched_in(id_, body_of(*columns))

    def searched_once(self) -> Iterator[SearchedChunk]:
        """Yield the chunks that are no more, as the lexical index still has them, by id."""
        for id_, *columns in self._database.rows(
            "SELECT stale.id, body, text, sentences, places, slices "
            "FROM stale LEFT JOIN bodies ON key = body ORDER BY stale.id"
        ):
            yield from searched_in(id_, body_of(*columns))

    def searched_of(self, source: str) -> list[SearchedChunk]:
        """Return the chunks of a document as the search indexes see them."""
        rows = self._database.execute(
            "SELECT documents.id, body, text, sentences, places, slices "
            "FROM documents LEFT JOIN bodies ON key = body WHERE source = ?",
            (source,),
        )
        return [chunk for id_, *columns in rows for chunk in searched_in(id_, body_of(*columns))]

    def vectors(self, keys: Sequence[str]) -> FloatMatrix:
        """Return the vectors that are kept under these keys. Shape `(len(keys), dim)`."""
        matrix = np.empty((len(keys), self.dim), np.float32)
        for start in range(0, len(keys), KEYS_AT_ONCE):
            some = keys[start : start + KEYS_AT_ONCE]
            found = self._database.execute(
                "SELECT key, vector, digest FROM vectors "
                "WHERE key IN (SELECT value FROM json_each(?))",
                (to_json(some),),
            )
            known = {key: vector for key, vector, sum_ in found if digest(key, vector) == sum_}
            for place, key in enumerate(some, start):
                data = known.get(key, b"")
                if len(data) != matrix[place].nbytes:
                    raise damaged("a vector has changed")
                matrix[place] = np.frombuffer(data, np.float32)
        return matrix

    def _number(self, name: str) -> int:
        found = self._database.meta(name) or "0"
        if not found.isdecimal():
            raise damaged(f"its {name} is no number")
        return int(found)

    def _find(self, source: str) -> Held | None:
        try:
            rows = self._database.execute("SELECT * FROM documents WHERE source = ?", (source,))
        except UnicodeEncodeError:
            # No source is like that.
            return None
        return self._held(*rows[0]) if rows else None

    def _chunk(self, id_: int) -> tuple[Held, int]:
        """Return the document of a chunk, and its place among the chunks of that."""
        rows = self._database.execute(
            "SELECT * FROM documents WHERE id <= ? ORDER BY id DESC LIMIT 1", (id_,)
        )
        held = self._held(*rows[0]) if rows else None
        if held is None or id_ >= held.first + len(held.rows):
            raise damaged(f"passage {id_} is missing")
        return held, id_ - held.first

    def _hold(self, id_: int, *columns: object) -> Held:
        row = checked(columns)
        found = self._database.execute(
            "SELECT text, sentences, places, slices FROM bodies WHERE key = ?", (row.body,)
        )
        body = body_of(row.body, *(found[0] if found else (None,) * BODY_COLUMNS))
        return Held(first=id_, document=document_of(row, body), rows=body.chunk_rows())
