from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rag.composing import Statement, abstention, one_line, statements
from rag.confidence import CERTAIN, LIKELY, THRESHOLD
from rag.datatypes import Citation, Passage, Reading
from tests.fakes import SpaceAnalyzer

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.kinds import AnswerKind

QUESTION = "갈매대교는 언제 열렸나요?"


def cited(number: int, quote: str, *, start: int = 0, published: str | None = None) -> Citation:
    return Citation(
        number=number,
        source=f"{number}.txt",
        title=f"제목 {number}",
        published=published,
        start=start,
        end=start + len(quote),
        quote=quote,
    )


OPENED = cited(1, "갈매대교가 2018년 열렸다.")
YEAR = cited(1, "2018년", start=6)
LATER = cited(2, "다리는 2019년 열렸다.", published="2024-03-02T09:00")
LATER_YEAR = cited(2, "2019년", start=4)


def lines(reading: Reading, question: str = QUESTION, query: str = "") -> list[str]:
    told = statements(question, query or question, reading, SpaceAnalyzer())
    return [str(statement) for statement in told]


def reading(
    *citations: Citation,
    sure: float = CERTAIN,
    short: Citation | None = None,
    kind: AnswerKind = "fact",
) -> Reading:
    words = short.quote if short else None
    return Reading(citations=citations, confidence=sure, short_answer=words, short=short, kind=kind)


def test_statement_ends_with_the_markers_of_what_carries_it() -> None:
    assert str(Statement(text="가", citations=(OPENED,))) == "가 [1]"
    assert str(Statement(text="가", citations=(LATER, OPENED, LATER))) == "가 [2] [1] [2]"


@pytest.mark.parametrize("kind", ["fact", "reason", "manner", "quote", "yes_no"])
def test_sentences_are_quoted_each_with_its_marker(kind: AnswerKind) -> None:
    assert lines(reading(OPENED, LATER, kind=kind)) == [
        "“갈매대교가 2018년 열렸다.” [1]",
        "“다리는 2019년 열렸다.” [2]",
    ]


@pytest.mark.parametrize("kind", ["compare", "summary"])
@pytest.mark.parametrize("sure", [LIKELY, CERTAIN])
def test_each_article_is_told_by_its_title_and_day(kind: AnswerKind, sure: float) -> None:
    assert lines(reading(OPENED, LATER, kind=kind, sure=sure)) == [
        "‘제목 1’: “갈매대교가 2018년 열렸다.” [1]",
        "‘제목 2’(2024-03-02): “다리는 2019년 열렸다.” [2]",
    ]


def test_short_answer_comes_before_the_sentence_it_stands_in() -> None:
    told = statements(QUESTION, QUESTION, reading(OPENED, short=YEAR), SpaceAnalyzer())
    assert told == [
        Statement(text="2018년입니다.", citations=(YEAR,)),
        Statement(text="“갈매대교가 2018년 열렸다.”", citations=(OPENED,)),
    ]


@pytest.mark.parametrize(
    ("sure", "said"),
    [
        (CERTAIN, "갈매대교는 2018년에 열렸습니다. [1]"),
        (math.nextafter(CERTAIN, 0), "2018년입니다. [1]"),
        (LIKELY, "2018년입니다. [1]"),
    ],
)
def test_question_is_said_again_only_where_the_answer_is_certain(
    kiwi: KiwiAnalyzer, sure: float, said: str
) -> None:
    found = reading(OPENED, short=YEAR, sure=sure)
    assert str(statements(QUESTION, QUESTION, found, kiwi)[0]) == said


@pytest.mark.parametrize(
    ("question", "query", "said"),
    [
        # What was made whole by rule is nobody's wording.
        ("언제 열렸나요?", QUESTION, "2018년입니다. [1]"),
        # However it is typed, it is the question that was searched.
        (unicodedata.normalize("NFD", QUESTION), QUESTION, "갈매대교는 2018년에 열렸습니다. [1]"),
        (f"{QUESTION}\N{ZERO WIDTH SPACE}", QUESTION, "갈매대교는 2018년에 열렸습니다. [1]"),
    ],
)
def test_question_is_said_again_only_as_it_was_asked(
    kiwi: KiwiAnalyzer, question: str, query: str, said: str
) -> None:
    assert str(statements(question, query, reading(OPENED, short=YEAR), kiwi)[0]) == said


def test_question_in_english_gets_the_quote_in_an_english_frame() -> None:
    assert lines(reading(OPENED, short=YEAR), "When did it open?") == [
        "According to the article: “2018년”. [1]",
        "“갈매대교가 2018년 열렸다.” [1]",
    ]


@pytest.mark.parametrize("sure", [THRESHOLD, LIKELY, CERTAIN])
def test_language_is_that_of_what_was_typed(sure: float) -> None:
    made_whole, found = QUESTION, reading(OPENED, short=YEAR, sure=sure)
    first = statements("When?", made_whole, found, SpaceAnalyzer())[0]
    assert first.text.startswith(("According to the article: “", "The articles do not say so"))


WEAK = math.nextafter(LIKELY, 0)


@pytest.mark.parametrize("sure", [THRESHOLD, WEAK])
@pytest.mark.parametrize("kind", ["fact", "quote", "compare", "summary"])
def test_weak_answer_says_so_and_tells_nothing_in_its_own_words(
    sure: float, kind: AnswerKind
) -> None:
    found = replace(
        reading(OPENED, LATER, short=YEAR, sure=sure, kind=kind), differing=(YEAR, LATER_YEAR)
    )
    assert lines(found) == [
        "분명하지는 않지만, 가장 가까운 대목은 이렇습니다: “갈매대교가 2018년 열렸다.” [1]",
        "“다리는 2019년 열렸다.” [2]",
    ]


def test_weak_answer_is_in_the_language_of_the_question() -> None:
    said = "The articles do not say so clearly; the nearest passage is: “갈매대교가 2018년 열렸다.”"
    assert lines(reading(OPENED, sure=WEAK), "When did it open?") == [f"{said} [1]"]


@pytest.mark.parametrize(
    "found",
    [
        reading(OPENED, short=YEAR, sure=math.nextafter(THRESHOLD, 0)),
        reading(OPENED, short=YEAR, sure=0.0),
        # Sure of nothing.
        reading(sure=1.0),
        reading(sure=1.0, short=YEAR),
    ],
)
def test_what_is_unsure_or_has_no_quote_is_not_told(found: Reading) -> None:
    assert lines(found) == []


@pytest.mark.parametrize(
    ("question", "are_reasons", "said"),
    [
        (QUESTION, False, "기사마다 다릅니다: ‘2018년’, ‘2019년’ [1] [2]"),
        (QUESTION, True, "기사마다 설명이 다릅니다: ‘2018년’, ‘2019년’ [1] [2]"),
        ("When?", False, "The articles differ: “2018년”, “2019년” [1] [2]"),
    ],
)
def test_disagreement_is_one_line_with_all_of_its_citations(
    question: str, said: str, *, are_reasons: bool
) -> None:
    found = replace(
        reading(OPENED, LATER, sure=LIKELY, short=YEAR),
        differing=(YEAR, LATER_YEAR),
        are_reasons=are_reasons,
    )
    told = statements(question, question, found, SpaceAnalyzer())
    assert str(told[-1]) == said
    assert told[-1].citations == (YEAR, LATER_YEAR)
    assert len(told) == 4


@pytest.mark.parametrize("kind", ["fact", "summary"])
@pytest.mark.parametrize("sure", [THRESHOLD, LIKELY, CERTAIN])
def test_every_statement_is_one_line_and_every_marker_has_its_citation(
    sure: float, kind: AnswerKind
) -> None:
    first = replace(OPENED, quote="갈매대교가\r\n 2018년\t열렸다.")
    year, later = replace(YEAR, quote="2018\n년"), replace(LATER_YEAR, quote="2019\n년")
    found = replace(
        reading(first, LATER, OPENED, short=year, sure=sure, kind=kind), differing=(year, later)
    )
    told = statements(QUESTION, QUESTION, found, SpaceAnalyzer())
    text = "\n".join(map(str, told))
    assert len(text.splitlines()) == len(told) > 0
    assert [int(number) for number in re.findall(r"\[(\d)\]", text)] == [
        citation.number for statement in told for citation in statement.citations
    ]
    # The citation keeps its line ends, for they are in the article.
    assert first in {citation for statement in told for citation in statement.citations}


@pytest.mark.parametrize(
    ("quote", "line"),
    [("다리는\r\n  아주\t길다.", "다리는 아주 길다."), (" 길다. \n", "길다."), ("길다", "길다")],
)
def test_quote_becomes_one_line(quote: str, line: str) -> None:
    assert one_line(quote) == line


def passage(number: int, title: str) -> Passage:
    return Passage(
        number=number,
        source=f"{number}.txt",
        title=title,
        published=None,
        start=0,
        end=2,
        text="다리",
        score=0.5,
    )


@pytest.mark.parametrize(
    ("titles", "named"),
    [
        ([], ""),
        (["가"], " 가장 가까운 기사는 ‘가’입니다."),
        # Two passages of one article, and no more than two articles.
        (["나", "나", "가", "다"], " 가장 가까운 기사는 ‘나’, ‘가’입니다."),
    ],
)
def test_abstention_names_the_two_nearest_articles(titles: list[str], named: str) -> None:
    passages = [passage(number, title) for number, title in enumerate(titles, start=1)]
    assert abstention("왜?", passages) == f"기사에서 이 질문의 답을 찾지 못했습니다.{named}"
