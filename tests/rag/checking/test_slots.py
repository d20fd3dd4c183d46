from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.checking.slots import is_taken
from rag.checking.told import read

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer

TOLD = "서울시는 지난해 부산시에서 산 버스를 고쳤다."


@pytest.mark.parametrize(
    "sentence",
    [
        "부산시는 지난해 서울시에서 산 버스를 고쳤다.",
        "대구시는 지난해 부산시에서 산 버스를 고쳤다.",
        "서울시는 지난해 대구시에서 산 버스를 고쳤다.",
    ],
)
def test_other_name_between_the_same_words_takes_its_slot(
    kiwi: KiwiAnalyzer, sentence: str
) -> None:
    assert is_taken(read(sentence, kiwi), read(TOLD, kiwi))


@pytest.mark.parametrize(
    "sentence",
    [
        TOLD,
        "서울시가 지난해 부산시에서 산 버스를 고쳤습니다.",
        "지난해 부산시에서 산 버스를 서울시가 고쳤다.",
        "서울시는 버스를 고쳤다.",
        "부산시에서 산 버스다.",
    ],
)
def test_same_names_in_any_order_take_none(kiwi: KiwiAnalyzer, sentence: str) -> None:
    assert not is_taken(read(sentence, kiwi), read(TOLD, kiwi))


def test_names_side_by_side_may_change_places(kiwi: KiwiAnalyzer) -> None:
    told = read("서울시와 부산시를 잇는 도로가 열렸다.", kiwi)
    assert not is_taken(read("부산시와 서울시를 잇는 도로가 열렸다.", kiwi), told)


def test_company_may_be_told_by_its_name(kiwi: KiwiAnalyzer) -> None:
    told = read("회사는 지난해 새 공장을 지었다.", kiwi)
    assert not is_taken(read("부산은행은 지난해 새 공장을 지었다.", kiwi), told)
