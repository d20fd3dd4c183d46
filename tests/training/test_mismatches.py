from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training.mismatches import (
    MISMATCHED,
    mismatched_rows,
    name_in,
    of_another_article,
    renamed,
    with_other_names,
)
from training.rows import Article, Row

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer

BRIDGE = Row(
    group="korquad",
    title="서울 대교",
    context="서울 대교는 2011년에 한빛건설이 세웠다. 길이는 1,150미터이다.",
    question="서울에 다리를 세운 회사는?",
    answer="한빛건설",
    start=15,
)
FESTIVAL = Row(
    group="korquad",
    title="부산 등불 축제",
    context="부산 등불 축제는 해마다 4월에 열린다.",
    question="부산에서 등불 축제가 열리는 달은?",
    answer="4월",
    start=14,
)


def test_other_name_is_out_of_another_question_and_not_in_the_passage(kiwi: KiwiAnalyzer) -> None:
    asked = [BRIDGE, FESTIVAL]
    rows = [row for seed in "abcdefghijkl" for row in with_other_names(asked, kiwi, seed)]
    assert {(row.question, row.title, row.context) for row in rows} == {
        ("부산에 다리를 세운 회사는?", BRIDGE.title, BRIDGE.context),
        ("서울에서 등불 축제가 열리는 달은?", FESTIVAL.title, FESTIVAL.context),
    }
    assert {(row.group, row.answer, row.start) for row in rows} == {(MISMATCHED, "", -1)}


def test_question_without_a_name_gets_none(kiwi: KiwiAnalyzer) -> None:
    row = Row(group="ko", title="다리", context="다리는 길다.", question="다리는 얼마나 긴가?")
    assert list(with_other_names([row], kiwi, "a")) == []


def test_question_is_asked_of_an_article_that_hardly_tells_it(kiwi: KiwiAnalyzer) -> None:
    passages = [("은빛 호수 (강원도)", "은빛 호수는 산속에 있는 호수이다.")]
    row = Row(group="ko", title="새빛 대교", context="", question="새빛 대교의 길이는 얼마인가?")
    made = list(of_another_article([row], passages, kiwi, "a"))
    assert made == [
        Row(
            group=MISMATCHED,
            title="은빛 호수 (강원도)",
            context="은빛 호수는 산속에 있는 호수이다.",
            question="은빛 호수의 길이는 얼마인가?",
        )
    ]


def test_question_is_not_asked_of_an_article_that_tells_it(kiwi: KiwiAnalyzer) -> None:
    passages = [("은빛 호수", "은빛 호수의 길이는 3킬로미터이다.")]
    row = Row(group="ko", title="새빛 대교", context="", question="새빛 대교의 길이는 얼마인가?")
    assert list(of_another_article([row], passages, kiwi, "a")) == []


@pytest.mark.parametrize(
    ("title", "question", "expected"),
    [
        ("새빛 대교", "새빛 대교는 언제 섰나?", "새빛 대교"),
        ("새빛 (노래)", "새빛을 부른 사람은?", "새빛"),
        ("새빛 대교", "새빛의 다리는 언제 섰나?", "새빛"),
        ("새빛", "새빛과 새빛 마을은?", ""),
        ("강", "강은 어디로 흐르나?", ""),
        ("", "다리는 언제 섰나?", ""),
    ],
)
def test_name_is_what_the_question_calls_its_article_by(
    title: str, question: str, expected: str
) -> None:
    assert name_in(Row(group="ko", title=title, context="", question=question)) == expected


@pytest.mark.parametrize(
    ("question", "old", "new", "expected"),
    [
        ("김은수가 졸업한 학교는?", "김은수", "박지원", "박지원이 졸업한 학교는?"),
        ("서울을 흐르는 강은?", "서울", "대구", "대구를 흐르는 강은?"),
        ("서울로 가는 기차는?", "서울", "부산", "부산으로 가는 기차는?"),
        ("서울은 언제 수도가 되었나?", "서울", "KBS", "KBS는 언제 수도가 되었나?"),
        ("서울 시장은 누구인가?", "서울", "부산", "부산 시장은 누구인가?"),
        ("2010년 서울에서는 무엇이 열렸나?", "서울", "대구", "2010년 대구에서는 무엇이 열렸나?"),
    ],
)
def test_particle_fits_the_other_name(
    kiwi: KiwiAnalyzer, question: str, old: str, new: str, expected: str
) -> None:
    start = question.index(old)
    assert renamed(question, (start, start + len(old)), new, kiwi) == expected


def test_articles_with_held_out_titles_are_not_asked(kiwi: KiwiAnalyzer) -> None:
    filler = "산과 들과 바다가 있는 고장이며 사람들이 모여 산다. " * 12
    # 강릉 is held out, 한강 is not: tests/training/test_rows.py.
    articles = [Article(title=title, text=filler) for title in ("강릉", "한강")]
    rows = mismatched_rows([BRIDGE, FESTIVAL], [], articles, kiwi, "a")
    assert {row.title for row in rows} <= {"한강", BRIDGE.title, FESTIVAL.title}
    assert {row.group for row in rows} == {MISMATCHED}
