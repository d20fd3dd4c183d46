"""The records that the index layer is made of, and the seams where its parts vary."""

from __future__ import annotations

import textwrap
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A first sentence that stands for a missing headline is cut to the length of one.
LONGEST_LEAD = 40

FloatMatrix: TypeAlias = "NDArray[np.float32]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text: half open, in code points, `0 <= start <= end <= len(text)`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something an article says about itself, and where it says so.

    Attributes:
        value: The fact in its plain form: a name, or for a date ISO 8601
            (`2024-04-05` or `2024-04-05T00:09`).
        start: Where the text says it, in code points.
        end: Where that ends, exclusive. `text[start:end]` is the wording, which for a date
            differs from `value`.
    """

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a text tells about itself; `None` where it does not tell.

    Attributes:
        title: The headline.
        publisher: The newspaper, site or newsletter.
        published: The day, or the minute, on which it appeared.
        author: The people who wrote it, as the byline names them.
        boilerplate: Spans that are not the article's own words (captions said twice, copyright
            lines, page furniture), sorted and disjoint. They are shown but never searched.
    """

    title: Fact | None = None
    publisher: Fact | None = None
    published: Fact | None = None
    author: Fact | None = None
    boilerplate: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page or a section of the original begins in the text that was taken out of it.

    Attributes:
        start: Its first code point; it ends where the next place begins.
        page: The number of the page, from 1; `None` where the format has no pages.
        heading: The heading it stands under; empty where there is none.
    """

    start: int
    page: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file of the corpus.

    Attributes:
        source: Path inside the corpus folder, with `/`; unique. One of many articles in a file has
            its number behind it: `news.csv#3`.
        sha256: Hex digest of the file's bytes.
        text: The decoded file, untouched, or what was taken out of a file that is not plain text;
            every span anywhere counts its code points.
        article: What the text tells about itself.
        sentences: The whole sentences outside the boilerplate, in order.
        places: Where pages and sections of the original begin, in order of their starts.
    """

    source: str
    sha256: str
    text: str
    article: Article
    sentences: tuple[Span, ...] = ()
    places: tuple[Place, ...] = ()

    def place_at(self, start: int) -> Place | None:
        """Return the page or section that a code point lies in, `None` before the first."""
        before = bisect_right(self.places, start, key=lambda place: place.start)
        return self.places[before - 1] if before else None

    def places_in(self, start: int, end: int) -> tuple[Place, ...]:
        """Return the pages and sections that a stretch, half open, has parts of, in order."""
        before = bisect_right(self.places, start, key=lambda place: place.start)
        after = bisect_left(self.places, end, key=lambda place: place.start)
        return self.places[max(before - 1, 0) : after]

    @property
    def title(self) -> str:
        """The headline, else how the first sentence begins, else the file's name; never empty."""
        if self.article.title:
            return self.article.title.value
        if not self.sentences:
            return self.source
        first = self.text[self.sentences[0].start : self.sentences[0].end]
        short = textwrap.shorten(first, LONGEST_LEAD, placeholder="…")
        return short if short != "…" else f"{first[:LONGEST_LEAD]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """A document without its text, as lists of articles show it.

    Attributes:
        source: Path inside the corpus folder, with `/`.
        title: The headline, or the file's name.
        publisher: The newspaper, site or newsletter, or `None`.
        published: ISO 8601 day or minute, or `None`.
        author: As the byline names them, or `None`.
        characters: Length of the text in code points.
        chunks: How many chunks of it are searched.
        file: Path of the file that it lies in: equal to `source` unless the file has many articles.
            Empty stands for `source`.
    """

    source: str
    title: str
    publisher: str | None
    published: str | None
    author: str | None
    characters: int
    chunks: int
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file of the corpus folder that cannot be used.

    Attributes:
        source: Path inside the corpus folder, with `/`; a folder, where that cannot be listed.
        reason: Why, in one English line.
        is_passing: Whether it may be readable another time: what the index holds of it stays.
    """

    source: str
    reason: str
    is_passing: bool = field(default=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How the corpus folder differs from the index; sources, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateReport:
    """What one update of the index did.

    Attributes:
        changes: What differed from the folder before.
        generation: Number of the index now; it grows by one with every change.
        documents: Documents in the index now.
        chunks: Chunks in the index now.
        encoded: Chunks that had to be encoded for it; the others were known.
    """

    changes: Changes
    generation: int
    documents: int
    chunks: int
    encoded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A slice of a document: the unit that is encoded, searched and ranked.

    Attributes:
        id: Number of the chunk in its store; says nothing across generations.
        source: The document it is a slice of.
        start: First code point.
        end: One past the last; `text == document.text[start:end]`.
        text: The slice.
    """

    id: int
    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A chunk that a retriever found.

    Attributes:
        chunk: What was found.
        score: Higher is better; comparable only within one retriever and query.
        rank: Place in the list, from 1.
    """

    chunk: Chunk
    score: float
    rank: int


class Progress(Protocol):
    """Is told how far a long work has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note: `done` of `total` steps of `stage` (one English word) are finished."""
        ...


class Encoder(Protocol):
    """Turns texts into vectors whose inner product says how near their meanings are."""

    @property
    def name(self) -> str:
        """Identity of model and weights: equal names give interchangeable vectors."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Return one unit row per text to be found. Shape `(len(texts), dim)`."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Return one unit row per text to search with. Shape `(len(texts), dim)`."""
        ...


class Retriever(Protocol):
    """Ranks the chunks of a store for a query."""

    def retrieve(
        self, query: str, *, top_k: int, among: AbstractSet[int] | None = None
    ) -> list[Hit]:
        """Return at most `top_k` hits, best first, ranks from 1; ties by chunk id.

        Args:
            query: What to look for.
            top_k: Most hits.
            among: Ids of the chunks that may be found, however low they rank; `None` for all.
        """
        ...
