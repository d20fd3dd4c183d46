from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from rag.suggesting.asking import LONGEST, SHORTEST, Asked
from rag.suggesting.korean import korean_questions

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.suggesting.asking import Sort

# A sentence, the question that it gives, what is asked for, and its words that answer.
QUESTIONS: list[tuple[str, str, Sort, str]] = [
    # Numbers: as what something is, as what is counted, as what is spent.
    ("서울시 인구는 314명이다.", "서울시 인구는 몇 명인가요?", "number", "314명"),
    (
        "광안대교의 길이는 1.8km이고, 공사비는 920억 원이 들었다.",
        "광안대교의 길이는 얼마인가요?",
        "number",
        "1.8km",
    ),
    (
        "부산시는 폐교를 고치는 데 18억 원을 썼다.",
        "부산시는 폐교를 고치는 데 얼마를 썼나요?",
        "number",
        "18억 원",
    ),
    (
        "부산시는 18억 원을 들여 역사를 고쳤다.",
        "부산시는 얼마를 들여 역사를 고쳤나요?",
        "number",
        "18억 원",
    ),
    (
        "부산시는 주민에게 최대 70만 원을 지원하기로 했다.",
        "부산시는 주민에게 최대 얼마를 지원하기로 했나요?",
        "number",
        "최대 70만 원",
    ),
    # One, as a part of a greater number, is no single one.
    ("서울타워의 높이는 1.5km다.", "서울타워의 높이는 얼마인가요?", "number", "1.5km"),
    (
        "제주도에는 주민 314명이 살고 있다.",
        "제주도에는 주민 몇 명이 살고 있나요?",
        "number",
        "314명",
    ),
    (
        "부산시는 정거장 14곳을 확정했다고 3일 발표했다.",
        "부산시는 정거장 몇 곳을 확정했나요?",
        "number",
        "14곳",
    ),
    # Who said it goes where something else happened.
    (
        "연구소는 지리산에 사는 곰 ‘달래’가 새끼 두 마리를 낳았다고 17일 밝혔다.",
        "지리산에 사는 곰 ‘달래’는 새끼 몇 마리를 낳았나요?",
        "number",
        "두 마리",
    ),
    # Dates: a subject becomes the topic, and what the reader cannot know goes.
    (
        "1962년에 서울역이 문을 열었다.",
        "서울역은 언제 문을 열었나요?",
        "date",
        "1962년",
    ),
    (
        "서울과 인천을 잇는 광안대교가 오는 15일 오후 2시 개통한다.",
        "서울과 인천을 잇는 광안대교는 언제 개통하나요?",
        "date",
        "오는 15일 오후 2시",
    ),
    (
        "서울역은 1962년 광산 노동자를 위해 지어졌으나 2009년 폐역이 됐다.",
        "서울역은 언제 폐역이 됐나요?",
        "date",
        "2009년",
    ),
    (
        "서울시 트램은 2026년 착공해 2028년 12월 개통할 예정이다.",
        "서울시 트램은 언제 개통할 예정인가요?",
        "date",
        "2028년 12월",
    ),
    (
        "서울시는 내년 3월부터 새 도서관을 짓는다.",
        "서울시는 언제부터 새 도서관을 짓나요?",
        "date",
        "내년 3월",
    ),
    # Places, people, reasons.
    ("이순신은 서울에서 태어났다.", "이순신은 어디에서 태어났나요?", "place", "서울"),
    (
        "현대전자는 독일 베를린에 공장을 세웠다.",
        "현대전자는 어디에 공장을 세웠나요?",
        "place",
        "독일 베를린",
    ),
    (
        "서울역은 김한솔 건축가가 설계했다.",
        "서울역은 누가 설계했나요?",
        "person",
        "김한솔 건축가",
    ),
    (
        "서울시는 이용자가 줄었기 때문에 느린 우체통을 없애기로 했다.",
        "서울시는 왜 느린 우체통을 없애기로 했나요?",
        "reason",
        "이용자가 줄었기 때문에",
    ),
    (
        "폭우 때문에 서울시 축제가 취소됐다.",
        "서울시 축제는 왜 취소됐나요?",
        "reason",
        "폭우 때문에",
    ),
    # What something is.
    (
        "현대전자는 1987년 대전에서 창업한 회사다.",
        "현대전자는 어떤 회사인가요?",
        "nature",
        "1987년 대전에서 창업한 회사",
    ),
    (
        "《물의 주소》는 물에 잠긴 마을을 그린 장편소설이다.",
        "《물의 주소》는 어떤 소설인가요?",
        "nature",
        "물에 잠긴 마을을 그린 장편소설",
    ),
    ("김만중은 조선의 소설가이다.", "김만중은 누구인가요?", "person", "조선의 소설가"),
    ("프랑스의 수도는 파리이다.", "프랑스의 수도는 어디인가요?", "nature", "파리"),
    # Speech, and who holds an office.
    (
        "이장 한바다 씨는 기자회견에서 “병원에 가는 길이 줄었다”고 말했다.",
        "이장 한바다 씨는 기자회견에서 뭐라고 말했나요?",
        "quote",
        "병원에 가는 길이 줄었다",
    ),
    (
        "김도윤 현대전자 대표는 이날 “신제품을 내놓겠다”며 웃었다고 강조했다.",
        "김도윤 현대전자 대표는 뭐라고 강조했나요?",
        "quote",
        "신제품을 내놓겠다",
    ),
    ("김도윤 서울시장은 회의에 나오지 않았다.", "서울시장은 누구인가요?", "person", "김도윤"),
]
NOTHING = [
    # Nobody knows what these are about without the article.
    "공사비는 920억 원이다.",
    "그는 1962년에 태어났다.",
    "이 다리는 2019년에 열렸다.",
    "딸 김나래는 2019년에 태어났다.",
    "김 씨는 “이제 편하다”고 말했다.",
    "서울시도 2019년에 도서관을 열었다.",
    "첫 서울역은 1900년에 열렸다.",
    # Of these the verb lacks what it is done to, or who does it is another.
    "콜럼버스는 1498년에 발견했다.",
    "서울시는 회장이 2019년에 사과했다고 밝혔다.",
    "서울역은 낡았고 부산역은 2019년에 열렸다.",
    # Of these the answer is not sure, or no answer at all.
    "서울시 인구는 300명 이상이다.",
    "서울시는 3군 12현 53,141호 248,293명을 거느렸다.",
    "서울시의 인구는 낡은 통계에 따랐고 8,261가구가 있다.",
    "서울시는 2019년에 도서관을 열지 않았다.",
    "서울시는 2019년부터 2021년까지 다리를 지었다.",
    "서울역은 2019년 이후 열렸다.",
    "서울역은 서울역이다.",
    # What is no plain statement.
    "서울역은 언제 열렸을까?",
    "서울시는 2019년에 다리, 도서관, 역을 열었다.",
    "서울역 2019년 개통",
    "서울",
    "",
]
HEADLINES = [
    (
        "갈매섬 느린 우체통 사라진다",
        "느린 우체통은 2011년 5월 설치됐다.",
        ["느린 우체통은 언제 설치됐나요?"],
    ),
    ("섬마을 소식", "느린 우체통은 2011년 5월 설치됐다.", []),
    (
        "오픈마루, 새 모델 공개",
        "채아람 오픈마루 최고경영자(CEO)는 웃었다.",
        ["오픈마루 최고경영자는 누구인가요?"],
    ),
    # A foreign name looks like a name and a group.
    ("야구 소식", "노무라 가쓰야 감독은 웃었다.", []),
]


def asked(kiwi: KiwiAnalyzer, sentence: str, title: str = "", before: str = "") -> list[Asked]:
    return korean_questions(sentence, title, kiwi, before=before)


@pytest.mark.parametrize(("sentence", "question", "sort", "answer"), QUESTIONS)
def test_sentence_gives_a_question(
    kiwi: KiwiAnalyzer, sentence: str, question: str, sort: Sort, answer: str
) -> None:
    assert Asked(text=question, sort=sort, answer=answer) in asked(kiwi, sentence)


@pytest.mark.parametrize("sentence", NOTHING)
def test_sentence_gives_none(kiwi: KiwiAnalyzer, sentence: str) -> None:
    assert asked(kiwi, sentence) == []


@pytest.mark.parametrize(("title", "sentence", "questions"), HEADLINES)
def test_what_the_headline_names_needs_no_other_name(
    kiwi: KiwiAnalyzer, title: str, sentence: str, questions: list[str]
) -> None:
    assert [item.text for item in asked(kiwi, sentence, title)] == questions


def test_reason_may_stand_in_the_next_sentence(kiwi: KiwiAnalyzer) -> None:
    before = "서울역이 3월 1일부터 사람 없이 돌아간다."
    reason = "역장이 41년 만에 은퇴하기 때문이다."
    question = "서울역은 왜 3월 1일부터 사람 없이 돌아가나요?"
    assert asked(kiwi, reason, before=before) == [
        Asked(text=question, sort="reason", answer=reason)
    ]
    assert asked(kiwi, reason) == []


@pytest.mark.parametrize("sentence", [sentence for sentence, *_ in QUESTIONS])
def test_questions_fit_and_do_not_answer_themselves(kiwi: KiwiAnalyzer, sentence: str) -> None:
    found = asked(kiwi, sentence)
    assert len(found) == len({item.text for item in found})
    for item in found:
        assert SHORTEST <= len(item.text) <= LONGEST
        assert item.text.endswith("요?")
        assert item.answer not in item.text


def test_same_sentence_gives_the_same_questions_however_it_is_written(kiwi: KiwiAnalyzer) -> None:
    sentence = "서울역은 1962년에 문을 열었다."
    taken_apart = unicodedata.normalize("NFD", sentence)
    assert asked(kiwi, taken_apart) == asked(kiwi, sentence) != []


def test_long_subject_gives_no_question_too_long_for_a_button(kiwi: KiwiAnalyzer) -> None:
    long = (
        "서울과 인천과 부산과 대구와 광주와 대전을 모두 잇는 아주 길고 튼튼하고 아름다운 서울대교는"
    )
    assert asked(kiwi, f"{long} 2019년에 오랜 공사 끝에 드디어 열렸다.") == []
    assert asked(kiwi, f"{'서울역은 ' * 100}열렸다.") == []
