from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.datatypes import Article, Document, DocumentSummary, Fact, Span
from rag.suggesting.choosing import (
    Suggestion,
    about,
    best_first,
    from_sentences,
    is_answered,
    is_asked,
    shuffled,
    varied,
)
from tests.ui.records import answer, citation

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.datatypes import Answer
    from rag.suggesting.asking import Sort

TITLE = "부산 다리 소식"
SENTENCES = [
    "부산대교는 2019년에 열렸다.",
    "Busan Bridge was opened in 2019. Busan Bridge was closed in 2024.",
    "부산시청은 부산에 있다.",
]


def document(sentences: list[str] = SENTENCES, title: str = TITLE) -> Document:
    text = "\n".join([title, *sentences])
    places = [text.index(sentence) for sentence in sentences]
    return Document(
        source="a.txt",
        sha256="0",
        text=text,
        article=Article(title=Fact(value=title, start=0, end=len(title))),
        sentences=tuple(
            Span(start=start, end=start + len(sentence))
            for start, sentence in zip(places, sentences, strict=True)
        ),
    )


def suggestion(text: str, sort: Sort = "date", source: str = "a.txt", start: int = 0) -> Suggestion:
    return Suggestion(
        text=text, sort=sort, source=source, start=start, end=start + 10, answer="2019년"
    )


def test_questions_know_the_sentence_that_answers_them(kiwi: KiwiAnalyzer) -> None:
    article = document()
    found = list(from_sentences(article, [1, 0], kiwi))
    assert [(item.text, article.text[item.start : item.end]) for item in found] == [
        ("When was Busan Bridge opened?", "Busan Bridge was opened in 2019."),
        ("When was Busan Bridge closed?", "Busan Bridge was closed in 2024."),
        ("부산대교는 언제 열렸나요?", "부산대교는 2019년에 열렸다."),
    ]


def test_reason_is_asked_for_by_the_sentence_before(kiwi: KiwiAnalyzer) -> None:
    told = ["부산대교가 3월 1일부터 닫힌다.", "다리가 낡았기 때문이다."]
    found = [item.text for item in from_sentences(document(told), [1], kiwi)]
    assert found == ["부산대교는 왜 3월 1일부터 닫히나요?"]
    assert list(from_sentences(document(told[1:]), [0], kiwi)) == []


def test_article_itself_is_asked_about_in_both_languages() -> None:
    summary = DocumentSummary(
        source="a.txt",
        title="다리 열리다",
        publisher=None,
        published="2024-03-02",
        author=None,
        characters=1,
        chunks=1,
    )
    assert [item.text for item in about(summary, korean=True)] == [
        "‘다리 열리다’ 기사는 어떤 내용인가요?",
        "‘다리 열리다’ 기사는 언제 나왔나요?",
    ]
    assert [item.sort for item in about(summary, korean=False)] == ["summary", "byline"]
    assert {item.source for item in about(summary, korean=False)} == {"a.txt"}


def test_order_depends_on_the_seed_alone() -> None:
    letters = list("abcdefgh")
    assert shuffled(letters, "1") == shuffled(reversed(letters), "1")
    assert sorted(shuffled(letters, "1")) == letters
    assert shuffled(letters, "1") != shuffled(letters, "2")


def test_best_sort_comes_first() -> None:
    found = [suggestion("가?", "quote"), suggestion("나?", "nature"), suggestion("다?", "reason")]
    assert [item.sort for item in best_first(found, "1")] == ["reason", "nature", "quote"]
    assert best_first(found, "1") == best_first(found[::-1], "1")


def test_sorts_and_articles_take_turns() -> None:
    first = [
        suggestion("하나를 묻나요?", "date", start=0),
        suggestion("둘은 얼마인가요?", "number", start=20),
    ]
    second = [
        suggestion("셋은 언제였나요?", "date", "b.txt"),
        suggestion("넷은 어디인가요?", "place", "b.txt", start=20),
    ]
    # Dates are told once, so that the second article gives its place; then each gives its other.
    assert [item.text for item in varied([first, [], second], 4)] == [
        "하나를 묻나요?",
        "넷은 어디인가요?",
        "둘은 얼마인가요?",
        "셋은 언제였나요?",
    ]
    assert [item.text for item in varied([first, second], 1)] == ["하나를 묻나요?"]


@pytest.mark.parametrize(
    ("other", "count"),
    [
        # The same sentence, nearly the same words, and neither.
        (suggestion("부산은 어디에 있나요?", "place", start=0), 1),
        (suggestion("다리는 언제 처음 열렸나요?", "number", start=20), 1),
        (suggestion("부산은 어디에 있나요?", "place", start=20), 2),
    ],
)
def test_question_that_tells_the_answer_of_another_is_left_out(
    other: Suggestion, count: int
) -> None:
    first = suggestion("다리는 언제 열렸나요?", start=0)
    assert len(varied([[first, other]], 4)) == count


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["다리는 언제 열렸나요?"], True),
        (["다리는 언제 열렸나"], True),
        (["다리는 누가 지었나요?", "다리는 언제 열렸나요?"], True),
        (["다리는 누가 지었나요?"], False),
        ([], False),
    ],
)
def test_question_in_nearly_the_same_words_was_asked(*, asked: list[str], expected: bool) -> None:
    assert is_asked("다리는 언제 열렸나요?", asked) == expected


def test_two_questions_about_one_headline_are_two() -> None:
    title = "‘갈매섬과 뭍을 잇는 다리 열두 해 만에 열리다’"
    asked = [f"{title} 기사는 어떤 내용인가요?"]
    assert is_asked(f"{title} 기사는 어떤 내용인가요?", asked)
    assert not is_asked(f"{title} 기사는 언제 나왔나요?", asked)
    assert not is_asked("‘시장에 불 나다’ 기사는 어떤 내용인가요?", asked)


QUOTE = "다리는 2019년에 열렸다."
SURE = replace(
    answer("2019년입니다. [1]", citation(1, QUOTE, start=5), short_answer="2019년"), confidence=0.8
)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (SURE, True),
        (replace(SURE, short_answer=None), True),
        (replace(SURE, short_answer="2019 년"), True),
        (replace(SURE, short_answer="2019년 봄"), True),
        (replace(SURE, short_answer="2024년"), False),
        (replace(SURE, confidence=0.69), False),
        (replace(SURE, citations=()), False),
        # From another sentence, and from another article.
        (replace(SURE, citations=(citation(1, QUOTE, start=10),)), False),
        (replace(SURE, citations=(citation(1, QUOTE, source="b.txt", start=5),)), False),
        # The right sentence, but what is told first is from another article.
        (replace(SURE, citations=(citation(1, "가", source="b.txt"), *SURE.citations)), False),
    ],
)
def test_question_is_answered_by_its_own_sentence(*, found: Answer, expected: bool) -> None:
    # The sentence takes places 0 to 9.
    assert is_answered(suggestion("다리는 언제 열렸나요?"), found) == expected
