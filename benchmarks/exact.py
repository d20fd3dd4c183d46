"""BM25 by its formula, to compare with the inverted index, which keeps lengths in one byte."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from index.bigrams import bigrams
from rag.retrieval import as_hits

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from index.datatypes import Hit
    from index.language import Analyzer
    from index.lexical import Field
    from index.snapshot import Snapshot


class ExactRetriever:
    """Ranks chunks by BM25 with lengths as they are; the score is in units of rarity.

    Args:
        snapshot: The chunks, and how rare words are.
        analyzer: Questions to morphemes.
        field: What is compared.
        saturation: The k1 of Robertson and Zaragoza (2009): how much a repeated word adds.
        length: Their b, in `[0, 1]`: how much a long chunk has to say more often.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        analyzer: Analyzer,
        field: Field,
        *,
        saturation: float = 1.2,
        length: float = 0.75,
    ) -> None:
        self._snapshot = snapshot
        self._analyzer = analyzer
        self._field: Field = field
        rows = [
            (chunk.id, chunk.terms if field == "terms" else bigrams(chunk.text))
            for chunk in snapshot.store.searched()
        ]
        self._ids = np.array([id_ for id_, _ in rows])
        lengths = np.array([len(words) for _, words in rows], np.float64)
        postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, (_, words) in enumerate(rows):
            softened = saturation * (1 - length + length * lengths[place] / lengths.mean())
            for word, count in Counter(words).items():
                gain = count * (saturation + 1) / (count + softened)
                postings[word].append((place, gain))
        self._postings = dict(postings)

    def retrieve(
        self, query: str, *, top_k: int, among: AbstractSet[int] | None = None
    ) -> list[Hit]:
        """Return at most `top_k` hits, best first; ties by chunk id."""
        if self._field == "terms":
            words = [term for term, _ in self._analyzer.analyze(query).terms]
        else:
            words = bigrams(query)
        scores = np.zeros(len(self._ids))
        for word in words:
            rarity = self._snapshot.lexical.rarity(word, self._field)
            for place, gain in self._postings.get(word, ()):
                scores[place] += rarity * gain
        if among is not None:
            scores[~np.isin(self._ids, list(among))] = 0
        best = np.lexsort((self._ids, -scores))[:top_k]
        found = [(int(self._ids[place]), float(scores[place])) for place in best]
        return as_hits(self._snapshot, [pair for pair in found if pair[1] > 0])
