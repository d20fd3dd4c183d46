from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.checking.korean import KoreanReader

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.checking.words import Word


def word(kiwi: KiwiAnalyzer, text: str, stem: str) -> Word:
    return next(item for item in KoreanReader(kiwi.tag(text)).words() if item.stem == stem)


@pytest.mark.parametrize(
    "text",
    [
        "가게를 인수하지 않았다.",
        "가게를 인수하지 못했다.",
        "가게를 안 인수했다.",
        "가게를 인수하지는 않을 것이다.",
        "가게를 인수할 수 없다.",
        "가게를 인수한 적이 없다.",
        "인수는 없다.",
        "이것은 인수가 아니다.",
        "가게 인수를 하지 않았다.",
        "가게 인수를 다시 하지는 않겠다.",
    ],
)
def test_negated_act_is_negative(kiwi: KiwiAnalyzer, text: str) -> None:
    assert word(kiwi, text, "인수").is_negative


@pytest.mark.parametrize(
    "text",
    [
        "가게를 인수했다.",
        "가게를 인수하지 않을 수 없었다.",
        "가게를 인수할 수 있다.",
        "돈이 없어 가게를 인수했다.",
        "인수가 이뤄졌다.",
    ],
)
def test_other_acts_are_not(kiwi: KiwiAnalyzer, text: str) -> None:
    assert not word(kiwi, text, "인수").is_negative


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("가게를 인수했다.", set()),
        ("가게를 인수할 계획이다.", {"planned"}),
        ("가게를 인수하기로 했다.", {"planned"}),
        ("가게를 인수할 것이다.", {"planned"}),
        ("가게를 인수하겠다.", {"planned"}),
        ("가게를 인수하려고 한다.", {"planned"}),
        ("가게 인수 계획을 밝혔다.", {"planned"}),
        ("가게 인수를 추진한다.", {"planned"}),
        ("가게를 인수하면 좋다.", {"conditional"}),
        ("가게를 인수했다고 밝혔다.", {"quoted"}),
        ("가게를 인수했다고 주장했다.", {"quoted", "claimed"}),
        ("가게를 인수한 것으로 알려졌다.", {"claimed"}),
        ("가게를 인수했다는 의혹이 있다.", {"claimed"}),
        ("가게를 인수했다고 부인했다.", {"quoted", "denied"}),
        ("가게 인수에 실패했다.", {"denied"}),
        ("가게를 인수하는 데 실패했다.", {"denied"}),
        ("가게 인수 계획을 취소했다.", {"planned", "denied"}),
    ],
)
def test_what_endings_and_nouns_say_of_an_act(
    kiwi: KiwiAnalyzer, text: str, modes: set[str]
) -> None:
    assert word(kiwi, text, "인수").modes == modes


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("시청이 책을 샀다.", "subject"),
        ("시청은 책을 샀다.", "topic"),
        ("나루가 시청을 보았다.", "object"),
        ("시청의 책이다.", "of"),
        ("나루가 시청에게 주었다.", "at"),
        ("나루는 시청에서 왔다.", "from"),
        ("나루는 시청으로 갔다.", "to"),
        ("나루가 시청보다 크다.", "than"),
        # What stands together without particles is what its last word is.
        ("시청 대표가 왔다.", "subject"),
    ],
)
def test_particle_tells_the_role(kiwi: KiwiAnalyzer, text: str, role: str) -> None:
    assert word(kiwi, text, "시청").role == role


def test_particle_behind_a_figure_tells_the_role_too(kiwi: KiwiAnalyzer) -> None:
    assert word(kiwi, "직원 300명이 왔다.", "직원").role == "subject"


def test_passive_is_told(kiwi: KiwiAnalyzer) -> None:
    assert word(kiwi, "가게가 인수됐다.", "인수").is_passive
    assert not word(kiwi, "가게를 인수했다.", "인수").is_passive
    assert word(kiwi, "다리가 만들어졌다.", "만들").is_passive


def test_prefix_that_negates_is_a_part_of_the_word(kiwi: KiwiAnalyzer) -> None:
    assert word(kiwi, "그것은 불가능하다.", "불가능").is_predicate
