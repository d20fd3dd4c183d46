from __future__ import annotations

from dataclasses import replace

import pytest

from index.datatypes import Place
from rag.datatypes import Answer, Citation, Ranks, Trace, Turn
from rag.showing import SHOWN_TURNS, last_question, with_sources
from tests.fakes import SpaceAnalyzer

SHOW = "방금 출처 보여줘"


def citation(start: int, quote: str, *, number: int = 1, source: str = "bridge.txt") -> Citation:
    return Citation(
        number=number,
        source=source,
        title="섬마을 다리 열리다",
        published="2024-03-02T09:00",
        start=start,
        end=start + len(quote),
        quote=quote,
    )


WHOLE, WORD = citation(42, "다리는 길다."), citation(46, "길다")
ELSEWHERE = citation(46, "길다", number=2, source="station.txt")
TRACE = Trace(terms=("다리",), ranks=(Ranks(number=1, terms=3),), searched_by=("terms",))


def answered(*citations: Citation) -> Answer:
    return Answer(
        question="다리는 긴가?",
        query="섬마을 다리는 긴가?",
        text="깁니다. [1]",
        answerable=bool(citations),
        confidence=1.0,
        short_answer="길다",
        citations=citations,
        passages=(),
        trace=TRACE,
    )


def turns(*questions: str) -> list[Turn]:
    return [Turn(question=question, answer="답.") for question in questions]


@pytest.mark.parametrize(
    ("citations", "shown"),
    [
        ((WORD, WHOLE), (WHOLE,)),
        ((WHOLE, WORD), (WHOLE,)),
        ((WHOLE, WHOLE), (WHOLE,)),
        ((WORD, ELSEWHERE), (WORD, ELSEWHERE)),
        # The same places of another file are other words.
        ((WHOLE, ELSEWHERE), (WHOLE, ELSEWHERE)),
    ],
)
def test_source_that_another_one_holds_is_not_shown_twice(
    citations: tuple[Citation, ...], shown: tuple[Citation, ...]
) -> None:
    found = with_sources(SHOW, answered(*citations))
    assert found.citations == shown
    assert [line[-3:] for line in found.text.splitlines()] == [
        f"[{citation.number}]" for citation in shown
    ]
    assert (found.question, found.short_answer) == (SHOW, None)


def test_sources_were_found_as_the_answer_was() -> None:
    found = with_sources(SHOW, answered(WHOLE))
    assert (found.query, found.trace) == ("섬마을 다리는 긴가?", TRACE)


def test_source_is_one_line_however_the_article_breaks_it() -> None:
    broken = citation(42, "다리는\r\n  길다.")
    found = with_sources(SHOW, answered(broken))
    assert found.text == "‘섬마을 다리 열리다’(2024-03-02): “다리는 길다.” [1]"
    assert found.citations == (broken,)


@pytest.mark.parametrize(("question", "page"), [(SHOW, "3쪽"), ("Show me the sources", "p. 3")])
def test_source_names_its_page_in_the_language_of_the_question(question: str, page: str) -> None:
    cited = replace(WHOLE, place=Place(start=40, page=3))
    found = with_sources(question, answered(cited))
    assert found.text == f"‘섬마을 다리 열리다’(2024-03-02, {page}): “다리는 길다.” [1]"
    assert found.citations == (cited,)


def test_abstention_has_no_sources_and_stays_as_it_was() -> None:
    found = with_sources(SHOW, answered())
    assert (found.question, found.text, found.citations) == (SHOW, "깁니다. [1]", ())


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ([], None),
        (turns("배는 없나?", " 다리는 긴가? "), "다리는 긴가?"),
        # What was said since is no question, or none that can be asked.
        (turns("다리는 긴가?", "고마워요", " ", SHOW, "가" * 2001), "다리는 긴가?"),
        (turns("고마워요"), None),
        (turns("다리는 긴가?", *["고마워요"] * (SHOWN_TURNS - 1)), "다리는 긴가?"),
        (turns("다리는 긴가?", *["고마워요"] * SHOWN_TURNS), None),
    ],
)
def test_last_question_is_the_one_that_was_searched(
    history: list[Turn], question: str | None
) -> None:
    earlier = last_question(history, SpaceAnalyzer())
    assert (earlier.question if earlier else None) == question


def test_last_question_is_understood_as_it_was() -> None:
    history = turns("2018년 배는 몇 척인가?", "2014년에는?")
    earlier = last_question(history, SpaceAnalyzer())
    assert earlier is not None
    assert earlier.candidates[0].query == "2014년 배는 몇 척인가?"
