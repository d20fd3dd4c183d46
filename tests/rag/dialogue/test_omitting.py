from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.dialogue.followup import Candidate
from tests.rag.dialogue.conversations import guesses

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.dialogue.followup import Uses


@pytest.mark.parametrize(
    ("question", "names", "query", "uses"),
    [
        ("설립일은?", "이사", "X.AI의 설립일은?", "subject"),
        ("그럼 가격은?", "게임", "스마일게이트의 가격은?", "answer"),
        ("그럼 높이는?", "댐", "후버 댐의 높이는?", "subject"),
        ("길이는요?", "댐", "후버 댐의 길이는요?", "subject"),
        ("고향은?", "책", "대니얼 디포의 고향은?", "answer"),
        ("직원은 몇 명이야?", "책임자", "오픈AI의 직원은 몇 명이야?", "subject"),
        ("출발지는?", "사고", "대한항공 8509편의 출발지는?", "subject"),
        ("주제가는 누가 불렀어?", "영화", "겨울왕국의 주제가는 누가 불렀어?", "subject"),
        ("2편은 언제 나와?", "영화", "겨울왕국의 2편은 언제 나와?", "subject"),
        ("인구는?", "주도", "샤이엔의 인구는?", "subject"),
        ("높이는 얼마야?", "산", "에베레스트산의 높이는 얼마야?", "answer"),
        # English.
        ("And the salary?", "ceo", "What is the salary of OpenAI?", "subject"),
    ],
)
def test_attribute_gets_the_owner_it_leaves_out(
    question: str, names: str, query: str, uses: Uses, kiwi: KiwiAnalyzer
) -> None:
    assert guesses(question, names, kiwi)[0] == Candidate(query=query, uses=uses)


@pytest.mark.parametrize(
    ("question", "names", "query", "uses"),
    [
        ("누가 지었어?", "댐", "후버 댐은 누가 지었어?", "subject"),
        ("어디서 태어났음?", "책", "대니얼 디포는 어디서 태어났음?", "answer"),
        ("언제 설립됐어?", "이사", "X.AI는 언제 설립됐어?", "subject"),
        ("사람이 몇 명 죽었어?", "사고", "대한항공 8509편은 사람이 몇 명 죽었어?", "subject"),
        ("전염되나요?", "병", "알츠하이머병은 전염되나요?", "subject"),
        ("뭐 하는 회사야?", "이사", "X.AI는 뭐 하는 회사야?", "subject"),
        ("뭐 하는 사람이야?", "책임자", "제이슨 권은 뭐 하는 사람이야?", "answer"),
        ("누구야?", "책임자", "제이슨 권은 누구야?", "answer"),
        ("더 자세히 알려줘", "병", "알츠하이머병에 대해 더 자세히 알려줘", "subject"),
        # No thing is pointed at.
        ("그 뒤에는 어떻게 됐어?", "떠남", "머스크는 그 뒤에는 어떻게 됐어?", "subject"),
        # Who left is left out.
        ("왜 오픈AI를 떠났어?", "이사", "일론 머스크는 왜 오픈AI를 떠났어?", "answer"),
    ],
)
def test_sentence_gets_the_topic_it_leaves_out(
    question: str, names: str, query: str, uses: Uses, kiwi: KiwiAnalyzer
) -> None:
    assert guesses(question, names, kiwi)[0] == Candidate(query=query, uses=uses)


def test_turn_that_says_nothing_more_is_asked_behind_the_question_before(
    kiwi: KiwiAnalyzer,
) -> None:
    glued = Candidate(query="후버 댐은 언제 완공됐어? 대나무입니다.", uses="turn")
    assert guesses("대나무입니다.", "댐", kiwi) == (glued,)


def test_common_noun_may_be_a_new_topic_or_something_of_the_old_one(kiwi: KiwiAnalyzer) -> None:
    queries = [guess.query for guess in guesses("도서관은 언제 쉬나?", "대교", kiwi)]
    assert queries == ["도서관은 언제 쉬나?", "갈매대교의 도서관은 언제 쉬나?"]


@pytest.mark.parametrize(
    ("question", "after", "queries"),
    [
        # Who or what did it is asked for, and to what is said.
        (
            "갈매마을 우체국 수리에 얼마가 들었나요?",
            "댐",
            [
                "갈매마을 우체국 수리에 얼마가 들었나요?",
                "후버 댐은 갈매마을 우체국 수리에 얼마가 들었나요?",
            ],
        ),
        (
            "해안 도로 공사를 누가 맡았나요?",
            "댐",
            ["해안 도로 공사를 누가 맡았나요?", "후버 댐은 해안 도로 공사를 누가 맡았나요?"],
        ),
        # A single noun is more often something of the topic.
        (
            "수리에 얼마가 들었나요?",
            "댐",
            ["후버 댐은 수리에 얼마가 들었나요?", "수리에 얼마가 들었나요?"],
        ),
        # Who does it is left out.
        (
            "요금을 얼마나 올려?",
            "댐",
            ["후버 댐은 요금을 얼마나 올려?", "요금을 얼마나 올려?"],
        ),
    ],
)
def test_question_with_nouns_of_its_own_may_lean_on_nothing(
    question: str, after: str, queries: list[str], kiwi: KiwiAnalyzer
) -> None:
    assert [guess.query for guess in guesses(question, after, kiwi)] == queries
