from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.dialogue.followup import Candidate
from tests.rag.dialogue.conversations import guesses

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer


@pytest.mark.parametrize(
    ("question", "names", "query"),
    [
        ("왜?", "떠남", "머스크는 왜 오픈AI를 떠났어?"),
        ("왜 그랬어?", "떠남", "머스크는 왜 오픈AI를 떠났어?"),
        ("그 이유는?", "떠남", "머스크는 왜 오픈AI를 떠났어?"),
        ("이유가 뭐야?", "떠남", "머스크는 왜 오픈AI를 떠났어?"),
        ("원인은?", "사고", "대한항공 8509편은 왜 추락했어?"),
        ("어디서?", "사고", "대한항공 8509편은 어디서 추락했어?"),
        ("언제부터?", "책임자", "오픈AI의 최고전략책임자는 언제부터?"),
        # English.
        ("Why?", "left", "Why did Elon Musk leave OpenAI?"),
        ("When?", "founder", "Who founded Apple? When?"),
    ],
)
def test_last_question_is_asked_with_other_asking_words(
    question: str, names: str, query: str, kiwi: KiwiAnalyzer
) -> None:
    assert guesses(question, names, kiwi)[0] == Candidate(query=query, uses="turn")


def test_reason_may_also_be_one_of_what_was_named(kiwi: KiwiAnalyzer) -> None:
    queries = [guess.query for guess in guesses("원인은?", "사고", kiwi)]
    assert queries == ["대한항공 8509편은 왜 추락했어?", "대한항공 8509편의 원인은?"]


@pytest.mark.parametrize(
    ("question", "names", "query"),
    [
        ("오픈AI는?", "이사", "오픈AI의 유일한 이사는 누구야?"),
        ("그럼 덴버는요?", "주도", "덴버는 어느 주의 주도야?"),
        ("2014년은?", "대회", "2014년 동계 올림픽은 어디서 열렸어?"),
        ("미국에서는?", "영화", "겨울왕국은 미국에서는 언제 개봉했어?"),
        # English.
        ("What about Google?", "ceo", "Who is the CEO of Google?"),
        ("What about the iPhone?", "founder", "Who founded the iPhone?"),
    ],
)
def test_last_question_is_asked_about_another_thing_time_or_place(
    question: str, names: str, query: str, kiwi: KiwiAnalyzer
) -> None:
    assert guesses(question, names, kiwi)[0] == Candidate(query=query, uses="turn")


@pytest.mark.parametrize(
    ("question", "names", "queries"),
    [
        ("오픈AI는?", "이사", ["오픈AI의 유일한 이사는 누구야?"]),
        # A description cannot be exchanged for a name.
        ("백두산은?", "산", ["세계에서 가장 높은 산은 어디야? 백두산은?", "백두산은?"]),
        # A common noun may also be something of what was named.
        ("고양이는?", "댐", ["후버 댐의 고양이는?", "고양이는 언제 완공됐어?", "고양이는?"]),
    ],
)
def test_other_topic_may_also_be_meant_by_itself(
    question: str, names: str, queries: list[str], kiwi: KiwiAnalyzer
) -> None:
    assert [guess.query for guess in guesses(question, names, kiwi)] == queries
