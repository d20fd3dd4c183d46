"""Several rankings into one, by weighted scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from index.datatypes import Hit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from index.datatypes import Chunk, Retriever
    from rag.datatypes import RankingName

# How deep each ranking is looked into; a chunk below that counts as not found by it.
CANDIDATES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A retriever in a fusion.

    Attributes:
        name: What the ranking is called in the trace of an answer; each once in a fusion.
        retriever: Whose ranking it is.
        weight: What its best possible score counts, above 0.
        is_relative: Whether its scores mean something only beside each other, as cosines of one
            query do: they are then stretched so that the last candidate has 0, the first 1.
    """

    name: RankingName
    retriever: Retriever
    weight: float
    is_relative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fused:
    """Hits, and the rankings they were made of.

    Attributes:
        hits: Best first.
        rankings: What each part found, best first, by its name and in the order of the parts.
    """

    hits: Sequence[Hit]
    rankings: Mapping[RankingName, Sequence[Hit]]


class Ranker(Protocol):
    """Ranks the chunks of a store, and tells out of what."""

    def rank(self, query: str, *, top_k: int, among: AbstractSet[int] | None = None) -> Fused:
        """Return at most `top_k` hits with what they were made of; `among` as of a retriever."""
        ...


class Fusion:
    """A retriever that adds up the scores of others; its own are in `[0, 1]`.

    Scores and not ranks: reciprocal ranks were below this sum on every set (ARCHITECTURE.md).
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = tuple(parts)
        self._total = sum(part.weight for part in parts)

    def retrieve(
        self, query: str, *, top_k: int, among: AbstractSet[int] | None = None
    ) -> list[Hit]:
        """Return at most `top_k` hits, best first; ties by chunk id."""
        return list(self.rank(query, top_k=top_k, among=among).hits)

    def rank(self, query: str, *, top_k: int, among: AbstractSet[int] | None = None) -> Fused:
        """Return the same hits, and the rankings of the parts."""
        chunks: dict[int, Chunk] = {}
        sums: dict[int, float] = {}
        rankings: dict[RankingName, Sequence[Hit]] = {}
        for part in self._parts:
            hits = part.retriever.retrieve(query, top_k=max(top_k, CANDIDATES), among=among)
            rankings[part.name] = hits
            scores = stretched(hits) if part.is_relative else [hit.score for hit in hits]
            for hit, score in zip(hits, scores, strict=True):
                chunks[hit.chunk.id] = hit.chunk
                sums[hit.chunk.id] = sums.get(hit.chunk.id, 0.0) + part.weight * score
        best = sorted(sums, key=lambda id_: (-sums[id_], id_))[:top_k]
        hits = [
            Hit(chunk=chunks[id_], score=sums[id_] / self._total, rank=rank)
            for rank, id_ in enumerate(best, start=1)
        ]
        return Fused(hits=hits, rankings=rankings)


def stretched(hits: Sequence[Hit]) -> list[float]:
    """Return the scores moved and scaled to `[0, 1]`; all 1 where they are all the same."""
    lowest = min((hit.score for hit in hits), default=0.0)
    spread = max((hit.score for hit in hits), default=0.0) - lowest
    return [(hit.score - lowest) / spread if spread else 1.0 for hit in hits]
