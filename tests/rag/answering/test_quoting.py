from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.errors import InputError, StoreError
from rag.answering import Answerer
from rag.confidence import LIKELY, THRESHOLD
from rag.datatypes import Answer
from rag.passages import PassageOptions
from tests.fakes import ListRetriever, SpaceAnalyzer, WordReader
from tests.rag.answering.articles import (
    ALONE,
    BOATS,
    BRIDGE_PASSAGE,
    LONG_CITATION,
    STATION_CITATION,
    STATION_PASSAGE,
    STEPS,
    TEXTS,
    WHOLE,
    Certain,
    answerer,
    last_chunks,
    untimed,
)

if TYPE_CHECKING:
    from index.snapshot import Snapshot


def test_answer_is_quotes_with_their_places(snapshot: Snapshot) -> None:
    answer = answerer(snapshot, Certain(LIKELY, "도서관")).ask(" 길다 도서관이? ")
    assert untimed(answer) == Answer(
        question="길다 도서관이?",
        query="길다 도서관이?",
        text="“다리는 길다.” [1]\n“역은 도서관이 됐다.” [2]",
        answerable=True,
        confidence=LIKELY,
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
    subject = Answerer(snapshot, ListRetriever(), WordReader(), SpaceAnalyzer())
    answer = subject.ask("이 기사는 누가 썼나?")
    assert answer.text == "기사에서 이 질문의 답을 찾지 못했습니다."
    assert (answer.answerable, answer.passages) == (False, ())


def test_each_near_article_is_named_once(snapshot: Snapshot) -> None:
    chunks = snapshot.store.chunks_of("섬/bridge.txt")
    retriever = ListRetriever.of([chunks[3], chunks[0]], [0.75, 0.5])
    options = PassageOptions(passage_chars=1)
    answer = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer(), options).ask("우주는?")
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
    lines = [re.fullmatch(r"“(.*)” \[(\d+)\]", line) for line in answer.text.splitlines()]
    assert [line and (line[1], int(line[2])) for line in lines] == [
        (citation.quote, citation.number) for citation in answer.citations
    ]
    assert [citation.number for citation in answer.citations] == [1, 1, 2]


def test_steps_are_timed(snapshot: Snapshot) -> None:
    timings = answerer(snapshot).ask("길다").timings_ms
    assert list(timings) == STEPS
    assert min(timings.values()) >= 0
    # Each is rounded to the microsecond.
    assert timings["total"] >= sum(timings[step] for step in STEPS[:-1]) - 0.005


@pytest.mark.parametrize("question", ["", " \n", "가" * 2001])
def test_question_that_cannot_be_asked_is_not_searched(snapshot: Snapshot, question: str) -> None:
    retriever = ListRetriever()
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer())
    for ask in (subject.ask, subject.search, lambda text: subject.rank_sources(text, top_k=1)):
        with pytest.raises(InputError):
            ask(question)
    assert retriever.asked == []


def test_question_in_decomposed_letters_gets_the_same_answer(snapshot: Snapshot) -> None:
    for question in ("다리는 길다?", "이 기사는 누가 썼나?"):
        subject = answerer(snapshot)
        decomposed = unicodedata.normalize("NFD", question)
        expected = replace(untimed(subject.ask(question)), question=decomposed)
        assert untimed(subject.ask(decomposed)) == expected
        assert expected.answerable


def test_search_gives_as_many_passages_as_asked_for(snapshot: Snapshot) -> None:
    retriever = last_chunks(snapshot, *TEXTS)
    options = PassageOptions(passages=1, hits=3)
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer(), options)
    assert subject.search("다리") == [BRIDGE_PASSAGE]
    assert subject.search("다리", passages=2) == [BRIDGE_PASSAGE, STATION_PASSAGE]
    # Passages are made of joined chunks, so that more of those are looked at.
    assert [top_k for _, top_k in retriever.asked] == [3, 4]


def test_sources_are_ranked_each_once(snapshot: Snapshot) -> None:
    bridge, station = (snapshot.store.chunks_of(source) for source in TEXTS)
    retriever = ListRetriever.of([bridge[3], bridge[0], station[0]], [0.75, 0.5, 0.25])
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer())
    assert subject.rank_sources(ALONE, [BOATS], top_k=2) == list(TEXTS)
    assert subject.rank_sources("다리는 긴가?", top_k=1) == ["섬/bridge.txt"]
    assert retriever.asked == [(WHOLE, 20), ("다리는 긴가?", 10)]


def test_text_is_that_of_the_index(snapshot: Snapshot) -> None:
    subject = answerer(snapshot)
    assert {source: subject.text(source) for source in TEXTS} == TEXTS
    with pytest.raises(StoreError, match=r"^no article '../a.txt' in the index"):
        subject.text("../a.txt")
