"""How documents and chunks are written into a database, and the digests that guard them."""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, dataclass
from typing import TYPE_CHECKING

from index.database import damaged
from index.datatypes import Article, Document, DocumentSummary, Fact, Place, Span
from index.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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


@dataclass(frozen=True, slots=True)
class BodyRow:
    """The long part of a document, as columns."""

    text: str
    sentences: str
    places: str
    slices: str

    @classmethod
    def of(cls, document: Document, rows: Iterable[ChunkRow]) -> BodyRow:
        """Return the columns of a document with its chunks."""
        return cls(
            document.text,
            to_json([(span.start, span.end) for span in document.sentences]),
            to_json([astuple(place) for place in document.places]),
            to_json(
                [
                    (row.span.start, row.span.end, row.heading, " ".join(row.terms), row.vector_key)
                    for row in rows
                ]
            ),
        )

    @property
    def digest(self) -> str:
        """What it is kept under."""
        return digest(self.text, self.sentences, self.places, self.slices)

    def chunk_rows(self) -> tuple[ChunkRow, ...]:
        """Return the chunks, in order."""
        return tuple(
            ChunkRow(
                span=Span(start=start, end=end),
                heading=heading,
                terms=tuple(terms.split()),
                vector_key=key,
            )
            for start, end, heading, terms, key in json.loads(self.slices)
        )


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """The short part of a document, as columns.

    Attributes:
        file: The file it lies in: its source, but for one of many in a file.
        source: What it is cited by.
        sha256: Of the file.
        title: What it is called.
        article: Its facts, as JSON.
        characters: Length of the text.
        chunks: How many it has.
        body: Digest of its `BodyRow`.
        digest: Of all that stands before.
    """

    file: str
    source: str
    sha256: str
    title: str
    article: str
    characters: int
    chunks: int
    body: str
    digest: str

    @classmethod
    def of(cls, document: Document, file: str, chunks: int, body: str) -> DocumentRow:
        """Return the columns of a document."""
        values = (
            file,
            document.source,
            document.sha256,
            document.title,
            to_json(asdict(document.article)),
            len(document.text),
            chunks,
            body,
        )
        return cls(*values, digest(*values))

    def check(self) -> None:
        """Raise unless it is what was written.

        Raises:
            DamagedError: It is not.
        """
        if digest(*astuple(self)[:-1]) != self.digest:
            raise damaged("an article's facts have changed")

    @property
    def summary(self) -> DocumentSummary:
        """What lists of articles show."""
        facts = json.loads(self.article)
        return DocumentSummary(
            source=self.source,
            file=self.file,
            title=self.title,
            publisher=value_of(facts["publisher"]),
            published=value_of(facts["published"]),
            author=value_of(facts["author"]),
            characters=self.characters,
            chunks=self.chunks,
        )


def document_of(row: DocumentRow, body: BodyRow) -> Document:
    """Return the document that these columns were made of."""
    sentences: list[tuple[int, int]] = json.loads(body.sentences)
    places: list[tuple[int, int | None, str]] = json.loads(body.places)
    return Document(
        source=row.source,
        sha256=row.sha256,
        text=body.text,
        article=article_from_json(row.article),
        sentences=tuple(Span(start=start, end=end) for start, end in sentences),
        places=tuple(
            Place(start=start, page=page, heading=heading) for start, page, heading in places
        ),
    )


def article_from_json(text: str) -> Article:
    """Return the record that `asdict` made plain."""
    facts = json.loads(text)
    boilerplate = tuple(Span(**span) for span in facts.pop("boilerplate"))
    known = {name: Fact(**fact) for name, fact in facts.items() if fact}
    return Article(boilerplate=boilerplate, **known)


def settings_to_json(settings: Settings) -> str:
    """Return settings as they are kept."""
    return to_json(asdict(settings))


def settings_from_json(text: str) -> Settings:
    """Return what `settings_to_json` made plain."""
    return Settings(**json.loads(text))


def value_of(fact: Mapping[str, str] | None) -> str | None:
    """Return a fact's value, or `None` where the text does not tell."""
    return fact["value"] if fact else None


def to_json(value: object) -> str:
    """Return a value as JSON, Korean as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
