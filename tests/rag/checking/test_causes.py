from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.checking.causes import is_reversed
from rag.checking.told import read

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer

BURST = "The pipe had burst because the heating had been turned off to save money."
SHUT = "한파로 인해 수도관이 터져 도서관이 문을 닫았다."
LATE = "개통이 늦어진 것은 강바닥이 무른 탓이다."


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The heating in the library was turned off because of a pipe burst.", BURST),
        ("Because the pipe burst, the heating was turned off.", BURST),
        ("도서관이 문을 닫았기 때문에 한파가 왔다.", SHUT),
        ("강바닥이 무른 이유는 개통이 늦어져서다.", LATE),
    ],
)
def test_cause_that_is_told_as_effect_is_found(
    sentence: str, told: str, kiwi: KiwiAnalyzer
) -> None:
    assert is_reversed(read(sentence, kiwi), read(told, kiwi))


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The pipe burst because the heating was off.", BURST),
        ("Because the heating had been turned off, the pipe burst.", BURST),
        ("The heating had been turned off.", BURST),
        ("한파 때문에 도서관이 문을 닫았습니다.", SHUT),
        ("도서관이 문을 닫은 이유는 한파입니다.", SHUT),
        ("강바닥이 무르기 때문에 개통이 늦어졌습니다.", LATE),
        ("개통이 늦어진 이유는 무른 강바닥입니다.", LATE),
        ("강바닥이 무르다.", LATE),
    ],
)
def test_cause_that_stays_one_is_not(sentence: str, told: str, kiwi: KiwiAnalyzer) -> None:
    assert not is_reversed(read(sentence, kiwi), read(told, kiwi))
