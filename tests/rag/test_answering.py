from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from index.datatypes import Span
from index.errors import InputError, StoreError
from rag.answering import Answerer, compose, one_line
from rag.confidence import THRESHOLD
from rag.datatypes import Answer, Citation, Passage, Reading, Turn
from rag.passages import PassageOptions
from tests.fakes import ListRetriever, WordReader, toy_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


_: Reader = Certain(1)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    snapshot = toy_snapshot(tmp_path_factory.mktemp("answering"), TEXTS)
    yield snapshot
    snapshot.close()


def last_chunks(snapshot: Snapshot, *sources: str) -> ListRetriever:
    """Return what finds the last chunk of each source, the first with 0.75, the next with 0.5."""
    chunks = [snapshot.store.chunks_of(source)[-1] for source in sources]
    return ListRetriever.of(chunks, [0.75, 0.5][: len(chunks)])


def answerer(snapshot: Snapshot, reader: Reader | None = None) -> Answerer:
    return Answerer(snapshot, last_chunks(snapshot, *TEXTS), reader or WordReader())


def untimed(answer: Answer) -> Answer:
    return replace(answer, timings_ms={})


def test_answer_is_quotes_with_their_places(snapshot: Snapshot) -> None:
    answer = answerer(snapshot, Certain(0.9, "도서관")).ask(" 길다 도서관이? ")
    assert untimed(answer) == Answer(
        question="길다 도서관이?",
        query="길다 도서관이?",
        text="다리는 길다. [1] 역은 도서관이 됐다. [2]",
        answerable=True,
        confidence=0.9,
        short_answer="도서관",
        citations=(LONG_CITATION, STATION_CITATION),
        passages=(BRIDGE_PASSAGE, STATION_PASSAGE),
    )


def test_abstention_names_the_nearest_articles_and_cites_nothing(snapshot: Snapshot) -> None:
    answer = answerer(snapshot).ask("우주는?")
    assert untimed(answer) == Answer(
        question="우주는?",
        query="우주는?",
        text="기사에서 이 질문의 답을 찾지 못했습니다. "
        "가장 가까운 기사는 ‘섬마을 다리 열리다’, ‘버려진 역 열리다’입니다.",
        answerable=False,
        confidence=0.0,
        short_answer=None,
        citations=(),
        passages=(BRIDGE_PASSAGE, STATION_PASSAGE),
    )


def test_abstention_is_in_the_language_of_the_question(snapshot: Snapshot) -> None:
    assert answerer(snapshot).ask("What about space?").text == (
        "The articles do not answer this question. "
        "The nearest are “섬마을 다리 열리다”, “버려진 역 열리다”."
    )


@pytest.mark.parametrize(
    ("confidence", "answerable"), [(THRESHOLD, True), (THRESHOLD - 0.001, False), (0.0, False)]
)
def test_answer_that_is_not_sure_enough_is_an_abstention(
    snapshot: Snapshot, confidence: float, *, answerable: bool
) -> None:
    answer = answerer(snapshot, Certain(confidence, "길다")).ask("길다")
    assert answer.answerable is answerable
    assert answer.confidence == confidence
    assert answer.citations == ((LONG_CITATION,) if answerable else ())
    assert answer.short_answer == ("길다" if answerable else None)


def test_sure_reading_without_a_quote_is_an_abstention(snapshot: Snapshot) -> None:
    answer = answerer(snapshot, Certain(1.0, "길다")).ask("우주는")
    assert (answer.answerable, answer.citations, answer.short_answer) == (False, (), None)


def test_nothing_found_is_an_abstention(snapshot: Snapshot) -> None:
    answer = Answerer(snapshot, ListRetriever(), WordReader()).ask("이 기사는 누가 썼나?")
    assert answer.text == "기사에서 이 질문의 답을 찾지 못했습니다."
    assert (answer.answerable, answer.passages) == (False, ())


def test_each_near_article_is_named_once(snapshot: Snapshot) -> None:
    chunks = snapshot.store.chunks_of("섬/bridge.txt")
    retriever = ListRetriever.of([chunks[3], chunks[0]], [0.75, 0.5])
    options = PassageOptions(passage_chars=1)
    answer = Answerer(snapshot, retriever, WordReader(), options).ask("우주는?")
    assert len(answer.passages) == 2
    assert answer.text.endswith("가장 가까운 기사는 ‘섬마을 다리 열리다’입니다.")


def test_every_citation_is_a_slice_and_lies_in_its_passage(snapshot: Snapshot) -> None:
    subject = answerer(snapshot)
    answer = subject.ask("다 됐 없")
    assert len(answer.citations) == 3
    for citation in answer.citations:
        assert subject.text(citation.source)[citation.start : citation.end] == citation.quote
        passage = answer.passages[citation.number - 1]
        assert (passage.number, passage.source) == (citation.number, citation.source)
        assert passage.start <= citation.start < citation.end <= passage.end


def test_the_kth_marker_belongs_to_the_kth_citation(snapshot: Snapshot) -> None:
    answer = answerer(snapshot).ask("없 됐 길")
    parts = re.split(r" \[(\d+)\] ?", answer.text)
    assert parts.pop() == ""
    assert list(zip(parts[::2], map(int, parts[1::2]), strict=True)) == [
        (citation.quote, citation.number) for citation in answer.citations
    ]
    assert [citation.number for citation in answer.citations] == [1, 1, 2]


def test_quote_over_two_lines_is_one_line_of_the_answer() -> None:
    quote = "다리는\r\n  아주\t길다."
    reading = Reading(citations=(replace(LONG_CITATION, quote=quote),), confidence=1)
    answer = compose("?", "?", [BRIDGE_PASSAGE], reading, {})
    assert answer.text == "다리는 아주 길다. [1]" == f"{one_line(quote)} [1]"
    assert answer.citations[0].quote == quote


def test_steps_are_timed(snapshot: Snapshot) -> None:
    timings = answerer(snapshot).ask("길다").timings_ms
    assert list(timings) == ["search", "read", "total"]
    assert min(timings.values()) >= 0
    assert timings["total"] >= max(timings["search"], timings["read"])


@pytest.mark.parametrize("question", ["", " \n", "가" * 2001])
def test_question_that_cannot_be_asked_is_not_searched(snapshot: Snapshot, question: str) -> None:
    retriever = ListRetriever()
    subject = Answerer(snapshot, retriever, WordReader())
    for ask in (subject.ask, subject.search):
        with pytest.raises(InputError):
            ask(question)
    assert retriever.asked == []


def test_follow_up_is_searched_and_read_with_the_turn_before(snapshot: Snapshot) -> None:
    retriever, reader = last_chunks(snapshot, *TEXTS), Certain(1)
    turn = Turn(question="역은 무엇이 됐나?", answer="역은 도서관이 됐다. [1]")
    answer = Answerer(snapshot, retriever, reader).ask("그 다리는?", [turn])
    whole = "역은 무엇이 됐나? 역은 도서관이 됐다. 그 다리는?"
    assert (answer.question, answer.query) == ("그 다리는?", whole)
    assert [query for query, _ in retriever.asked] == reader.asked == [whole]


def test_question_in_decomposed_letters_gets_the_same_answer(snapshot: Snapshot) -> None:
    for question in ("다리는 길다?", "이 기사는 누가 썼나?"):
        subject = answerer(snapshot)
        decomposed = unicodedata.normalize("NFD", question)
        expected = replace(untimed(subject.ask(question)), question=decomposed)
        assert untimed(subject.ask(decomposed)) == expected
        assert expected.answerable


def test_byline_is_quoted_and_the_passages_move_up(snapshot: Snapshot) -> None:
    reader = Certain(1)
    answer = answerer(snapshot, reader).ask("다리 기사는 누가 썼나?")
    line = "갯벌신문 윤서가 기자 2024.03.02 09:00"
    assert answer.text == f"{line} [1]"
    assert answer.short_answer == "윤서가 기자"
    assert answer.answerable
    assert answer.citations == (replace(LONG_CITATION, start=12, end=40, quote=line),)
    assert answer.passages == (
        replace(BRIDGE_PASSAGE, start=12, end=40, text=line, score=1.0, sentences=()),
        replace(BRIDGE_PASSAGE, number=2),
        replace(STATION_PASSAGE, number=3),
    )
    assert reader.asked == []


@pytest.mark.parametrize(
    ("question", "short_answer"),
    [
        ("이 기사는 언제 나왔나?", "2024-03-02T09:00"),
        ("이 기사는 어느 신문에 실렸나?", "갯벌신문"),
    ],
)
def test_day_and_publisher_are_told_too(
    snapshot: Snapshot, question: str, short_answer: str
) -> None:
    assert answerer(snapshot).ask(question).short_answer == short_answer


def test_article_without_a_byline_is_not_given_the_next_one(snapshot: Snapshot) -> None:
    retriever = last_chunks(snapshot, "station.txt", "섬/bridge.txt")
    answer = Answerer(snapshot, retriever, WordReader()).ask("역 기사는 누가 썼나?")
    assert not answer.answerable
    assert answer.citations == ()
    assert [passage.source for passage in answer.passages] == ["station.txt", "섬/bridge.txt"]


def test_question_after_one_for_a_byline_is_an_ordinary_one(snapshot: Snapshot) -> None:
    turn = Turn(question="다리 기사는 누가 썼나?", answer="윤서가 기자 [1]")
    answer = answerer(snapshot).ask("그 역은 도서관이 됐나?", [turn])
    assert STATION_CITATION in answer.citations


def test_search_gives_as_many_passages_as_asked_for(snapshot: Snapshot) -> None:
    retriever = last_chunks(snapshot, *TEXTS)
    subject = Answerer(snapshot, retriever, WordReader(), PassageOptions(passages=1, hits=3))
    assert subject.search("다리") == [BRIDGE_PASSAGE]
    assert subject.search("다리", passages=2) == [BRIDGE_PASSAGE, STATION_PASSAGE]
    # Passages are made of joined chunks, so that more of those are looked at.
    assert [top_k for _, top_k in retriever.asked] == [3, 4]


def test_sources_are_ranked_each_once(snapshot: Snapshot) -> None:
    bridge, station = (snapshot.store.chunks_of(source) for source in TEXTS)
    retriever = ListRetriever.of([bridge[3], bridge[0], station[0]], [0.75, 0.5, 0.25])
    subject = Answerer(snapshot, retriever, WordReader())
    turn = Turn(question="역은?", answer="도서관이다.")
    assert subject.rank_sources("그 다리는?", [turn], top_k=2) == list(TEXTS)
    assert subject.rank_sources("다리는 긴가?", [turn], top_k=1) == ["섬/bridge.txt"]
    assert retriever.asked == [("역은? 도서관이다. 그 다리는?", 20), ("다리는 긴가?", 10)]


def test_text_is_that_of_the_index(snapshot: Snapshot) -> None:
    subject = answerer(snapshot)
    assert {source: subject.text(source) for source in TEXTS} == TEXTS
    with pytest.raises(StoreError, match=r"^no article '../a.txt' in the index"):
        subject.text("../a.txt")
