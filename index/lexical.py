"""BM25 over morphemes and over character bigrams; the only home of tantivy."""

from __future__ import annotations

import math
import os
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

import tantivy

from index.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

Field = Literal["terms", "bigrams"]
FIELDS: tuple[Field, ...] = ("terms", "bigrams")
# tantivy wants at least 15 MB for a writing thread; one thread keeps the build deterministic.
WRITER_BYTES = 50_000_000
# A pasted page as a query would only repeat itself; the rarest terms of it are enough.
MOST_QUERY_TERMS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class LexicalRow:
    """A chunk as lexical search sees it: terms and bigrams in order, with repetitions."""

    chunk_id: int
    terms: Sequence[str]
    bigrams: Sequence[str]


class LexicalIndex:
    """An inverted index on disk, memory-mapped; BM25 with k1 = 1.2 and b = 0.75.

    Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), as tantivy computes it:
    field lengths are kept in one byte each, which costs no quality here (ARCHITECTURE.md).

    Args:
        folder: Where it is.
        stale: Ids of chunks in it that are no more: they are never found. Until the index is
            written whole again they count as holders of their terms.

    Raises:
        StoreError: The folder does not hold such an index.
    """

    def __init__(self, folder: Path, stale: AbstractSet[int] = frozenset()) -> None:
        self._stale = stale
        try:
            self._links = linked(folder)
            self._index = tantivy.Index.open(self._links.name if self._links else str(folder))
            self._searcher = self._index.searcher()
            for field in FIELDS:  # Files are opened with the first look into a field.
                self.frequency(field, "")
            self._searcher.search(self._only(frozenset({0})), 1)
        except (ValueError, OSError) as error:
            message = f"the lexical index at {folder} cannot be read; run: rag index --full"
            raise StoreError(message) from error

    @staticmethod
    def write(folder: Path, rows: Iterable[LexicalRow]) -> None:
        """Write an index of the rows into a folder that is empty or holds one to add them to.

        Raises:
            StoreError: The disk is full, or fails.
        """
        with readable_errors(folder):
            index = tantivy.Index(schema(), str(folder), reuse=True)
            writer = index.writer(WRITER_BYTES, 1)
        for row in rows:
            document = tantivy.Document()
            document.add_unsigned("chunk", row.chunk_id)
            document.add_text("terms", " ".join(row.terms))
            document.add_text("bigrams", " ".join(row.bigrams))
            with readable_errors(folder):
                writer.add_document(document)
        with readable_errors(folder):
            writer.commit()
            writer.wait_merging_threads()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self,
        field: Field,
        terms: Sequence[str],
        *,
        top_k: int,
        among: AbstractSet[int] | None = None,
    ) -> list[tuple[int, float]]:
        """Return `(chunk id, BM25 score)`, best first, ties by id; a repeated term counts twice.

        Args:
            field: Where to look.
            terms: What to look for.
            top_k: Most pairs.
            among: The only ids to look at; `None` for all. Scores do not depend on it.
        """
        counts = Counter(terms)
        if not counts or top_k < 1:
            return []
        rarest = sorted(counts, key=lambda term: (self.frequency(field, term), term))
        clauses = [
            (tantivy.Occur.Should, self._clause(field, term, counts[term]))
            for term in rarest[:MOST_QUERY_TERMS]
        ]
        query = tantivy.Query.boolean_query(clauses)
        if among is not None:
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._only(among))]
            )
        if self._stale:
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.MustNot, self._only(self._stale))]
            )
        found = self._searcher.search(query, top_k).hits
        ids = self._searcher.fast_field_values("chunk", [address for _, address in found])
        scored = [(int(id_ or 0), score) for id_, (score, _) in zip(ids, found, strict=True)]
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))

    def frequency(self, field: Field, term: str) -> int:
        """Return how many chunks hold the term."""
        return int(self._searcher.doc_freq(field, term))

    def rarity(self, term: str, field: Field = "terms") -> float:
        """Return the inverse document frequency of a term, highest for one that is nowhere.

        BM25's own, `ln(1 + (N - n + 0.5) / (n + 0.5))`, which is never negative.
        """
        holding = self.frequency(field, term)
        return math.log(1 + (len(self) - holding + 0.5) / (holding + 0.5))

    def _only(self, ids: AbstractSet[int]) -> tantivy.Query:
        """Return a query for these chunks that adds nothing to their scores."""
        held = tantivy.Query.term_set_query(self._index.schema, "chunk", list(ids))
        return tantivy.Query.const_score_query(held, 0.0)

    def _clause(self, field: Field, term: str, count: int) -> tantivy.Query:
        query = tantivy.Query.term_query(self._index.schema, field, term)
        return query if count == 1 else tantivy.Query.boost_query(query, float(count))


def linked(folder: Path) -> TemporaryDirectory[str] | None:
    """Return a folder of links to an index that lies where nothing can be written, else `None`.

    tantivy makes a lock beside what it reads.
    """
    if os.access(folder, os.W_OK):
        return None
    paths = [path.absolute() for path in folder.iterdir() if path.suffix != ".lock"]
    links = TemporaryDirectory(prefix="chulcheo-", ignore_cleanup_errors=True)
    for path in paths:
        (Path(links.name) / path.name).symlink_to(path)
    return links


@contextmanager
def readable_errors(folder: Path) -> Iterator[None]:
    """Turn what tantivy reports as it writes into one line that says what to do."""
    try:
        yield
    except (ValueError, OSError) as error:
        message = f"the lexical index in {folder} cannot be written ({error}); mend that and retry"
        raise StoreError(message) from error


def schema() -> tantivy.Schema:
    """Return the fields of a chunk; words arrive cut, joined by spaces."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("chunk", stored=False, indexed=True, fast=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
