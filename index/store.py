"""What a store holds, as records: documents, chunks, vectors, settings and the generation."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.datatypes import Article, Chunk, Document, DocumentSummary, Fact, Skipped, Span
from index.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from index.database import Database
    from index.datatypes import FloatMatrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an index was made with; an index and a query must agree on it.

    Attributes:
        model: What the encoder is loaded by: a name or a folder.
        encoder: Identity of the encoder's weights.
        analyzer: Identity of the lexical analysis.
        splitter: Identity of the chunking.
    """

    model: str
    encoder: str
    analyzer: str
    splitter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkRow:
    """A chunk before it has an id.

    Attributes:
        span: Its place in the document.
        heading: The title that goes along as context, empty where the chunk holds it itself.
        terms: The search terms of heading and slice, with repetitions.
        vector_key: What its vector is kept under.
    """

    span: Span
    heading: str
    terms: tuple[str, ...]
    vector_key: str


class Store:
    """Records in and out of a database; what is read belongs to one generation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def generation(self) -> int:
        """How many times the content has changed."""
        return int(self._database.meta("generation") or 0)

    @property
    def settings(self) -> Settings | None:
        """What the index was made with; `None` before the first update."""
        found = self._database.meta("settings")
        return Settings(**json.loads(found)) if found else None

    @property
    def dim(self) -> int:
        """Length of a vector; 0 before the first update."""
        return int(self._database.meta("dim") or 0)

    @property
    def vectors_digest(self) -> str:
        """What the vector index of this generation hashes to (sha256, hex)."""
        return self._database.meta("vectors_sha256") or ""

    def digests(self) -> dict[str, str]:
        """Return the sha256 of every document's file, by source."""
        rows = self._database.execute("SELECT source, sha256 FROM documents")
        return dict(rows)

    def document(self, source: str) -> Document:
        """Return a document.

        Raises:
            StoreError: There is none of that source.
        """
        rows = self._database.execute(
            "SELECT source, sha256, text, article, sentences FROM documents WHERE source = ?",
            (source,),
        )
        if not rows:
            message = f"no article {source!r} in the index; list them with: rag status"
            raise StoreError(message)
        source, sha256, text, article, sentences = rows[0]
        return Document(
            source=source,
            sha256=sha256,
            text=text,
            article=article_from_json(article),
            sentences=spans_from_json(sentences),
        )

    def summaries(self) -> list[DocumentSummary]:
        """Return every document without its text, sorted by source."""
        rows = self._database.execute(
            "SELECT source, title, article, length(text), "
            "(SELECT count(*) FROM chunks WHERE document = documents.id) "
            "FROM documents ORDER BY source"
        )
        return [summary(*row) for row in rows]

    def skipped(self) -> tuple[Skipped, ...]:
        """Return the files that the last update could not take, sorted by source."""
        rows = self._database.execute("SELECT source, reason FROM skipped ORDER BY source")
        return tuple(Skipped(source=source, reason=reason) for source, reason in rows)

    def chunks(self, ids: Sequence[int]) -> list[Chunk]:
        """Return the chunks of these ids, in the order of the ids; unknown ones are left out."""
        rows = self._database.execute(
            'SELECT id, source, start, "end", text FROM slices '
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        found = {row[0]: chunk(*row) for row in rows}
        return [found[id_] for id_ in ids if id_ in found]

    def chunks_of(self, source: str) -> list[Chunk]:
        """Return the chunks of a document, in order."""
        rows = self._database.execute(
            'SELECT id, source, start, "end", text FROM slices WHERE source = ? ORDER BY start',
            (source,),
        )
        return [chunk(*row) for row in rows]

    def chunk_ids(self, sources: Iterable[str]) -> frozenset[int]:
        """Return the ids of all chunks of these documents; unknown ones have none."""
        rows = self._database.execute(
            "SELECT chunks.id FROM chunks JOIN documents ON documents.id = document "
            "WHERE source IN (SELECT value FROM json_each(?))",
            (json.dumps(list(sources)),),
        )
        return frozenset(id_ for (id_,) in rows)

    def terms(self, ids: Iterable[int]) -> frozenset[str]:
        """Return the search terms of these chunks and their headings; unknown ones have none."""
        rows = self._database.execute(
            "SELECT terms FROM chunks WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return frozenset(term for (terms,) in rows for term in terms.split())

    def count_chunks(self) -> int:
        """Return how many chunks are searched."""
        return int(self._database.execute("SELECT count(*) FROM chunks")[0][0])

    def vectors(self) -> tuple[list[int], FloatMatrix]:
        """Return all chunk ids and their vectors. Shape `(chunks, dim)`."""
        rows = self._database.execute(
            "SELECT chunks.id, vectors.vector FROM chunks JOIN vectors ON key = chunks.vector "
            "ORDER BY chunks.id"
        )
        data = b"".join(vector for _, vector in rows)
        matrix = np.frombuffer(data, np.float32).reshape(len(rows), self.dim)
        return [id_ for id_, _ in rows], matrix

    def words(self) -> Iterator[tuple[int, str, list[str]]]:
        """Yield the id, the text with its heading, and the search terms of every chunk."""
        for id_, heading, text, terms in self._database.execute(
            "SELECT id, heading, text, terms FROM slices ORDER BY id"
        ):
            yield id_, f"{heading}\n{text}", terms.split()

    def known_vectors(self, keys: Iterable[str]) -> set[str]:
        """Return those keys whose vectors are there already."""
        wanted = json.dumps(list(keys))
        rows = self._database.execute(
            "SELECT key FROM vectors WHERE key IN (SELECT value FROM json_each(?))", (wanted,)
        )
        return {key for (key,) in rows}

    def keep_vectors(self, vectors: Mapping[str, FloatMatrix]) -> None:
        """Keep encoded vectors at once: a build that is cut short does not encode them again."""
        rows = [(key, vector.astype(np.float32).tobytes()) for key, vector in vectors.items()]
        with self._database.transaction():
            self._database.insert("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def put(self, document: Document, rows: Iterable[ChunkRow]) -> None:
        """Add a document with its chunks, in place of an older one of the same source."""
        self.remove(document.source)
        self._database.execute(
            "INSERT INTO documents (source, sha256, title, text, article, sentences) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                document.source,
                document.sha256,
                document.title,
                document.text,
                json.dumps(asdict(document.article), ensure_ascii=False),
                json.dumps([(span.start, span.end) for span in document.sentences]),
            ),
        )
        self._database.insert(
            'INSERT INTO chunks (document, start, "end", heading, terms, vector) '
            "VALUES ((SELECT id FROM documents WHERE source = ?), ?, ?, ?, ?, ?)",
            [
                (
                    document.source,
                    row.span.start,
                    row.span.end,
                    row.heading,
                    " ".join(row.terms),
                    row.vector_key,
                )
                for row in rows
            ],
        )

    def remove(self, source: str) -> None:
        """Take a document and its chunks out."""
        self._database.execute("DELETE FROM documents WHERE source = ?", (source,))

    def remember(self, settings: Settings, dim: int) -> None:
        """Note what the index is made with, and the length of its vectors."""
        text = json.dumps(asdict(settings), ensure_ascii=False)
        self._database.set_meta(settings=text, dim=str(dim))

    def remember_digest(self, sha256: str) -> None:
        """Note what the vector index of this generation hashes to."""
        self._database.set_meta(vectors_sha256=sha256)

    def finish(self, skipped: Iterable[Skipped]) -> int:
        """Number the new state and return the number; vectors that no chunk uses are dropped."""
        generation = self.generation + 1
        self._database.execute("DELETE FROM skipped")
        self._database.insert(
            "INSERT INTO skipped VALUES (?, ?)", [(item.source, item.reason) for item in skipped]
        )
        self._database.execute("DELETE FROM vectors WHERE key NOT IN (SELECT vector FROM chunks)")
        self._database.set_meta(generation=str(generation))
        return generation


def chunk(id_: int, source: str, start: int, end: int, text: str) -> Chunk:
    """Return the record of a row."""
    return Chunk(id=id_, source=source, start=start, end=end, text=text)


def summary(source: str, title: str, article: str, characters: int, chunks: int) -> DocumentSummary:
    """Return the record of a row."""
    facts = json.loads(article)
    return DocumentSummary(
        source=source,
        title=title,
        publisher=value_of(facts["publisher"]),
        published=value_of(facts["published"]),
        author=value_of(facts["author"]),
        characters=characters,
        chunks=chunks,
    )


def value_of(fact: Mapping[str, str] | None) -> str | None:
    """Return a fact's value, or `None` where the text does not tell."""
    return fact["value"] if fact else None


def article_from_json(text: str) -> Article:
    """Return the record that `asdict` made plain."""
    facts = json.loads(text)
    boilerplate = tuple(Span(**span) for span in facts.pop("boilerplate"))
    known = {name: Fact(**fact) for name, fact in facts.items() if fact}
    return Article(boilerplate=boilerplate, **known)


def spans_from_json(text: str) -> tuple[Span, ...]:
    """Return spans from `[[start, end], ...]`."""
    return tuple(Span(start=start, end=end) for start, end in json.loads(text))
