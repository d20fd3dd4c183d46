"""Two articles, and what answers from them, for the tests of answering."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.datatypes import Span
from rag.answering import Answerer
from rag.datatypes import Answer, Citation, Passage, Reading, Trace, Turn
from tests.fakes import ListRetriever, SpaceAnalyzer, WordReader, cite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.language import Morpheme
    from index.snapshot import Snapshot
    from rag.datatypes import Reader


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.language import Morpheme
    from index.snapshot import Snapshot
    from rag.datatypes import Reader


BRIDGE = "섬마을 다리 열리다\n\n갯벌신문 윤서가 기자 2024.03.02 09:00\n\n다리는 길다. 배는 없다.\n"
STATION = "버려진 역 열리다\n\n역은 도서관이 됐다.\n"
TEXTS = {"섬/bridge.txt": BRIDGE, "station.txt": STATION}


# The last chunks, sentence by sentence.
LONG, NONE = Span(start=42, end=49), Span(start=50, end=56)
BRIDGE_PASSAGE = Passage(
    number=1,
    source="섬/bridge.txt",
    title="섬마을 다리 열리다",
    published="2024-03-02T09:00",
    start=42,
    end=56,
    text="다리는 길다. 배는 없다.",
    score=0.75,
    sentences=(LONG, NONE),
)
STATION_PASSAGE = Passage(
    number=2,
    source="station.txt",
    title="버려진 역 열리다",
    published=None,
    start=11,
    end=22,
    text="역은 도서관이 됐다.",
    score=0.5,
    sentences=(Span(start=11, end=22),),
)
LONG_CITATION = Citation(
    number=1,
    source="섬/bridge.txt",
    title="섬마을 다리 열리다",
    published="2024-03-02T09:00",
    start=42,
    end=49,
    quote="다리는 길다.",
)
STATION_CITATION = Citation(
    number=2,
    source="station.txt",
    title="버려진 역 열리다",
    published=None,
    start=11,
    end=22,
    quote="역은 도서관이 됐다.",
)
STEPS = ["understand", "search", "read", "compose", "total"]


@dataclass
class Certain:
    """Cites what `WordReader` does, this surely, and notes what it was asked."""

    confidence: float
    short_answer: str | None = None
    asked: list[str] = field(default_factory=list)

    def read(self, query: str, passages: Sequence[Passage]) -> Reading:
        self.asked.append(query)
        reading = WordReader().read(query, passages)
        return replace(reading, confidence=self.confidence, short_answer=self.short_answer)


@dataclass
class Judging:
    """Cites the first sentence of all, as surely as it is told for the query, else nothing."""

    sure: Mapping[str, float]
    asked: list[str] = field(default_factory=list)

    def read(self, query: str, passages: Sequence[Passage]) -> Reading:
        self.asked.append(query)
        if query not in self.sure:
            return Reading(citations=(), confidence=1.0)
        first = cite(passages[0], passages[0].sentences[0])
        return Reading(citations=(first,), confidence=self.sure[query])


class Counting(SpaceAnalyzer):
    """Notes which texts it is asked to take apart."""

    def __init__(self) -> None:
        self.tagged: list[str] = []

    def tag(self, text: str) -> tuple[Morpheme, ...]:
        self.tagged.append(text)
        return super().tag(text)


if TYPE_CHECKING:
    _certain: Reader = Certain(1)
    _judging: Reader = Judging({})


def last_chunks(snapshot: Snapshot, *sources: str) -> ListRetriever:
    """Return what finds the last chunk of each source, the first with 0.75, the next with 0.5."""
    chunks = [snapshot.store.chunks_of(source)[-1] for source in sources]
    return ListRetriever.of(chunks, [0.75, 0.5][: len(chunks)])


def answerer(snapshot: Snapshot, reader: Reader | None = None) -> Answerer:
    retriever = last_chunks(snapshot, *TEXTS)
    return Answerer(snapshot, retriever, reader or WordReader(), SpaceAnalyzer())


def untimed(answer: Answer) -> Answer:
    return replace(answer, timings_ms={}, trace=Trace())


# "2014년에는?" after a question for 2018 is the same for 2014, or else a question of its own.
BOATS = Turn(question="2018년 배는 몇 척인가?", answer="3척입니다. [1]")
WHOLE, ALONE = "2014년 배는 몇 척인가?", "2014년에는?"
SHOW = "방금 출처 보여줘"
THANKS = Turn(question="고마워요", answer="도움이 되었다니 다행입니다.")


def turns(*questions: str) -> list[Turn]:
    return [Turn(question=question, answer="답.") for question in questions]
