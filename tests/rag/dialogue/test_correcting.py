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
        ("아니, xAI 말고 오픈AI", "이사", "오픈AI의 유일한 이사는 누구야?"),
        ("아니 구글이 아니라 애플", "이사", "애플의 유일한 이사는 누구야?"),
        ("X.AI가 아니고 오픈AI요", "이사", "오픈AI의 유일한 이사는 누구야?"),
        ("오픈AI 말이야", "이사", "오픈AI의 유일한 이사는 누구야?"),
        ("내 말은 오픈AI", "이사", "오픈AI의 유일한 이사는 누구야?"),
        ("후버댐 말고 그랜드쿨리댐", "댐", "그랜드쿨리댐은 언제 완공됐어?"),
        ("아니, 2018년 말고 2014년", "대회", "2014년 동계 올림픽은 어디서 열렸어?"),
        ("이사 말고 대표", "이사", "X.AI의 유일한 대표는 누구야?"),
        ("언제 말고 왜", "떠남", "머스크는 왜 오픈AI를 떠났어?"),
        # English.
        ("No, I meant Google", "ceo", "Who is the CEO of Google?"),
        ("not OpenAI but Google", "ceo", "Who is the CEO of Google?"),
    ],
)
def test_what_was_misunderstood_is_exchanged(
    question: str, names: str, query: str, kiwi: KiwiAnalyzer
) -> None:
    assert guesses(question, names, kiwi)[0] == Candidate(query=query, uses="turn")


def test_asking_for_others_corrects_nothing(kiwi: KiwiAnalyzer) -> None:
    question = "X.AI 말고 다른 회사는?"
    assert guesses(question, "이사", kiwi) == (Candidate(query=question, uses="question"),)


def test_correction_that_is_a_question_by_itself_stands_alone(kiwi: KiwiAnalyzer) -> None:
    guess = guesses("머스크 말고 올트먼은 언제 떠났어?", "떠남", kiwi)[0]
    assert guess == Candidate(query="올트먼은 언제 떠났어?", uses="question")
