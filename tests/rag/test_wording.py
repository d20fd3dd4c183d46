from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.wording import FRAME, content

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (["왜", "다리", "막히"], ["다리", "막히"]),
        (["다리", "이유", "다리"], ["다리", "다리"]),
        (["what", "is", "grok"], ["grok"]),
        # "the who" is asked about itself.
        (["the", "who"], ["the", "who"]),
        ([], []),
    ],
)
def test_words_that_only_ask_are_left_out_unless_there_is_no_other(
    terms: list[str], expected: list[str]
) -> None:
    assert content(terms) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("다리가 막힌 이유는 무엇인가?", ["다리", "막히"]),
        ("다리에 관한 설명이 궁금합니다.", ["다리"]),
        ("다리는 왜, 어떻게, 언제 막혔나?", ["다리", "막히"]),
        ("이 기사의 내용을 알리는 다리의 이름은?", ["다리"]),
        ("누가 어디에서 무엇을 막혔다고 부르나?", ["막히"]),
    ],
)
def test_words_are_as_kiwi_gives_them(
    kiwi: KiwiAnalyzer, question: str, expected: list[str]
) -> None:
    assert content([term for term, _ in kiwi.analyze(question).terms]) == expected


def test_words_are_lower_case_and_without_white_space() -> None:
    assert {word.lower() for word in FRAME} == FRAME
    assert not any(character.isspace() for word in FRAME for character in word)
