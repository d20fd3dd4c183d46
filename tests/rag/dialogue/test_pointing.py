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
        ("그 회사는 언제 설립됐어?", "이사", "X.AI는 언제 설립됐어?", "subject"),
        ("그 회사는 언제 설립됐어?", "가치", "한빛전자 기업은 언제 설립됐어?", "subject"),
        ("그회사는언제설립됐어", "이사", "X.AI는 언제설립됐어", "subject"),
        ("그회사대표는누구야", "책임자", "오픈AI의 대표는누구야", "subject"),
        ("이 회사 직원은 몇 명임?", "이사", "X.AI 직원은 몇 명임?", "subject"),
        ("해당 기업의 매출은?", "게임", "스마일게이트의 매출은?", "answer"),
        ("그 회사 본사는 어디예요?", "게임", "스마일게이트 본사는 어디예요?", "answer"),
        ("그 회사의 대표는?", "대교", "솔바람건설의 대표는?", "answer"),
        ("그 대학은 언제 문을 열었나요?", "대학", "코넬 대학교는 언제 문을 열었나요?", "subject"),
        ("거기 총장은 누구야?", "대학", "코넬 대학교 총장은 누구야?", "subject"),
        ("그 사람은 뭐라고 했어?", "책임자", "제이슨 권은 뭐라고 했어?", "answer"),
        ("그 사람이 세운 회사는?", "이사", "일론 머스크가 세운 회사는?", "answer"),
        ("그는 몇 살이야?", "이사", "일론 머스크는 몇 살이야?", "answer"),
        ("그분 고향은 어디인가요?", "책", "대니얼 디포 고향은 어디인가요?", "answer"),
        ("걔한테 누가 졌어?", "책임자", "제이슨 권한테 누가 졌어?", "answer"),
        ("그 사람을 누가 비판했어?", "책임자", "제이슨 권을 누가 비판했어?", "answer"),
        ("그 사람은 언제 죽었어?", "총", "박정희는 언제 죽었어?", "answer"),
        ("그 작가는 어느 나라 사람이야?", "책", "대니얼 디포는 어느 나라 사람이야?", "answer"),
        ("그 도시에는 몇 명이 살아?", "주도", "샤이엔에는 몇 명이 살아?", "subject"),
        ("그 주의 인구는?", "주도", "와이오밍주의 인구는?", "answer"),
        ("그 섬에는 누가 살아?", "섬", "독도에는 누가 살아?", "subject"),
        ("거기에는 누가 살아?", "주도", "와이오밍주에는 누가 살아?", "answer"),
        ("거기서 뭘 팔아?", "산", "에베레스트산에서 뭘 팔아?", "answer"),
        ("거긴 어느 나라 땅이야?", "산", "에베레스트산은 어느 나라 땅이야?", "answer"),
        ("그 댐은 누가 지었어?", "댐", "후버 댐은 누가 지었어?", "subject"),
        ("그건 어디에 있어?", "댐", "후버 댐은 어디에 있어?", "subject"),
        ("그걸 누가 설계했어?", "댐", "후버 댐을 누가 설계했어?", "subject"),
        ("그게 뭐야?", "병", "알츠하이머병이 뭐야?", "subject"),
        ("그 책은 언제 나왔어?", "책", "로빈슨 크루소는 언제 나왔어?", "subject"),
        ("얘는 얼마나 살아?", "판다", "대왕판다는 얼마나 살아?", "subject"),
        ("그 병은 왜 생겨?", "병", "알츠하이머병은 왜 생겨?", "subject"),
        ("그 영화 감독은 누구임?", "영화", "겨울왕국 감독은 누구임?", "subject"),
        # What is left out besides: who left.
        ("왜 그 회사를 떠났어?", "떠남", "머스크는 왜 오픈AI를 떠났어?", "subject"),
        # Without a particle behind it, nobody else is missed.
        ("그 회사 언제 망했어?", "떠남", "오픈AI 언제 망했어?", "subject"),
        # English.
        ("When was it founded?", "ceo", "When was OpenAI founded?", "subject"),
        ("When was that company founded?", "ceo", "When was OpenAI founded?", "subject"),
        ("How old is he?", "ceo", "How old is Sam Altman?", "answer"),
        ("What is his salary?", "ceo", "What is Sam Altman's salary?", "answer"),
        ("How many people work there?", "ceo", "How many people work at OpenAI?", "subject"),
        ("What did they say?", "ceo", "What did OpenAI say?", "subject"),
        # From one language to the other.
        ("그 회사는 언제 설립됐어?", "ceo", "OpenAI는 언제 설립됐어?", "subject"),
        ("How old is he?", "책임자", "How old is 제이슨 권?", "answer"),
    ],
)
def test_word_that_points_back_gives_way_to_a_name(
    question: str, names: str, query: str, uses: Uses, kiwi: KiwiAnalyzer
) -> None:
    assert guesses(question, names, kiwi)[0] == Candidate(query=query, uses=uses)


@pytest.mark.parametrize(
    ("question", "names", "query", "uses"),
    [
        ("그 소송은 어떻게 끝났어?", "떠남", "머스크의 소송은 어떻게 끝났어?", "subject"),
        ("그 수목원은 언제 열었나?", "대교", "갈매대교의 수목원은 언제 열었나?", "subject"),
        ("그 감독은 또 뭘 찍었어?", "영화", "겨울왕국의 감독은 또 뭘 찍었어?", "subject"),
        (
            "그 사고로 몇 명이 숨졌어?",
            "사고",
            "대한항공 8509편의 사고로 몇 명이 숨졌어?",
            "subject",
        ),
    ],
)
def test_what_is_pointed_at_may_belong_to_what_was_named(
    question: str, names: str, query: str, uses: Uses, kiwi: KiwiAnalyzer
) -> None:
    assert guesses(question, names, kiwi)[0] == Candidate(query=query, uses=uses)


def test_then_is_the_day_that_was_last_named(kiwi: KiwiAnalyzer) -> None:
    then = guesses("그때 대표는 누구였어?", "떠남", kiwi)[0]
    assert then == Candidate(query="오픈AI의 2018년 2월 대표는 누구였어?", uses="subject")


@pytest.mark.parametrize(
    ("question", "names", "query"),
    [
        # About the article itself: the question before finds it.
        ("이 기사는 누가 썼나?", "대교", "갈매대교는 누가 놓았나? 이 기사는 누가 썼나?"),
        # Two are not one.
        ("그 두 사람은 언제 만났어?", "총", "김재규는 누구를 쐈어? 그 두 사람은 언제 만났어?"),
    ],
)
def test_what_no_name_stands_for_is_asked_behind_the_question_before(
    question: str, names: str, query: str, kiwi: KiwiAnalyzer
) -> None:
    assert guesses(question, names, kiwi)[0] == Candidate(query=query, uses="turn")


@pytest.mark.parametrize(
    ("question", "names", "queries"),
    [
        # Either may have been 쏜 사람.
        ("그 사람은 언제 죽었어?", "총", ["박정희는 언제 죽었어?", "김재규는 언제 죽었어?"]),
        # The owner is told, not what the company is called.
        ("그 회사는 언제 설립됐어?", "이사", ["X.AI는 언제 설립됐어?"]),
    ],
)
def test_second_guess_is_about_as_likely_as_the_first(
    question: str, names: str, queries: list[str], kiwi: KiwiAnalyzer
) -> None:
    assert [guess.query for guess in guesses(question, names, kiwi)] == queries
