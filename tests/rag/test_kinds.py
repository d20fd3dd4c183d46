from __future__ import annotations

import pytest

from rag.kinds import PATTERNS, AnswerKind, WantedType, asks_for_now, kind_of, wanted_type

FACT = """\
다리는 언제 열렸나?
다리의 길이는?
프랑스의 수도를 알려줘
다리를 지은 회사는 어디인가요?
몇 명이 참석했나요?
사람들은 이를 뭐라고 부르나?
영락경에서는 그를 어떻게 칭하는가?
나이가 어떻게 되나요?
면적은 얼마나 되나요?
그가 틀렸다고 주장한 사람은?
왜군이 처음 상륙한 곳은 어디인가?
왜 실패했는지 밝힌 책은 무엇인가?
K-pop은 어떻게 미국에 갔나라는 기사를 쓴 매체는?
다리를 다쳤다는 이유로 빠진 선수는 누구인가?
두 후보의 표 차이는?
전년과 비교해 몇 퍼센트 늘었나?
사회 전반적으로 퍼진 감정은?
무슨 일을 하는 사람인가?
입장은 무료인가 유료인가?
표는 무료야 아니면 유료야?
결과는 어땠나요?
한국의 국가?
섬마을 다리
How many different species are there?
How long did it take?
Is it free or not?
Who built the bridge?
"""
REASON = """\
그는 왜 회사를 떠났나?
왜?
회사를 떠난 이유가 뭐야?
이유는?
무엇 때문에 갈등했나?
어떤 계기로 시작했나?
그가 물러난 배경을 설명해줘
사망 원인은 무엇인가요?
다친 사람이 있었기 때문인가?
Why did he leave?
What caused the fire?
What was the reason for the delay?
"""
MANNER = """\
공사는 어떻게 진행됐나?
사고는 어떻게 일어났어?
예약 방법을 알려줘
신청 절차는?
어떤 방식으로 전염되는가?
How did they build it?
"""
QUOTE = """\
시장은 뭐라고 말했나?
시장은 주민들에게 뭐라고 했어?
시장은 무슨 말을 했나?
이에 대해 시장은 어떻게 설명했나?
시장은 무엇을 주장했나?
정부는 대책에 대해 뭐라고 밝혔나?
시장은 어떤 입장을 내놓았나?
시장의 입장은?
주민들의 반응은 어땠나?
What did the mayor say about the bridge?
How did the mayor respond?
"""
YES_NO = """\
다리는 열렸나?
다리는 아직 닫혀 있나요?
표는 현장에서 살 수 있나?
이 회사는 서울에 있습니까?
누구나 들어갈 수 있나?
맞나요?
정말이야?
계약은 취소된 거야?
아직 안 끝났어?
무료인가?
Is the bridge open?
Did the mayor resign?
"""
COMPARE = """\
기사마다 사고 원인을 어떻게 설명하나?
기사별로 말해줘
매체별 보도를 정리해줘
각 기사는 무엇이라고 하나?
두 회사를 비교해줘
두 후보의 차이점은 무엇인가?
두 기사는 인원을 서로 다르게 적었나?
두 모델은 어떻게 다른가?
두 회사는 각각 얼마를 냈나?
두 도시의 공통점은?
Compare the two accounts.
How do the two articles differ?
What does each newspaper say?
"""
SUMMARY = """\
다리 개통을 요약해줘
다리 공사에 대해 알려줘
섬마을 다리에 대해 자세히 설명해줘
섬마을 다리에 무슨 일이 있었나?
이 사건을 정리해줘
사건의 전말을 알려줘
Summarise the article.
What happened with the bridge?
Tell me about the bridge.
"""
TABLES: dict[AnswerKind, str] = {
    "fact": FACT,
    "reason": REASON,
    "manner": MANNER,
    "quote": QUOTE,
    "yes_no": YES_NO,
    "compare": COMPARE,
    "summary": SUMMARY,
}


@pytest.mark.parametrize(
    ("question", "kind"),
    [(question, kind) for kind, table in TABLES.items() for question in table.splitlines()],
)
def test_question_wants_this_kind(question: str, kind: AnswerKind) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("기사마다 시장은 뭐라고 말했나?", "compare", "quote"),
        ("매체별로 원인을 왜 다르게 보나?", "compare", "reason"),
        ("사고 이유를 뭐라고 설명했나?", "quote", "reason"),
        ("어떻게 왜 무너졌나?", "reason", "manner"),
        ("왜 늦어졌는지 요약해줘", "reason", "summary"),
        ("예약 방법을 알려주고 요약해줘", "manner", "summary"),
        ("무슨 일이 있었나?", "summary", "yes_no"),
        ("왜 닫혔나?", "reason", "yes_no"),
        ("언제 열렸나?", "fact", "yes_no"),
    ],
)
def test_first_kind_wins(question: str, first: AnswerKind, second: AnswerKind) -> None:
    order = [*PATTERNS, "fact", "yes_no"]
    assert order.index(first) < order.index(second)
    assert kind_of(question) == first


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("다리는 언제 열렸나?", "date"),
        ("몇 년에 열렸나?", "date"),
        ("몇 시에 열리나?", "date"),
        ("다리가 열린 해는?", "date"),
        ("설립연도는?", "date"),
        ("When was it opened?", "date"),
        ("몇 년 만에 열렸나?", "number"),
        ("며칠 동안 열리나?", "number"),
        ("몇 명이 왔나?", "number"),
        ("다리의 길이는?", "number"),
        ("얼마인가요?", "number"),
        ("How old is the bridge?", "number"),
        ("누가 지었나?", "person"),
        ("다리를 지은 사람은?", "person"),
        ("Who built it?", "person"),
        ("어디에 있나?", "place"),
        ("어느 나라에 있나?", "place"),
        ("다리가 놓인 곳은?", "place"),
        ("Where is it?", "place"),
        ("다리의 이름은?", "other"),
    ],
)
def test_question_wants_words_of_this_sort(question: str, wanted: WantedType) -> None:
    assert wanted_type(question) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "현재 대표는 누구인가?",
        "지금 대표는 누구야?",
        "가장 최신 모델은?",
        "최근 실적은 얼마인가?",
        "Who is the current mayor?",
        "What is the latest model?",
    ],
)
def test_question_asks_for_now(question: str) -> None:
    assert asks_for_now(question)


@pytest.mark.parametrize(
    "question", ["2019년 현재 왕은 누구인가?", "당시 대표는 누구였나?", "Who knows the mayor?"]
)
def test_question_asks_for_then(question: str) -> None:
    assert not asks_for_now(question)


def test_question_is_read_whatever_its_form() -> None:
    # "왜?" as macOS writes it, and a question over two lines.
    assert kind_of("\u110b\u116b?") == "reason"
    assert kind_of("두 모델은 어떻게\n다른가?") == "compare"
