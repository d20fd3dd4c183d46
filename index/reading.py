"""Rows of a store as records, checked to be what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.database import damaged
from index.datatypes import Chunk
from index.rows import BodyRow, DocumentRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.datatypes import Document
    from index.rows import ChunkRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedChunk:
    """A chunk as the search indexes see it.

    Attributes:
        id: Its number.
        text: The slice with its heading.
        terms: Its search terms, with repetitions.
        vector_key: What its vector is kept under.
    """

    id: int
    text: str
    terms: tuple[str, ...]
    vector_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A document with its chunks, checked.

    Attributes:
        first: The number of its first chunk.
        document: The document.
        rows: Its chunks, in order.
    """

    first: int
    document: Document
    rows: tuple[ChunkRow, ...]

    def chunk(self, place: int) -> Chunk:
        """Return one of its chunks, counted from 0."""
        span = self.rows[place].span
        return Chunk(
            id=self.first + place,
            source=self.document.source,
            start=span.start,
            end=span.end,
            text=self.document.text[span.start : span.end],
        )


def checked(columns: Sequence[Any]) -> DocumentRow:
    """Return the short part of a document, as it was written."""
    row = DocumentRow(*columns)
    row.check()
    return row


def body_of(key: str, *columns: Any) -> BodyRow:  # noqa: ANN401  (whatever a damaged file holds)
    """Return the long part of a document, as it was written."""
    body = BodyRow(*columns)
    if body.digest != key:
        raise damaged("the text of an article has changed")
    return body


def searched_in(first: int, body: BodyRow) -> Iterator[SearchedChunk]:
    """Yield the chunks of a document as the search indexes see them, numbered from `first`."""
    for id_, row in enumerate(body.chunk_rows(), first):
        text = body.text[row.span.start : row.span.end]
        yield SearchedChunk(
            id=id_,
            text=f"{row.heading}\n{text}",
            terms=row.terms,
            vector_key=row.vector_key,
        )
