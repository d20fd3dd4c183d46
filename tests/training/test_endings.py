from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from training.asking import Asking
from training.endings import ask_identity, ask_in_place, ask_last, predicate_of
from training.phrases import words_of

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from training.endings import Predicate


def predicate(kiwi: KiwiAnalyzer, sentence: str) -> Predicate:
    found = predicate_of(words_of(kiwi.tag(sentence))[-1], sentence)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("예산안이 통과되었다.", {"통과됐나", "통과됐는가", "통과됐습니까", "통과됐어"}),
        ("이웃을 도왔다.", {"도왔나", "도왔는가", "도왔습니까", "도왔어"}),
        ("물이 바다로 흐른다.", {"흐르나", "흐르는가", "흐릅니까", "흘러"}),
        ("산에 절이 있다.", {"있나", "있는가", "있습니까", "있어"}),
        ("물을 마실 수 없다.", {"없나", "없는가", "없습니까", "없어"}),
        ("호수는 물이 맑다.", {"맑은가", "맑습니까"}),
        ("도시는 매우 유명하다.", {"유명한가", "유명합니까"}),
        ("수도는 파리이다.", {"파리인가", "파리입니까"}),
        ("그는 작곡가였다.", {"작곡가였나", "작곡가였습니까", "작곡가였어"}),
    ],
)
def test_statement_ends_like_a_question(
    kiwi: KiwiAnalyzer, sentence: str, expected: set[str]
) -> None:
    told = predicate(kiwi, sentence)
    asked = {ask_in_place(told, kiwi, random.Random(seed)).rstrip("?") for seed in range(60)}
    assert expected <= asked
    assert all(ending.endswith(("나", "가", "까", "요", "어", "러", "해")) for ending in asked)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("예산안이 통과되었다.", "통과된 해는"),
        ("이웃을 도왔다.", "도운 해는"),
        ("집을 지었다.", "지은 해는"),
        ("물이 바다로 흐른다.", "흐르는 해는"),
        ("산에 절이 있다.", "있는 해는"),
        ("산에 절이 있었다.", "있었던 해는"),
        ("호수는 물이 맑다.", "맑은 해는"),
        ("도시는 매우 유명했다.", "유명했던 해는"),
        ("회장은 나라에 공헌하셨다.", "공헌하신 해는"),
    ],
)
def test_statement_describes_what_is_asked_for(
    kiwi: KiwiAnalyzer, sentence: str, expected: str
) -> None:
    told = predicate(kiwi, sentence)
    asked = ask_last(told, Asking(word="몇 년", noun="해"), kiwi, random.Random(1))
    assert asked is not None
    assert asked.rstrip("?") == expected


def test_what_is_left_open_is_still_asked(kiwi: KiwiAnalyzer) -> None:
    told = predicate(kiwi, "새 다리를 세웠다.")
    asking = Asking(word="누구", noun="사람", rest="누구")
    asked = {ask_last(told, asking, kiwi, random.Random(seed)) for seed in range(60)}
    assert asked == {
        f"세운 사람은 {ending}?"
        for ending in ("누구인가", "누구입니까", "누구야", "누구인가요", "누구일까")
    }


@pytest.mark.parametrize("sentence", ["수도는 파리이다.", "내일은 비가 오겠다."])
def test_statement_that_describes_nothing_has_no_such_form(
    kiwi: KiwiAnalyzer, sentence: str
) -> None:
    told = predicate(kiwi, sentence)
    assert ask_last(told, Asking(word="무엇", noun="것"), kiwi, random.Random(1)) is None


def test_number_has_no_noun_to_describe(kiwi: KiwiAnalyzer) -> None:
    told = predicate(kiwi, "새 다리를 세웠다.")
    assert ask_last(told, Asking(word="몇 명"), kiwi, random.Random(1)) is None


@pytest.mark.parametrize("text", ["다리를 언제 세웠나?", "다리를 세우고", "다리를 세워라.", "다리"])
def test_only_a_statement_has_a_predicate(kiwi: KiwiAnalyzer, text: str) -> None:
    assert predicate_of(words_of(kiwi.tag(text))[-1], text) is None


@pytest.mark.parametrize(("word", "expected"), [("몇 명", "몇 명인가?"), ("얼마", "얼마인가?")])
def test_question_word_with_the_copula(kiwi: KiwiAnalyzer, word: str, expected: str) -> None:
    assert expected in {ask_identity(word, kiwi, random.Random(seed)) for seed in range(40)}
