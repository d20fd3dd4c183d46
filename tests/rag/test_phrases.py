from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.datatypes import Place
from rag.phrases import (
    by_article,
    cannot_answer,
    courtesy,
    differ,
    english_place,
    is_abstention,
    is_korean,
    korean_place,
    unsure,
)

if TYPE_CHECKING:
    from rag.dialogue.smalltalk import Act


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("다리는 언제 열렸나?", True),
        (unicodedata.normalize("NFD", "다리"), True),
        ("What does 머스크 say?", True),
        ("ㅇㅇ?", True),
        ("When did it open?", False),
        ("橋はいつ?", False),
        ("123?", False),
        ("", False),
    ],
)
def test_any_hangul_makes_a_question_korean(question: str, *, expected: bool) -> None:
    assert is_korean(question) is expected


@pytest.mark.parametrize(
    ("question", "nearest", "said"),
    [
        ("왜?", [], "기사에서 이 질문의 답을 찾지 못했습니다."),
        (
            "왜?",
            ["다리", "역"],
            "기사에서 이 질문의 답을 찾지 못했습니다. 가장 가까운 기사는 ‘다리’, ‘역’입니다.",
        ),
        ("Why?", [], "The articles do not answer this question."),
        (
            "Why?",
            ["다리", "역"],
            "The articles do not answer this question. The nearest are “다리”, “역”.",
        ),
    ],
)
def test_abstention_is_in_the_language_of_the_question_and_names_the_nearest(
    question: str, nearest: list[str], said: str
) -> None:
    assert cannot_answer(question, nearest) == said


@pytest.mark.parametrize("question", ["왜?", "Why?"])
@pytest.mark.parametrize("nearest", [[], ["다리", "역"]])
def test_abstention_is_told_from_an_answer(question: str, nearest: list[str]) -> None:
    assert is_abstention(cannot_answer(question, nearest))
    assert not is_abstention("다리는 길다. [1]")


@pytest.mark.parametrize(
    "text",
    [
        unsure("왜?", "다리는 길다."),
        unsure("Why?", "다리는 길다."),
        by_article("다리", None, "다리는 길다."),
        differ("몇 채?", ["30채", "45채"], are_reasons=False),
        courtesy("고마워요", "thank"),
    ],
)
def test_what_else_is_said_is_no_abstention(text: str) -> None:
    assert not is_abstention(text)


@pytest.mark.parametrize(
    ("question", "act", "said"),
    [
        ("안녕하세요", "greet", "안녕하세요. 기사에 대해 물어보시면 근거와 함께 답해 드립니다."),
        (
            "Hello!",
            "greet",
            "Hello. Ask about the articles, and the answer comes with its sources.",
        ),
        ("고마워요", "thank", "도움이 되었다니 다행입니다. 더 궁금한 것이 있으면 물어보세요."),
        ("안녕히 계세요", "bye", "안녕히 가세요."),
        ("Bye", "bye", "Goodbye."),
        (
            "출처 보여줘",
            "show_sources",
            "아직 보여 드릴 출처가 없습니다. 기사에 대해 먼저 물어보세요.",
        ),
        # What has no language is answered in Korean; a Korean sentence may have English words.
        ("🙂", "remark", "기사에 대해 궁금한 것을 물어보세요."),
        ("...", "remark", "기사에 대해 궁금한 것을 물어보세요."),
        ("ok", "remark", "Ask about the articles."),
        ("ok 고마워", "thank", "도움이 되었다니 다행입니다. 더 궁금한 것이 있으면 물어보세요."),
    ],
)
def test_courtesy_is_answered_in_its_language(question: str, act: Act, said: str) -> None:
    assert courtesy(question, act) == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("왜?", "분명하지는 않지만, 가장 가까운 대목은 이렇습니다: “다리는 길다.”"),
        (
            "Why?",
            "The articles do not say so clearly; the nearest passage is: “다리는 길다.”",
        ),
    ],
)
def test_unsure_answer_says_so_in_the_language_of_the_question(question: str, said: str) -> None:
    assert unsure(question, "다리는 길다.") == said


@pytest.mark.parametrize(
    ("published", "line"),
    [
        (None, "‘다리’: “다리는 길다.”"),
        ("2024-03-02", "‘다리’(2024-03-02): “다리는 길다.”"),
        # The minute says nothing that one compares articles by.
        ("2024-03-02T09:00", "‘다리’(2024-03-02): “다리는 길다.”"),
    ],
)
def test_line_of_an_article_tells_its_title_and_day(published: str | None, line: str) -> None:
    assert by_article("다리", published, "다리는 길다.") == line


@pytest.mark.parametrize(
    ("published", "line"),
    [
        (None, "‘다리’(3쪽): “다리는 길다.”"),
        ("2024-03-02", "‘다리’(2024-03-02, 3쪽): “다리는 길다.”"),
    ],
)
def test_line_of_an_article_may_tell_the_page(published: str | None, line: str) -> None:
    assert by_article("다리", published, "다리는 길다.", "3쪽") == line


@pytest.mark.parametrize(
    ("place", "korean", "english"),
    [
        (None, "", ""),
        (Place(start=9), "", ""),
        (Place(start=9, page=3), "3쪽", "p. 3"),
        (Place(start=9, heading="맺는\n  말"), "맺는 말", "맺는 말"),
        (Place(start=9, page=12, heading="맺는 말"), "12쪽 · 맺는 말", "p. 12 · 맺는 말"),
    ],
)
def test_place_is_its_page_and_heading_in_one_line(
    place: Place | None, korean: str, english: str
) -> None:
    assert korean_place(place) == korean
    assert english_place(place) == english


def test_heading_that_is_the_title_is_no_place() -> None:
    titled = Place(start=0, page=1, heading="다리  열리다")
    assert korean_place(titled, "다리 열리다") == "1쪽"
    assert english_place(replace(titled, page=None), "다리\n열리다") == ""
    assert korean_place(titled, "다리") == "1쪽 · 다리 열리다"


@pytest.mark.parametrize(
    ("question", "are_reasons", "said"),
    [
        ("몇 채?", False, "기사마다 다릅니다: ‘30채’, ‘45채’"),
        ("왜?", True, "기사마다 설명이 다릅니다: ‘30채’, ‘45채’"),
        ("How many?", False, "The articles differ: “30채”, “45채”"),
        ("Why?", True, "The articles give different reasons: “30채”, “45채”"),
    ],
)
def test_disagreement_is_told_in_the_language_of_the_question(
    question: str, said: str, *, are_reasons: bool
) -> None:
    assert differ(question, ["30채", "45채"], are_reasons=are_reasons) == said
