from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.dialogue.korean import read_korean

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.dialogue.parts import Phrase
    from rag.dialogue.things import ThingKind


def said(phrase: Phrase | None) -> str:
    return phrase.text if phrase else ""


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("후버 댐은 언제 완공됐어?", "후버 댐"),
        ("X.AI의 유일한 이사는 누구야?", "X.AI"),
        ("오픈AI 최고전략책임자는 누구야?", "오픈AI"),
        ("애플 직원 수는?", "애플"),
        ("AT&T는 언제 생겼어?", "AT&T"),
        ("4.19 혁명은 언제 일어났어?", "4.19 혁명"),
        ("우리별 3호는 무게가 얼마야?", "우리별 3호"),
        ("2010년 FIFA 월드컵은 어디서 열렸어?", "2010년 FIFA 월드컵"),
        ("2018년 오픈AI 매출은 얼마야?", "오픈AI"),
        ("그렌빌 M. 도지는 무슨 일을 했어?", "그렌빌 M. 도지"),
        ("《토이 스토리》 감독은?", "토이 스토리"),
        ("‘파란 거인’은 누가 그렸어?", "파란 거인"),
        ("후버 댐 때문에 생긴 호수는?", "후버 댐"),
        ("세계에서 가장 높은 산은 어디야?", "세계에서 가장 높은 산"),
        # Kiwi takes both for verbs: 팔다.
        ("판다는 뭘 먹어?", "판다"),
        ("대왕판다는 뭘 먹어?", "대왕판다"),
        # A proper name that may be the topic goes before one that cannot.
        ("구글과 애플은 언제 만났어?", "애플"),
        # A title may be of any words.
        ("《누구》는 언제 나왔어?", "누구"),
        ("보잉사는 언제 생겼어?", "보잉사"),
        # They name nothing by themselves.
        ("가장 젊은 대표는 누구야?", ""),
        ("설립일은?", ""),
        ("현재 대표는 누구야?", ""),
        ("2018년 매출은?", ""),
        ("2편은 언제 나와?", ""),
        ("사람이 몇 명 죽었어?", ""),
        ("언제 태어났어?", ""),
    ],
)
def test_topic_is_what_the_question_itself_names(
    question: str, topic: str, kiwi: KiwiAnalyzer
) -> None:
    assert said(read_korean(question, kiwi).topic) == topic


def test_kind_of_a_name_may_be_told_by_more_than_its_last_part(kiwi: KiwiAnalyzer) -> None:
    # To Kiwi it ends with 장, which tells nothing by itself.
    topic = read_korean("2008년의 방송통신위원회장은 누구인가?", kiwi).topic
    assert topic is not None
    assert (topic.text, topic.kind) == ("방송통신위원회장", "person")


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("설립일은?", "설립일"),
        ("그럼 가격은?", "가격"),
        ("직원 수는?", "직원 수"),
        ("현재 대표는 누구야?", "대표"),
        ("새로운 이사는 누구야?", "이사"),
        ("2편은 언제 나와?", "2편"),
        ("출발지는?", "출발지"),
        ("설립연도는?", "설립연도"),
        # A year is not one of several.
        ("2009년은?", ""),
        ("도서관은 언제 쉬나?", ""),
        # Too short to be put together of two words.
        ("도지는 누구야?", ""),
    ],
)
def test_attribute_is_of_something_left_out(
    question: str, attribute: str, kiwi: KiwiAnalyzer
) -> None:
    assert said(read_korean(question, kiwi).attribute) == attribute


@pytest.mark.parametrize(
    ("question", "pointers"),
    [
        ("그 회사는 누가 세웠나?", [("회사", "group", (("는", "JX"),))]),
        ("그회사는언제설립됐어", [("회사", "group", (("는", "JX"),))]),
        ("그회사대표는누구야", [("회사", "group", (("의", "JKG"),))]),
        ("그 사람들은 누구야?", [("사람", "person", (("은", "JX"),))]),
        ("그들은 누구야?", [("", "person", (("은", "JX"),))]),
        ("그의 나이는?", [("", "person", (("의", "JKG"),))]),
        ("그건 얼마야?", [("", "thing", (("은", "JX"),))]),
        ("그걸 누가 샀어?", [("", "thing", (("을", "JKO"),))]),
        ("거기서 뭘 팔아?", [("", "place", (("에서", "JKB"),))]),
        ("그 뒤에는?", [("뒤", "time", (("에", "JKB"), ("는", "JX")))]),
        ("당시 대표는?", [("", "time", ())]),
        ("그 소송은?", [("소송", "thing", (("은", "JX"),))]),
        ("그 수목원은 언제 열었나?", [("수목원", None, (("은", "JX"),))]),
        ("2018년 당시 대표는?", []),
        ("그림은 얼마에 팔렸나?", []),
        ("그리스 총리는 누구인가?", []),
        ("이탈리아 총리는 누구인가?", []),
        # Kiwi sees "이 사회".
        ("이사회는 언제 열렸나?", []),
        ("이사람은 누구야?", [("사람", "person", (("은", "JX"),))]),
        ("저작권은 누구에게 있나?", []),
        ("저는 궁금해요", []),
    ],
)
def test_pointing_words_tell_at_what_kind_of_thing(
    question: str,
    pointers: list[tuple[str, ThingKind | None, tuple[tuple[str, str], ...]]],
    kiwi: KiwiAnalyzer,
) -> None:
    found = read_korean(question, kiwi).pointers
    assert [(phrase.text, phrase.kind, phrase.particles) for phrase in found] == pointers


@pytest.mark.parametrize(
    ("question", "words", "kind"),
    [
        ("누가 세웠어?", "누", "person"),
        ("어디에 있어?", "어디", "place"),
        ("언제 생겼어?", "언제", "time"),
        ("몇 년에 생겼어?", "몇 년", "time"),
        ("뭘 팔아?", "뭘", "thing"),
        ("어느 회사가 만들었어?", "어느 회사", "group"),
        ("어느 나라 사람이야?", "어느 나라 사람", "place"),
        ("몇 명이 살아?", "몇 명", None),
        ("왜 떠났어?", "왜", None),
    ],
)
def test_asking_words_tell_what_kind_of_thing_answers(
    question: str, words: str, kind: ThingKind | None, kiwi: KiwiAnalyzer
) -> None:
    asked = read_korean(question, kiwi).asked
    assert asked is not None
    assert (asked.text, asked.kind) == (words, kind)


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("제이슨 권입니다.", "제이슨 권"),
        ("솔바람건설", "솔바람건설"),
        ("미국 사람입니다.", "미국"),
        ("솔바람건설이 놓았다.", ""),
        ("대나무 먹습니다.", ""),
        ("대표입니다.", ""),
    ],
)
def test_answer_says_what_something_is(answer: str, name: str, kiwi: KiwiAnalyzer) -> None:
    assert said(read_korean(answer, kiwi).said) == name


@pytest.mark.parametrize(
    ("question", "clue"),
    [
        ("언제 태어났어?", "person"),
        ("직원은 몇 명이야?", "group"),
        ("인구는?", "place"),
        ("누가 감독했어?", "thing"),
        ("뭐 하는 회사야?", "group"),
        # They are born there, so it is no person that is left out.
        ("몇 명이 태어났어?", None),
        ("왜 생겼어?", None),
        # A title says nothing of what has it.
        ("《결혼》은 왜 생겼어?", None),
    ],
)
def test_other_words_tell_what_kind_of_thing_was_left_out(
    question: str, clue: ThingKind | None, kiwi: KiwiAnalyzer
) -> None:
    assert read_korean(question, kiwi).clue == clue
