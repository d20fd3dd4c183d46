"""Reads questions as the real parts do, in a corpus without some of its files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.evidence import SentenceReader
from rag.fusion import Fusion
from rag.passages import PassageOptions, build_passages
from rag.span_reader import SpanReader, SpanReading
from ui.wiring import make_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from collections.abc import Set as AbstractSet

    from index.datatypes import Encoder, Hit, Retriever
    from index.language import Language
    from index.snapshot import Snapshot
    from rag.confidence import Signals
    from rag.datatypes import Passage, SpanFinder


class Hiding:
    """A retriever for a corpus without some of its files."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self.hidden: Collection[str] = ()
        """Sources that are not found."""
        self.deeper = 0
        """How many chunks they have at most."""

    def retrieve(
        self, query: str, *, top_k: int, among: AbstractSet[int] | None = None
    ) -> list[Hit]:
        """Return at most `top_k` hits of other files, best first; ranks have gaps."""
        hits = self._retriever.retrieve(query, top_k=top_k + self.deeper, among=among)
        return [hit for hit in hits if hit.chunk.source not in self.hidden][:top_k]


class Probe:
    """Reads as the real parts do, with files hidden before the rankings are fused.

    Hidden files still count in how rare a word is: a question keeps its rare words, and is thus a
    little harder to tell from one with an answer than it would be without the files.

    Args:
        snapshot: What is asked.
        encoder: Tells meanings; without, words alone are searched for and read by.
        language: Knows words.
        spans: Finds short answers; without, whole sentences answer.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        encoder: Encoder | None,
        language: Language,
        spans: SpanFinder | None,
    ) -> None:
        self._snapshot = snapshot
        self._chunks = {item.source: item.chunks for item in snapshot.store.summaries()}
        parts = make_parts(snapshot, encoder, language)
        self._hiding = [Hiding(part.retriever) for part in parts]
        self._fusion = Fusion(
            [
                replace(part, retriever=hiding)
                for part, hiding in zip(parts, self._hiding, strict=True)
            ]
        )
        sentences = SentenceReader(encoder, language, snapshot.lexical)
        self._reader = SpanReader(spans, sentences, language) if spans else sentences

    def read(self, question: str, hidden: Collection[str]) -> tuple[Signals, set[str]] | None:
        """Return the signals and the sources that were read; `None` where nothing was found."""
        for part in self._hiding:
            part.hidden = hidden
            part.deeper = sum(self._chunks[source] for source in hidden)
        options = PassageOptions()
        hits = self._fusion.retrieve(question, top_k=options.hits)
        passages = build_passages(self._snapshot, hits, options)
        read = passages[: SpanReading().passages]
        signals = signals_of(self._reader, question, read)
        return (signals, {passage.source for passage in read}) if signals else None


def signals_of(
    reader: SpanReader | SentenceReader, question: str, passages: Sequence[Passage]
) -> Signals | None:
    """Return what a reader knows of a question, `None` where it finds nothing."""
    if isinstance(reader, SpanReader):
        found = reader.rank(question, passages)
        return reader.signals(question, passages, found) if found else None
    ranked = reader.rank(question, passages)
    return reader.signals(question, passages, ranked) if ranked else None
