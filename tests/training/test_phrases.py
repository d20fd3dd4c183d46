from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training.phrases import is_balanced, phrases_of, words_of

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "예산안은 2023년 12월 21일 국회 본회의에서 통과되었다.",
            {"2023년 12월 21일", "국회 본회의"},
        ),
        ("김은수는 2014년 소설 《푸른 강》으로 등단했다.", {"김은수", "2014년"}),
        ("이 다리의 길이는 모두 1,150미터이다.", {"1,150미터"}),
        ("축제는 2021년 봄에 부산에서 열렸다.", {"부산"}),
        ("공사는 2011년 3월 2일 오전에 끝났다.", set()),
        ("지난해 베트남에서 연구소가 문을 열었다.", {"베트남"}),
        ("사람들은 산에 올라 물을 마셨다.", set()),
    ],
)
def test_phrases_that_can_be_asked_for(
    kiwi: KiwiAnalyzer, sentence: str, expected: set[str]
) -> None:
    phrases = list(phrases_of(words_of(kiwi.tag(sentence)), sentence))
    assert {phrase.text for phrase in phrases} == expected
    assert all(sentence[phrase.start : phrase.end] == phrase.text for phrase in phrases)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("국제통화기금(IMF)", True),
        ("《푸른 강》", True),
        ('"푸른 강"', True),
        ("(1999년", False),
        ("강》", False),
        ("'푸른", False),
    ],
)
def test_brackets_and_quotes_need_their_partners(text: str, *, expected: bool) -> None:
    assert is_balanced(text) is expected
