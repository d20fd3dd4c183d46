from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from rag.datatypes import Turn
from rag.dialogue.following import MOST_CANDIDATES, RECALLED_TURNS, Asked, understand
from rag.dialogue.followup import Candidate
from rag.dialogue.mentions import LONGEST_SAID
from rag.phrases import cannot_answer
from rag.query import MOST_CHARACTERS
from tests.rag.dialogue.conversations import TURNS, after, guesses
from tests.rag.dialogue.dialogues import DIALOGUES, NEAR_MISSES, Exchange
from tests.rag.dialogue.stories import STORIES

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer
    from rag.dialogue.followup import Uses


@pytest.mark.parametrize(
    ("question", "names", "query", "uses"),
    [
        ("그 회사는 언제 설립됐어?", "이사 댐 영화", "X.AI는 언제 설립됐어?", "subject"),
        ("그 사람은 몇 살이야?", "이사 감사 출처", "일론 머스크는 몇 살이야?", "answer"),
        ("높이는?", "인사 댐 출처 감사", "후버 댐의 높이는?", "subject"),
    ],
)
def test_courtesies_and_sources_between_say_nothing(
    question: str, names: str, query: str, uses: Uses, kiwi: KiwiAnalyzer
) -> None:
    assert guesses(question, names, kiwi)[0] == Candidate(query=query, uses=uses)


@pytest.mark.parametrize(
    ("question", "names", "query", "uses"),
    [
        ("그 회사는 언제 설립됐어?", "모름", "솔바람건설은 언제 설립됐어?", "subject"),
        ("그 회사는 언제 설립됐어?", "흐림", "X.AI는 언제 설립됐어?", "subject"),
        ("그 회사는 언제 설립됐어?", "제목", "오픈AI는 언제 설립됐어?", "subject"),
    ],
)
def test_what_does_not_answer_names_nothing(
    question: str, names: str, query: str, uses: Uses, kiwi: KiwiAnalyzer
) -> None:
    assert guesses(question, names, kiwi)[0] == Candidate(query=query, uses=uses)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("서울시 인구는 얼마야?", "이사"),
        ("엠마 왓슨은 어디서 태어났어?", "책임자"),
        ("테슬라의 주가는 얼마야?", "이사"),
        ("테슬라 주가는?", "이사"),
        ("존 F. 케네디를 암살한 사람은 누구인가?", "총"),
        ("K리그는 언제 출범했어?", "영화"),
        ("《눈의 여왕》은 누가 썼어?", "영화"),
        ("한국에서 가장 큰 섬은 어디야?", "섬"),
        ("에베레스트산은 어느 나라에 있어?", "산"),
        ("메탈 기어의 감독은 누구야?", "영화"),
        ("판다는 뭘 먹어?", "댐"),
        ("블록체인이란?", "이사"),
        ("머스크는 왜 그의 회사를 팔았나?", "책"),
        ("세상에서 가장 오래된 언어는 무엇인가?", "이사"),
        ("그리스 총리는 누구인가?", "이사"),
        ("이탈리아 총리는 누구인가?", "이사"),
        ("Who leads the IT department?", "ceo"),
        ("When was Google founded?", "ceo"),
        ("¿Cuándo murió?", "책"),
        ("それはいつ?", "책"),
        ("Is it true that Google was founded in 1998?", "ceo"),
    ],
)
def test_question_that_names_its_own_topic_drags_nothing_along(
    question: str, names: str, kiwi: KiwiAnalyzer
) -> None:
    alone = Candidate(query=question, uses="question")
    assert understand(question, after(names), kiwi) == Asked(act="ask", candidates=(alone,))


@pytest.mark.parametrize(
    "question",
    ["새 항구에 대한 설명회를 어디서 열었나?", "축제를 왜 미뤘나요?"],
)
def test_question_that_names_something_is_at_last_asked_as_it_stands(
    question: str, kiwi: KiwiAnalyzer
) -> None:
    found = understand(question, after("책 댐 책임자"), kiwi).candidates
    assert 1 < len(found) <= MOST_CANDIDATES
    assert Candidate(query=question, uses="question") in found


@pytest.mark.parametrize("question", ["그 회사는 언제 설립됐어?", "설립일은?", "왜?", "it?"])
def test_question_without_turns_is_searched_as_it_is(question: str, kiwi: KiwiAnalyzer) -> None:
    alone = Candidate(query=question, uses="question")
    assert understand(question, (), kiwi) == Asked(act="ask", candidates=(alone,))


@pytest.mark.parametrize("names", ["인사", "감사 인사", "출처"])
def test_turns_that_asked_nothing_lend_nothing(names: str, kiwi: KiwiAnalyzer) -> None:
    alone = Candidate(query="설립일은?", uses="question")
    assert understand("설립일은?", after(names), kiwi).candidates == (alone,)


@pytest.mark.parametrize(
    ("question", "act"),
    [("고마워 ㅎㅎ", "thank"), ("출처는?", "show_sources"), ("🙂", "remark"), ("안녕!", "greet")],
)
def test_turn_that_asks_nothing_has_no_candidate(
    question: str, act: str, kiwi: KiwiAnalyzer
) -> None:
    asked = understand(question, after("이사"), kiwi)
    assert (asked.act, asked.candidates) == (act, ())


def test_courtesy_around_a_question_is_not_searched(kiwi: KiwiAnalyzer) -> None:
    asked = understand("고마워! 그럼 높이는? ㅎㅎ", after("댐"), kiwi)
    assert asked.candidates[0].query == "후버 댐의 높이는?"


@pytest.mark.parametrize("names", ["이사", "댐", "ceo"])
def test_decomposed_letters_are_understood(names: str, kiwi: KiwiAnalyzer) -> None:
    question = "그건 어디에 있어?"
    turns = [
        Turn(
            question=unicodedata.normalize("NFD", turn.question),
            answer=unicodedata.normalize("NFD", turn.answer),
        )
        for turn in after(names)
    ]
    composed = understand(question, after(names), kiwi)
    assert understand(unicodedata.normalize("NFD", question), turns, kiwi) == composed


def test_only_the_latest_turns_are_looked_at(kiwi: KiwiAnalyzer) -> None:
    filler = after("댐") * (RECALLED_TURNS - 1)
    assert "머스크" in understand("그 사람은?", [*after("이사"), *filler], kiwi).candidates[0].query
    forgotten = understand("그 사람은?", [*after("이사"), *filler, *after("댐")], kiwi)
    assert "머스크" not in forgotten.candidates[0].query


def test_history_of_ten_thousand_turns_is_as_good_as_its_end(kiwi: KiwiAnalyzer) -> None:
    turns = [*after("총 병 책") * 3333, *after("댐 이사")]
    question = "그 회사는 언제 설립됐어?"
    whole = understand(question, turns, kiwi)
    assert whole == understand(question, turns[-RECALLED_TURNS:], kiwi)
    assert whole.candidates[0].query == "X.AI는 언제 설립됐어?"


def test_long_turns_are_cut_and_lend_no_long_name(kiwi: KiwiAnalyzer) -> None:
    endless = Turn(question="가" * 100_000, answer="나" * 1_000_000)
    quoted = Turn(question=TURNS["이사"][0], answer="긴 글이 이어진다 " * 100_000)
    only = Candidate(query="X.AI의 설립일은?", uses="subject")
    assert understand("설립일은?", [quoted], kiwi).candidates == (only,)
    for candidate in understand("그 회사는?", [endless], kiwi).candidates:
        assert len(candidate.query) <= 2 * LONGEST_SAID


@pytest.mark.parametrize("question", ["그 " * 1000, "가" * MOST_CHARACTERS, "말고 " * 600])
def test_long_question_stands_alone(question: str, kiwi: KiwiAnalyzer) -> None:
    alone = Candidate(query=question.strip(), uses="question")
    assert understand(question, after("이사"), kiwi).candidates == (alone,)


@pytest.mark.parametrize(
    "turn",
    [
        "《",
        "'",
        "그",
        "말고",
        "아니라",
        "은?",
        "[1]",
        "“”",
        "not , but",
        "it's",
        "ㅋㅋ?",
        "\n.",
        "그 둘",
        "그럼.",
    ],
)
def test_scraps_are_understood_somehow(turn: str, kiwi: KiwiAnalyzer) -> None:
    history = [Turn(question=turn, answer=turn), *after("이사"), Turn(question=turn, answer=turn)]
    asked = understand(turn, history, kiwi)
    assert (asked.act == "ask") == bool(asked.candidates)
    assert len(asked.candidates) <= MOST_CANDIDATES
    assert all(candidate.query.strip() for candidate in asked.candidates)


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue[0].question)
def test_every_turn_of_a_dialogue_stands_alone_in_the_end(
    dialogue: tuple[Exchange, ...], kiwi: KiwiAnalyzer
) -> None:
    history: list[Turn] = []
    for exchange in dialogue:
        asked = understand(exchange.question, history, kiwi)
        query = asked.candidates[0].query if asked.candidates else ""
        assert (asked.act, query) == (exchange.act, exchange.query)
        told = f"{exchange.answer}입니다. [1] “…” [1]"
        answer = told if exchange.answer else cannot_answer(exchange.question, ["엠마 왓슨"])
        history.append(Turn(question=exchange.question, answer=answer))


def test_answers_of_the_dialogues_stand_in_their_articles() -> None:
    texts = {story.title: story.text for story in STORIES}
    for exchange in (exchange for dialogue in DIALOGUES for exchange in dialogue):
        assert exchange.answer in texts.get(exchange.source, "")
        assert re.search(exchange.pattern or re.escape(exchange.answer), exchange.answer)
        assert exchange.act == "ask" or not exchange.source
    assert {miss.nearest for miss in NEAR_MISSES} <= texts.keys()
