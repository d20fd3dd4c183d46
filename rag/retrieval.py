"""The three ways to find chunks: by meaning, by morphemes, by character bigrams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.bigrams import bigrams
from index.datatypes import Hit
from index.normalizing import normalize
from rag.wording import content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from index.datatypes import Encoder
    from index.language import Analyzer
    from index.lexical import Field, LexicalIndex
    from index.snapshot import Snapshot

# BM25's k1 + 1 in tantivy: what a term can add at most, in units of its rarity.
SATURATION = 2.2


class DenseRetriever:
    """Finds chunks that mean what the query means; the score is the cosine."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder) -> None:
        self._snapshot = snapshot
        self._encoder = encoder

    def retrieve(
        self, query: str, *, top_k: int, among: AbstractSet[int] | None = None
    ) -> list[Hit]:
        """Return at most `top_k` hits, best first."""
        vector = self._encoder.encode_queries([normalize(query)])
        found = self._snapshot.vectors.search(vector, top_k=top_k, among=among)
        return as_hits(self._snapshot, found)


class LexicalRetriever:
    """Finds chunks that say what the query says; the score is in `[0, 1)`, near 0 for noise.

    The score is BM25 as a share of the most that any chunk could reach for this query, times the
    squared share of the query's weight that the corpus knows at all. A query in another language
    than the articles thus scores next to nothing, and fusion leaves it to the dense side.
    """

    def __init__(self, snapshot: Snapshot, analyzer: Analyzer, field: Field) -> None:
        self._snapshot = snapshot
        self._analyzer = analyzer
        self._field: Field = field

    def retrieve(
        self, query: str, *, top_k: int, among: AbstractSet[int] | None = None
    ) -> list[Hit]:
        """Return at most `top_k` hits, best first; words weigh what they do in the whole corpus."""
        lexical = self._snapshot.lexical
        terms = content([term for term, _ in self._analyzer.analyze(query).terms])
        known = known_share(lexical, terms)
        if self._field == "bigrams":
            terms = bigrams(query)
        highest = SATURATION * sum(lexical.rarity(term, self._field) for term in terms)
        found = lexical.search(self._field, terms, top_k=top_k, among=among)
        scores = [(id_, score / highest * known**2) for id_, score in found]
        return as_hits(self._snapshot, scores)


def known_share(lexical: LexicalIndex, terms: Sequence[str]) -> float:
    """Return how much of the terms' weight lies on terms that the corpus holds, in `[0, 1]`."""
    weights = {term: lexical.rarity(term) for term in terms}
    total = sum(weights[term] for term in terms)
    held = sum(weights[term] for term in terms if lexical.frequency("terms", term))
    return held / total if total else 0.0


def as_hits(snapshot: Snapshot, scores: Sequence[tuple[int, float]]) -> list[Hit]:
    """Return hits for `(chunk id, score)` pairs that are in order."""
    chunks = snapshot.chunks([id_ for id_, _ in scores])
    return [
        Hit(chunk=chunk, score=score, rank=rank)
        for rank, (chunk, (_, score)) in enumerate(zip(chunks, scores, strict=True), start=1)
    ]
