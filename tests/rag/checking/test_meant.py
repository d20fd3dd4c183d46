"""Whoever a sentence leaves out is who the sentences before it are about, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.checking.checker import Checker
from tests.rag.checking.printing import passage

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.datatypes import Passage

KOREAN = """\
달내군은 3일부터 베틀다리의 차량 통행을 막았다. \
기술자들이 아치 일곱 개 가운데 세 개에서 금을 찾았다.
가람천 위의 이 돌다리는 1874년에 놓였고 길이가 96미터다. 수리에는 27억원이 든다. \
한돌건설이 17일 공사를 시작해 11월 22일까지 끝낼 계획이다.
조우린 군수는 "삐걱거리는 다리는 도와 달라고 하는 것"이라고 의회에서 말했다.
점검을 맡은 윤태아 기술사는 겨울마다 뿌린 소금이 금의 원인이라고 했다. \
그는 아치가 무너질 위험은 없다고 했다.
운전자는 미르골로 돌아가야 해 6킬로미터를 더 간다. 하루 4100대가 이 다리를 지났다. \
군은 통학 버스 두 대를 더 마련한다.
다리 서쪽 끝에서 빵집을 하는 강나래 사장은 장사를 걱정했다. \
그는 첫날 빵이 140개 덜 팔렸다고 했다."""
ENGLISH = """\
Tillenby closed the Weavers' Bridge to all cars on Monday, 3 June. Engineers had found cracks in \
three of its seven arches.
The stone bridge over the Small Ouvel was built in 1874 and is 96 metres long. The repair will \
cost 2.7 million crowns. The firm Haldane Stoneworks will begin on 17 June.
"A bridge that creaks is asking for help," Mayor Orrin Fenwick told the council.
Engineer Thea Marrack, who led the inspection, blamed the cracks on salt. She said the arches were \
in no danger of falling.
Drivers have to go round by Pottersgate. Some 4,100 vehicles used the bridge each day.
Baker Ludo Hask, whose shop stands at the western end, fears for his trade. He said he sold 140 \
loaves fewer on the first day."""


@pytest.fixture(scope="module")
def checker(kiwi: KiwiAnalyzer) -> Checker:
    return Checker(kiwi)


@pytest.fixture(scope="module")
def article(kiwi: KiwiAnalyzer) -> Passage:
    return passage(kiwi, KOREAN, 1, title="베틀다리 11월까지 통행 금지", published="2024-06-04")


@pytest.fixture(scope="module")
def english(kiwi: KiwiAnalyzer) -> Passage:
    title = "Weavers' Bridge shut to traffic until November"
    return passage(kiwi, ENGLISH, 1, title=title, published="2024-06-04")


@pytest.mark.parametrize(
    "sentence",
    [
        "강나래 사장은 첫날 빵이 140개 덜 팔렸다고 했다.",
        "윤태아 기술사는 아치가 무너질 위험은 없다고 했다.",
        # The last that was called so, and the headline.
        "달내군은 통학 버스 두 대를 더 마련한다.",
        "베틀다리 수리에는 27억원이 든다.",
        "하루 4100대가 베틀다리를 지났다.",
    ],
)
def test_who_the_sentence_before_is_about_is_meant(
    checker: Checker, article: Passage, sentence: str
) -> None:
    assert checker.check(sentence, [article]).is_supported


@pytest.mark.parametrize(
    "sentence",
    [
        "조우린 군수는 첫날 빵이 140개 덜 팔렸다고 했다.",
        "윤태아 기술사는 첫날 빵이 140개 덜 팔렸다고 했다.",
        "한돌건설은 첫날 빵이 140개 덜 팔렸다고 했다.",
        "조우린 군수는 아치가 무너질 위험은 없다고 했다.",
        # Named later only.
        "강나래 사장은 아치가 무너질 위험은 없다고 했다.",
        "미르골 수리에는 27억원이 든다.",
        "조우린 군수는 통학 버스 두 대를 더 마련한다.",
        "한돌건설은 통학 버스 두 대를 더 마련한다.",
        "윤태아 기술사가 빵집을 한다.",
        "한돌건설은 길이가 96미터다.",
    ],
)
def test_no_other_name_of_the_article_is_meant(
    checker: Checker, article: Passage, sentence: str
) -> None:
    assert not checker.check(sentence, [article]).is_supported


@pytest.mark.parametrize(
    "sentence",
    [
        "Ludo Hask sold 140 loaves fewer on the first day.",
        "Thea Marrack said the arches were in no danger of falling.",
        "The repair of the Weavers' Bridge will cost 2.7 million crowns.",
        "Thea Marrack led the inspection of the Weavers' Bridge.",
        "Some 4,100 vehicles used the Weavers' Bridge each day.",
    ],
)
def test_who_an_english_sentence_leaves_out_is_meant(
    checker: Checker, english: Passage, sentence: str
) -> None:
    assert checker.check(sentence, [english]).is_supported


@pytest.mark.parametrize(
    "sentence",
    [
        "Orrin Fenwick sold 140 loaves fewer on the first day.",
        "Thea Marrack sold 140 loaves fewer on the first day.",
        "Orrin Fenwick said the arches were in no danger of falling.",
        "Haldane Stoneworks is 96 metres long.",
        "The repair of the Small Ouvel will cost 2.7 million crowns.",
        "The repair of Pottersgate will cost 2.7 million crowns.",
        "Some 4,100 vehicles used the Small Ouvel each day.",
    ],
)
def test_no_other_english_name_is_meant(checker: Checker, english: Passage, sentence: str) -> None:
    assert not checker.check(sentence, [english]).is_supported


@pytest.mark.parametrize(
    "sentence",
    [
        # With words of the headline.
        "Pottersgate traffic is shut for drivers.",
        "The bridge traffic is used each day.",
        # With a word of this sentence and a word of that.
        "The council has salt for trade.",
        "The engineers have a shop for salt.",
    ],
)
def test_no_english_sentence_is_made_of_words_from_here_and_there(
    checker: Checker, english: Passage, sentence: str
) -> None:
    assert not checker.check(sentence, [english]).is_supported
