"""Conversations on articles of the Korean Wikipedia, and questions that these do not answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.dialogue.smalltalk import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A turn, and what should come of it.

    Attributes:
        question: As a person would type it.
        act: What the turn does.
        query: The question that stands alone, the best guess; empty unless the act is `ask`.
        answer: A short answer in the words of the article; empty where no article answers.
        source: The title of the article that answers; empty where none does.
        pattern: Regular expression that is found in every right answer; the answer itself if empty.
    """

    question: str
    act: Act = "ask"
    query: str = ""
    answer: str = ""
    source: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A question about an article that is there, asking what the article does not tell."""

    question: str
    nearest: str
    lacking: str


DIALOGUES = (
    (
        Exchange(
            question="후버 댐은 얼마나 높아?",
            query="후버 댐은 얼마나 높아?",
            answer="221m",
            source="후버 댐",
        ),
        Exchange(question="길이는?", query="후버 댐의 길이는?", answer="411m", source="후버 댐"),
        Exchange(
            question="그 댐 때문에 생긴 호수는 이름이 뭐야?",
            query="후버 댐 때문에 생긴 호수는 이름이 뭐야?",
            answer="미드 호",
            source="후버 댐",
        ),
        Exchange(question="방금 출처 보여줘", act="show_sources"),
        Exchange(
            question="건설하다가 몇 명이 죽었어?",
            query="후버 댐은 건설하다가 몇 명이 죽었어?",
            answer="112명",
            source="후버 댐",
        ),
    ),
    (
        Exchange(
            question="헬렌 클라크는 어느 나라 정치인이야?",
            query="헬렌 클라크는 어느 나라 정치인이야?",
            answer="뉴질랜드",
            source="헬렌 클라크",
        ),
        Exchange(
            question="그 사람 남편은 누구야?",
            query="헬렌 클라크 남편은 누구야?",
            answer="피터 데이비스",
            source="헬렌 클라크",
        ),
        Exchange(
            question="몇 년도에 총리가 됐어?",
            query="헬렌 클라크는 몇 년도에 총리가 됐어?",
            answer="1999년",
            source="헬렌 클라크",
        ),
        Exchange(question="고마워요!", act="thank"),
    ),
    (
        Exchange(question="안녕하세요", act="greet"),
        Exchange(
            question="크로스파이어를 만든 회사는 어디야?",
            query="크로스파이어를 만든 회사는 어디야?",
            answer="스마일게이트",
            source="스마일게이트",
        ),
        Exchange(
            question="그 회사는 언제 세워졌어?",
            query="스마일게이트는 언제 세워졌어?",
            answer="2002년",
            source="스마일게이트",
        ),
        Exchange(
            question="직원은 몇 명쯤 돼?",
            query="스마일게이트의 직원은 몇 명쯤 돼?",
            answer="2500여명",
            source="스마일게이트",
            pattern="2,?500",
        ),
        Exchange(
            question="그럼 띵소프트는 언제 생겼어?",
            query="띵소프트는 언제 생겼어?",
            answer="2005년",
            source="띵소프트",
        ),
    ),
    (
        Exchange(
            question="토이 스토리는 누가 감독했어?",
            query="토이 스토리는 누가 감독했어?",
            answer="존 래시터",
            source="토이 스토리",
        ),
        Exchange(
            question="제작은 어디서 맡았어?",
            query="토이 스토리의 제작은 어디서 맡았어?",
            answer="픽사 애니메이션 스튜디오",
            source="토이 스토리",
            pattern="픽사",
        ),
        Exchange(
            question="2편은 몇 년에 나왔어?",
            query="토이 스토리의 2편은 몇 년에 나왔어?",
            answer="1999년",
            source="토이 스토리",
        ),
        Exchange(
            question="아니, 2편 말고 3편",
            query="토이 스토리의 3편은 몇 년에 나왔어?",
            answer="2010년",
            source="토이 스토리",
        ),
        Exchange(question="ㅋㅋ 감사", act="thank"),
    ),
    (
        Exchange(
            question="샤이엔은 어느 주의 주도야?",
            query="샤이엔은 어느 주의 주도야?",
            answer="와이오밍 주",
            source="샤이엔 (와이오밍주)",
            pattern="와이오밍",
        ),
        Exchange(
            question="그 도시를 세운 사람은 누구야?",
            query="샤이엔을 세운 사람은 누구야?",
            answer="그렌빌 M. 도지",
            source="샤이엔 (와이오밍주)",
            pattern="도지",
        ),
        Exchange(
            question="그 사람은 무슨 일을 했어?",
            query="그렌빌 M. 도지는 무슨 일을 했어?",
            answer="기관사",
            source="샤이엔 (와이오밍주)",
            pattern="기관사|엔지니어",
        ),
        Exchange(
            question="그 도시 이름은 어디서 따왔어?",
            query="샤이엔 이름은 어디서 따왔어?",
            answer="샤이엔 인디언 종족",
            source="샤이엔 (와이오밍주)",
            pattern="인디언",
        ),
    ),
    (
        Exchange(
            question="대한항공 8509편은 어느 공항에서 이륙했어?",
            query="대한항공 8509편은 어느 공항에서 이륙했어?",
            answer="런던 스탠스테드 공항",
            source="대한항공 8509편 추락 사고",
            pattern="스탠스테드",
        ),
        Exchange(
            question="몇 명이 숨졌어?",
            query="대한항공 8509편은 몇 명이 숨졌어?",
            answer="4명",
            source="대한항공 8509편 추락 사고",
        ),
        Exchange(
            question="왜 떨어졌어?",
            query="대한항공 8509편은 왜 떨어졌어?",
            answer="조종사 과실",
            source="대한항공 8509편 추락 사고",
        ),
        Exchange(
            question="그 비행기는 언제 만들어졌어?",
            query="대한항공 8509편은 언제 만들어졌어?",
            answer="1980년 4월 4일",
            source="대한항공 8509편 추락 사고",
            pattern="1980년",
        ),
        Exchange(
            question="총 비행시간은?",
            query="대한항공 8509편의 총 비행시간은?",
            answer="83,011시간",
            source="대한항공 8509편 추락 사고",
            pattern="83,?011",
        ),
    ),
    (
        Exchange(
            question="갈라파고스땅거북은 몇 년이나 살아?",
            query="갈라파고스땅거북은 몇 년이나 살아?",
            answer="180년",
            source="갈라파고스땅거북",
        ),
        Exchange(
            question="얘는 뭘 먹고 살아?",
            query="갈라파고스땅거북은 뭘 먹고 살아?",
            answer="식물의 열매, 선인장, 이끼, 풀",
            source="갈라파고스땅거북",
            pattern="열매|선인장|이끼|풀",
        ),
        Exchange(
            question="몸무게는요?",
            query="갈라파고스땅거북의 몸무게는요?",
            answer="400~500kg",
            source="갈라파고스땅거북",
            pattern="400 ?[~∼-] ?500",
        ),
        Exchange(
            question="하루에 얼마나 걸어?",
            query="갈라파고스땅거북은 하루에 얼마나 걸어?",
            answer="6 km",
            source="갈라파고스땅거북",
            pattern="6 ?km",
        ),
    ),
    (
        Exchange(
            question="테트로도톡신에 중독되면 사망률이 얼마나 돼?",
            query="테트로도톡신에 중독되면 사망률이 얼마나 돼?",
            answer="40-60 %",
            source="테트로도톡신",
            pattern="40 ?- ?60",
        ),
        Exchange(
            question="해독제는 있나요?",
            query="테트로도톡신의 해독제는 있나요?",
            answer="발견되지 않았다",
            source="테트로도톡신",
        ),
        Exchange(
            question="이름은 어떤 동물에서 따온 거야?",
            query="테트로도톡신의 이름은 어떤 동물에서 따온 거야?",
            answer="복어목",
            source="테트로도톡신",
            pattern="복어",
        ),
        Exchange(question="오 신기하네요 ㅎㅎ", act="remark"),
    ),
    (
        Exchange(
            question="로빈슨 크루소를 쓴 작가는 누구야?",
            query="로빈슨 크루소를 쓴 작가는 누구야?",
            answer="대니얼 디포",
            source="로빈슨 크루소",
        ),
        Exchange(
            question="그 소설은 몇 년에 발표됐어?",
            query="로빈슨 크루소는 몇 년에 발표됐어?",
            answer="1719년",
            source="로빈슨 크루소",
        ),
        Exchange(
            question="주인공은 몇 년 만에 고국으로 돌아가?",
            query="로빈슨 크루소의 주인공은 몇 년 만에 고국으로 돌아가?",
            answer="28년",
            source="로빈슨 크루소",
        ),
        Exchange(
            question="그 작가는 어느 나라 사람이야?",
            query="로빈슨 크루소의 작가는 어느 나라 사람이야?",
            answer="영국",
            source="로빈슨 크루소",
        ),
    ),
    (
        Exchange(
            question="더비 카운티 FC는 언제 창단됐어?",
            query="더비 카운티 FC는 언제 창단됐어?",
            answer="1884년",
            source="더비 카운티 FC",
        ),
        Exchange(
            question="라이벌은 어디야?",
            query="더비 카운티 FC의 라이벌은 어디야?",
            answer="노팅엄 포레스트",
            source="더비 카운티 FC",
            pattern="노팅엄|리즈",
        ),
        Exchange(
            question="그팀애칭은뭐야",
            query="더비 카운티 FC의 애칭은뭐야",
            answer="양들(Rams)",
            source="더비 카운티 FC",
            pattern="양들|Rams",
        ),
        Exchange(question="근거가 뭐야?", act="show_sources"),
    ),
    (
        Exchange(
            question="우리별 3호는 몇 년에 쏘아 올렸어?",
            query="우리별 3호는 몇 년에 쏘아 올렸어?",
            answer="1999년",
            source="우리별 3호",
        ),
        Exchange(
            question="무게는 얼마나 나가?",
            query="우리별 3호의 무게는 얼마나 나가?",
            answer="110kg",
            source="우리별 3호",
        ),
        Exchange(
            question="스바루 망원경은 어느 섬에 있어?",
            query="스바루 망원경은 어느 섬에 있어?",
            answer="하와이 섬",
            source="스바루 망원경",
            pattern="하와이",
        ),
        Exchange(
            question="그건 짓는 데 얼마 들었어?",
            query="스바루 망원경은 짓는 데 얼마 들었어?",
            answer="380억엔",
            source="스바루 망원경",
            pattern="380억|3\\.6억|3800억",
        ),
    ),
    (
        Exchange(
            question="민병갈은 어디서 태어났어?",
            query="민병갈은 어디서 태어났어?",
            answer="미국 펜실베이니아주 웨스트 피츠턴",
            source="민병갈",
            pattern="펜실베이니아|피츠턴",
        ),
        Exchange(
            question="언제 한국으로 귀화했어?",
            query="민병갈은 언제 한국으로 귀화했어?",
            answer="1979년 2월",
            source="민병갈",
            pattern="1979년",
        ),
        Exchange(
            question="그분은 몇 살에 돌아가셨나요?",
            query="민병갈은 몇 살에 돌아가셨나요?",
            answer="81세",
            source="민병갈",
        ),
        Exchange(
            question="그럼 헬렌 클라크는?",
            query="헬렌 클라크는 몇 살에 돌아가셨나요?",
        ),
    ),
)

NEAR_MISSES = (
    NearMiss(
        question="후버 댐을 설계한 사람은 누구야?", nearest="후버 댐", lacking="another attribute"
    ),
    NearMiss(
        question="헬렌 클라크의 어머니 이름은 뭐야?",
        nearest="헬렌 클라크",
        lacking="another relative: the husband is told",
    ),
    NearMiss(
        question="스마일게이트의 2020년 매출은 얼마야?",
        nearest="스마일게이트",
        lacking="another year: that of 2016 is told",
    ),
    NearMiss(
        question="토이 스토리 5는 언제 개봉했어?",
        nearest="토이 스토리",
        lacking="another part: 2 and 3 are told",
    ),
    NearMiss(
        question="샤이엔의 인구는 몇 명이야?",
        nearest="샤이엔 (와이오밍주)",
        lacking="a number that is not there",
    ),
    NearMiss(
        question="대한항공 8509편 기장의 이름은 뭐야?",
        nearest="대한항공 8509편 추락 사고",
        lacking="a name that is not there",
    ),
    NearMiss(
        question="테트로도톡신은 몇 년에 처음 발견됐어?",
        nearest="테트로도톡신",
        lacking="a year that is not there",
    ),
    NearMiss(
        question="우리별 4호는 몇 킬로그램이야?",
        nearest="우리별 3호",
        lacking="another satellite of the series",
    ),
    NearMiss(
        question="더비 카운티 FC의 2020년 감독은 누구야?",
        nearest="더비 카운티 FC",
        lacking="another season: that of 2013-14 is told",
    ),
    NearMiss(
        question="로빈슨 크루소의 일본어 번역본은 몇 종이야?",
        nearest="로빈슨 크루소",
        lacking="another language: Korean is told",
    ),
    NearMiss(
        question="포항 마린온 사고로 숨진 조종사의 나이는 몇 살이야?",
        nearest="포항 마린온 추락 사고",
        lacking="an age that is not there",
    ),
    NearMiss(
        question="민병갈의 아버지는 직업이 뭐였어?",
        nearest="민병갈",
        lacking="another relative: the adoptive father is named",
    ),
)
