from __future__ import annotations

import unicodedata

import pytest

from rag.phrases import cannot_answer, is_abstention, is_korean


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
