"""From the text of a file to a document with its chunks, ready for the store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.article import read_article
from index.chunking import split
from index.datatypes import Article, Document
from index.normalizing import normalize
from index.rows import ChunkRow, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from index.chunking import ChunkSettings
    from index.corpus import CorpusFile
    from index.datatypes import Encoder, Fact, Span
    from index.formats import Extract
    from index.language import Analysis, Analyzer

# Raise it whenever `read_article` finds other facts or other boilerplate: chunks depend on both.
ARTICLE_RULES = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What documents are made into chunks and vectors with.

    Attributes:
        encoder: Texts to vectors.
        model: What the encoder is loaded by.
        analyzer: Texts to sentences and terms.
        chunks: How large chunks are.
    """

    encoder: Encoder
    model: str
    analyzer: Analyzer
    chunks: ChunkSettings

    @property
    def settings(self) -> Settings:
        """What the index remembers of them."""
        return Settings(
            model=self.model,
            encoder=self.encoder.name,
            analyzer=self.analyzer.name,
            splitter=f"{self.chunks.name}/articles-{ARTICLE_RULES}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document ready for the store.

    Attributes:
        document: With what was understood of it.
        rows: Its chunks, in order.
        texts: What the encoder is given, by vector key.
    """

    document: Document
    rows: tuple[ChunkRow, ...]
    texts: Mapping[str, str]


def prepare(file: CorpusFile, extract: Extract, tools: Tools) -> Prepared:
    """Return a document of a file, with its facts, sentences and chunks."""
    article = with_told(read_article(extract.text), extract.told)
    analysis = tools.analyzer.analyze(extract.text)
    document = Document(
        source=f"{file.source}#{extract.number}" if extract.number else file.source,
        sha256=file.sha256,
        text=extract.text,
        article=article,
        sentences=tuple(
            sentence
            for sentence in analysis.sentences
            if not any(overlap(sentence, span) for span in article.boilerplate)
        ),
        places=extract.places,
    )
    rows: list[ChunkRow] = []
    texts: dict[str, str] = {}
    for span in split(extract.text, article.boilerplate, tools.chunks):
        heading = heading_for(span, article)
        text = encoder_text(heading, extract.text[span.start : span.end])
        key = vector_key(tools.encoder, text)
        texts[key] = text
        terms = tuple(chunk_terms(span, heading, article, analysis))
        rows.append(ChunkRow(span=span, heading=heading, terms=terms, vector_key=key))
    return Prepared(document=document, rows=tuple(rows), texts=texts)


def with_told(article: Article, told: Article) -> Article:
    """Return what a text tells about itself, but for what its format tells for sure."""
    return Article(
        title=told.title or article.title,
        publisher=told.publisher or article.publisher,
        published=told.published or article.published,
        author=told.author or article.author,
        boilerplate=article.boilerplate,
    )


def heading_for(span: Span, article: Article) -> str:
    """Return the title that goes along with a chunk, empty where there is none or it is inside."""
    if article.title is None or overlap(span, article.title):
        return ""
    return article.title.value


def encoder_text(heading: str, text: str) -> str:
    """Return what the encoder reads of a chunk."""
    return normalize(f"{heading}\n{text}" if heading else text)


def vector_key(encoder: Encoder, text: str) -> str:
    """Return what the vector of a text is kept under."""
    return hashlib.sha256(f"{encoder.name}\0{text}".encode()).hexdigest()


def chunk_terms(span: Span, heading: str, article: Article, analysis: Analysis) -> Iterator[str]:
    """Yield the search terms of a chunk, those of its heading first."""
    for term, at in analysis.terms:
        in_heading = bool(heading) and article.title is not None and inside(at, article.title)
        if in_heading or inside(at, span):
            yield term


def inside(at: int, place: Span | Fact) -> bool:
    """Return whether a code point lies in a place."""
    return place.start <= at < place.end


def overlap(one: Span, other: Span | Fact) -> bool:
    """Return whether two places share a code point."""
    return one.start < other.end and other.start < one.end
