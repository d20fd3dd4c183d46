"""Reads questions as the real parts do, in a corpus without some of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.evidence import SentenceReader
from rag.fusion import Fusion, Part
from rag.passages import PassageOptions, build_passages
from rag.retrieval import DenseRetriever, LexicalRetriever
from rag.span_reader import SpanReader, SpanReading
from ui.wiring import DENSE_WEIGHT, LEXICAL_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Collection

    from index.datatypes import Encoder, Hit, Language, Retriever
    from index.snapshot import Snapshot
    from rag.confidence import Signals
    from rag.datatypes import SpanFinder


class Hiding:
    """A retriever for a corpus without some of its files."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self.hidden: Collection[str] = ()
        """Sources that are not found."""
        self.deeper = 0
        """How many chunks they have at most."""

    def retrieve(self, query: str, *, top_k: int) -> list[Hit]:
        """Return at most `top_k` hits of other files, best first; ranks have gaps."""
        hits = self._retriever.retrieve(query, top_k=top_k + self.deeper)
        return [hit for hit in hits if hit.chunk.source not in self.hidden][:top_k]


class Probe:
    """Reads as the real parts do, with files hidden before the rankings are fused.

    Hidden files still count in how rare a word is: a question keeps its rare words, and is thus a
    little harder to tell from one with an answer than it would be without the files.
    """

    def __init__(
        self, snapshot: Snapshot, encoder: Encoder, language: Language, spans: SpanFinder
    ) -> None:
        self._snapshot = snapshot
        self._chunks = {item.source: item.chunks for item in snapshot.store.summaries()}
        self._parts = [
            Hiding(DenseRetriever(snapshot, encoder)),
            Hiding(LexicalRetriever(snapshot, language, "terms")),
            Hiding(LexicalRetriever(snapshot, language, "bigrams")),
        ]
        dense, *lexical = self._parts
        self._fusion = Fusion(
            [
                Part(retriever=dense, weight=DENSE_WEIGHT, is_relative=True),
                *(Part(retriever=part, weight=LEXICAL_WEIGHT) for part in lexical),
            ]
        )
        sentences = SentenceReader(encoder, language, snapshot.lexical)
        self._reader = SpanReader(spans, sentences, language)

    def read(self, question: str, hidden: Collection[str]) -> tuple[Signals, set[str]] | None:
        """Return the signals and the sources that were read; `None` where nothing was found."""
        for part in self._parts:
            part.hidden = hidden
            part.deeper = sum(self._chunks[source] for source in hidden)
        options = PassageOptions()
        hits = self._fusion.retrieve(question, top_k=options.hits)
        passages = build_passages(self._snapshot, hits, options)
        read = passages[: SpanReading().passages]
        ranked = self._reader.rank(question, read)
        if not ranked:
            return None
        signals = self._reader.signals(question, read, ranked)
        return signals, {passage.source for passage in read}
