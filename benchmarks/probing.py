"""The signals of `rag.confidence`, for questions whose articles are there and for others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from rag.evidence import EvidenceOptions, SentenceReader
from rag.fusion import Fusion, Part
from rag.passages import PassageOptions, build_passages
from rag.retrieval import DenseRetriever, LexicalRetriever
from ui.wiring import DENSE_WEIGHT, LEXICAL_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from benchmarks.workbench import Question
    from index.datatypes import Analyzer, Encoder, Hit, Retriever
    from index.snapshot import Snapshot
    from rag.confidence import Signals

# What a question finds: the article that answers it ("found") or, although it is there, others
# only ("missed"); nothing but articles of the same title ("near"); none of them ("absent").
Kind: TypeAlias = Literal["found", "missed", "near", "absent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What was known of a question, and whether what was read answers it (kind `found` only).

    Attributes:
        title: Of the article that answers; those of one title belong together.
        kind: What there was to find.
        signals: What tells them apart.
    """

    title: str
    kind: Kind
    signals: Signals


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

    def __init__(self, snapshot: Snapshot, encoder: Encoder, analyzer: Analyzer) -> None:
        self._snapshot = snapshot
        self._chunks = {item.source: item.chunks for item in snapshot.store.summaries()}
        self._parts = [
            Hiding(DenseRetriever(snapshot, encoder)),
            Hiding(LexicalRetriever(snapshot, analyzer, "terms")),
            Hiding(LexicalRetriever(snapshot, analyzer, "bigrams")),
        ]
        dense, *lexical = self._parts
        self._fusion = Fusion(
            [
                Part(retriever=dense, weight=DENSE_WEIGHT, is_relative=True),
                *(Part(retriever=part, weight=LEXICAL_WEIGHT) for part in lexical),
            ]
        )
        self._reader = SentenceReader(encoder, analyzer, snapshot.lexical)

    def read(self, question: str, hidden: Collection[str]) -> tuple[Signals, set[str]] | None:
        """Return the signals and the sources that were read; `None` where nothing was found."""
        for part in self._parts:
            part.hidden = hidden
            part.deeper = sum(self._chunks[source] for source in hidden)
        options = PassageOptions()
        hits = self._fusion.retrieve(question, top_k=options.hits)
        passages = build_passages(self._snapshot, hits, options)
        ranked = self._reader.rank(question, passages)
        if not ranked:
            return None
        read = {passage.source for passage in passages[: EvidenceOptions().passages]}
        return self._reader.signals(question, passages, ranked), read


def probe(
    reader: Probe, questions: Sequence[Question], *, corpus: Sequence[Question]
) -> Iterator[Example]:
    """Yield each question up to three times: as it is, without its file, without its title.

    Args:
        reader: Reads the index that holds the files of the questions.
        questions: What is asked.
        corpus: All questions about the index: they tell which files share a title.
    """
    together = defaultdict(set)
    for question in corpus:
        together[question.title].add(question.source)
    for question in questions:
        siblings = together[question.title]
        hidings: dict[Kind, set[str]] = {"found": set(), "near": {question.source}}
        hidings["absent"] = siblings
        if len(siblings) == 1:
            del hidings["near"]
        for kind, hidden in hidings.items():
            found = reader.read(question.text, hidden)
            if found is None:
                continue
            signals, read = found
            is_missed = kind == "found" and question.source not in read
            yield Example(
                title=question.title, kind="missed" if is_missed else kind, signals=signals
            )
