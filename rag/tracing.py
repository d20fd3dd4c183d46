"""How an answer was found: which words of the query, and how high in which ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.datatypes import Ranks, Trace
from rag.wording import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.datatypes import Chunk, Hit
    from index.language import Analyzer
    from index.store import Store
    from rag.datatypes import Answer, Passage, RankingName


def trace(
    answer: Answer,
    rankings: Mapping[RankingName, Sequence[Hit]],
    analyzer: Analyzer,
    store: Store,
) -> Trace:
    """Return how an answer was found in the rankings of its query.

    The articles are not taken apart again: their words are those that the store keeps.
    """
    analyzed = analyzer.analyze(answer.query).terms
    terms = tuple(dict.fromkeys(content([term for term, _ in analyzed])))
    read = told_from(answer)
    held = store.terms(
        hit.chunk.id
        for passage in read
        for hits in rankings.values()
        for hit in hits_in(passage, hits)
    )
    return Trace(
        terms=terms,
        matched=tuple(term for term in terms if term in held),
        ranks=tuple(ranks(passage, rankings) for passage in answer.passages),
        searched_by=tuple(rankings),
    )


def told_from(answer: Answer) -> list[Passage]:
    """Return the passages that an answer cites, else the best one."""
    cited = {citation.number for citation in answer.citations}
    return [item for item in answer.passages if item.number in cited] or [*answer.passages[:1]]


def ranks(passage: Passage, rankings: Mapping[RankingName, Sequence[Hit]]) -> Ranks:
    """Return the best rank of a chunk of the passage in each ranking."""
    best = {
        name: next((hit.rank for hit in hits_in(passage, hits)), None)
        for name, hits in rankings.items()
    }
    return Ranks(
        number=passage.number,
        dense=best.get("dense"),
        terms=best.get("terms"),
        bigrams=best.get("bigrams"),
    )


def hits_in(passage: Passage, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the hits whose chunks belong to a passage, best first."""
    return (hit for hit in hits if belongs(hit.chunk, passage))


def belongs(chunk: Chunk, passage: Passage) -> bool:
    """Return whether a chunk lies in a passage, or a passage that is a mere line in a chunk."""
    if chunk.source != passage.source:
        return False
    is_within = passage.start <= chunk.start and chunk.end <= passage.end
    holds = chunk.start <= passage.start and passage.end <= chunk.end
    return is_within or holds
