from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rag.answering import PREFERENCE, Answerer
from rag.confidence import LIKELY, THRESHOLD
from rag.datatypes import Answer, Turn
from rag.phrases import courtesy
from rag.scope import EVERYTHING
from rag.showing import SHOWN_TURNS
from tests.fakes import ListRetriever, SpaceAnalyzer, WordReader
from tests.rag.answering.articles import (
    ALONE,
    BOATS,
    BRIDGE_PASSAGE,
    LONG_CITATION,
    SHOW,
    STATION_CITATION,
    STATION_PASSAGE,
    STEPS,
    TEXTS,
    THANKS,
    WHOLE,
    Certain,
    Counting,
    Judging,
    answerer,
    last_chunks,
    turns,
    untimed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.kiwi import KiwiAnalyzer
    from index.snapshot import Snapshot
    from rag.dialogue.smalltalk import Act


def test_follow_up_is_searched_and_read_as_a_question_that_stands_alone(
    snapshot: Snapshot, kiwi: KiwiAnalyzer
) -> None:
    retriever, reader = last_chunks(snapshot, *TEXTS), Certain(1)
    turn = Turn(question="갈매대교는 언제 열렸나요?", answer="2018년에 열렸습니다. [1]")
    answer = Answerer(snapshot, retriever, reader, kiwi).ask("그 다리는 누가 지었나요?", [turn])
    whole = "갈매대교는 누가 지었나요?"
    assert (answer.question, answer.query) == ("그 다리는 누가 지었나요?", whole)
    assert [query for query, _ in retriever.asked] == reader.asked == [whole]


def test_earlier_answer_is_no_evidence(snapshot: Snapshot) -> None:
    turn = Turn(question="우주는 넓은가?", answer="우주는 아주 넓습니다. [1]")
    answer = answerer(snapshot).ask("우주는?", [turn])
    assert (answer.answerable, answer.citations) == (False, ())


@pytest.mark.parametrize(
    ("sure", "query", "read"),
    [
        # Sure enough: the other question is not even read.
        ({WHOLE: LIKELY, ALONE: 1.0}, WHOLE, [WHOLE]),
        ({WHOLE: THRESHOLD, ALONE: THRESHOLD + 2 * PREFERENCE}, ALONE, [WHOLE, ALONE]),
        ({WHOLE: THRESHOLD, ALONE: THRESHOLD + PREFERENCE / 2}, WHOLE, [WHOLE, ALONE]),
        ({WHOLE: THRESHOLD, ALONE: 0.0}, WHOLE, [WHOLE, ALONE]),
        # Without a quote there is nothing to be sure of.
        ({ALONE: THRESHOLD}, ALONE, [WHOLE, ALONE]),
        ({WHOLE: THRESHOLD}, WHOLE, [WHOLE, ALONE]),
        # Neither is answered: what was most likely meant is what the answer says it looked for.
        ({}, WHOLE, [WHOLE, ALONE]),
    ],
)
def test_surest_question_wins_and_of_like_ones_the_earlier(
    snapshot: Snapshot, sure: dict[str, float], query: str, read: list[str]
) -> None:
    reader = Judging(sure)
    answer = answerer(snapshot, reader).ask(ALONE, [BOATS])
    assert reader.asked == read
    assert (answer.question, answer.query) == (ALONE, query)
    assert answer.answerable == bool(sure)
    assert answer.confidence == sure.get(query, 1.0)


BEFORE = [Turn(question="다리는 얼마나 길다?", answer="모른다.")]


def test_where_no_guess_is_sure_the_question_is_rewritten(snapshot: Snapshot) -> None:
    reader = Judging({"다리 길이?": LIKELY})
    told: list[tuple[str, Sequence[Turn]]] = []

    def rewrite(question: str, history: Sequence[Turn]) -> str:
        told.append((question, history))
        return "다리 길이?"

    answer = answerer(snapshot, reader).ask("그건?", BEFORE, EVERYTHING, rewrite)
    assert told == [("그건?", BEFORE)]
    assert (answer.query, answer.answerable) == ("다리 길이?", True)
    assert reader.asked[-1] == "다리 길이?"


def test_sure_guess_and_first_question_are_not_rewritten(snapshot: Snapshot) -> None:
    def rewrite(question: str, history: Sequence[Turn]) -> str:
        raise AssertionError((question, history))

    answerer(snapshot, Certain(LIKELY)).ask("다리는?", BEFORE, EVERYTHING, rewrite)
    answerer(snapshot, Judging({})).ask("다리는?", (), EVERYTHING, rewrite)


@pytest.mark.parametrize("rewritten", [None, "우주는?"])
def test_rewriting_that_finds_no_more_changes_nothing(
    snapshot: Snapshot, rewritten: str | None
) -> None:
    subject = answerer(snapshot, Judging({}))
    plain = subject.ask("그건?", BEFORE)
    answer = subject.ask("그건?", BEFORE, EVERYTHING, lambda _question, _history: rewritten)
    assert (answer.query, answer.text) == (plain.query, plain.text)


@pytest.mark.parametrize(
    ("question", "has_words"),
    [
        ("다리는 얼마나 길다?", True),
        ("안녕하세요", False),
        ("방금 출처 보여줘", False),
        ("이 기사는 누가 썼어?", False),
    ],
)
def test_only_what_is_read_can_be_put_in_other_words(
    snapshot: Snapshot, question: str, *, has_words: bool
) -> None:
    assert answerer(snapshot).puts_words(question, BEFORE) is has_words


def test_time_of_all_guesses_counts(snapshot: Snapshot) -> None:
    timings = answerer(snapshot, Judging({})).ask(ALONE, [BOATS]).timings_ms
    assert list(timings) == STEPS
    assert timings["total"] >= sum(timings[step] for step in STEPS[:-1]) - 0.005


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("안녕하세요", "greet"),
        ("고마워요!", "thank"),
        ("안녕히 계세요.", "bye"),
        ("ㅋㅋㅋ", "remark"),
        ("Thank you!", "thank"),
    ],
)
@pytest.mark.parametrize("history", [[], [BOATS]])
def test_courtesy_searches_nothing(
    snapshot: Snapshot, said: str, act: Act, history: list[Turn]
) -> None:
    retriever, reader = ListRetriever(), Certain(1)
    subject = Answerer(snapshot, retriever, reader, SpaceAnalyzer())
    assert untimed(subject.ask(said, history)) == Answer(
        question=said,
        query="",
        text=courtesy(said, act),
        answerable=False,
        confidence=0.0,
        short_answer=None,
        citations=(),
        passages=(),
    )
    assert subject.rank_sources(said, history, top_k=3) == []
    assert (retriever.asked, reader.asked) == ([], [])


LONG_SOURCE = "‘섬마을 다리 열리다’(2024-03-02): “다리는 길다.” [1]"


STATION_SOURCE = "‘버려진 역 열리다’: “역은 도서관이 됐다.” [2]"


def test_sources_of_the_last_answer_are_shown(snapshot: Snapshot) -> None:
    subject = answerer(snapshot, Certain(1, "길다"))
    shown = subject.ask(SHOW, turns("도서관이", "길다 도서관이"))
    assert untimed(shown) == Answer(
        question=SHOW,
        query="길다 도서관이",
        text=f"{LONG_SOURCE}\n{STATION_SOURCE}",
        answerable=True,
        confidence=1.0,
        short_answer=None,
        citations=(LONG_CITATION, STATION_CITATION),
        passages=(BRIDGE_PASSAGE, STATION_PASSAGE),
    )
    assert list(shown.timings_ms) == STEPS


def test_what_was_said_since_the_last_answer_has_no_sources(snapshot: Snapshot) -> None:
    history = [*turns("길다"), THANKS, *turns(" ", SHOW, "가" * 2001)]
    assert answerer(snapshot).ask(SHOW, history).text == LONG_SOURCE


def test_sources_are_those_of_the_question_as_it_was_understood(snapshot: Snapshot) -> None:
    reader = Judging({WHOLE: 1.0})
    answer = answerer(snapshot, reader).ask(SHOW, [BOATS, *turns(ALONE)])
    assert reader.asked == [WHOLE]
    assert (answer.query, answer.text) == (WHOLE, LONG_SOURCE)


def test_sources_of_an_abstention_are_none(snapshot: Snapshot) -> None:
    answer = answerer(snapshot).ask(SHOW, turns("우주는"))
    assert (answer.question, answer.answerable, answer.citations) == (SHOW, False, ())
    assert answer.text.startswith("기사에서 이 질문의 답을 찾지 못했습니다.")


@pytest.mark.parametrize("history", [[THANKS], turns("길다") + [THANKS] * SHOWN_TURNS])
def test_without_a_late_answer_there_are_no_sources_to_show(
    snapshot: Snapshot, history: list[Turn]
) -> None:
    retriever = ListRetriever()
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer())
    answer = subject.ask(SHOW, history)
    assert answer.text == courtesy(SHOW, "show_sources")
    assert (answer.answerable, answer.query, retriever.asked) == (False, "", [])


def test_oldest_answer_that_is_shown_is_so_many_turns_back(snapshot: Snapshot) -> None:
    history = turns("길다") + [THANKS] * (SHOWN_TURNS - 1)
    assert answerer(snapshot).ask(SHOW, history).text == LONG_SOURCE


@pytest.mark.parametrize("question", ["길다", ALONE, SHOW, "고마워요"])
def test_endless_conversation_costs_as_much_as_its_last_turns(
    snapshot: Snapshot, question: str
) -> None:
    history = turns(*(f"{year}년 배는 몇 척인가?" for year in range(10_000)), "길다", "2018년 길다")
    costs, answers = [], []
    for said in (history, history[-3 * SHOWN_TURNS :]):
        language, reader = Counting(), Certain(1)
        subject = Answerer(snapshot, last_chunks(snapshot, *TEXTS), reader, language)
        answers.append(untimed(subject.ask(question, said)))
        costs.append((language.tagged, reader.asked))
    assert answers[0] == answers[1]
    assert costs[0] == costs[1]


def test_byline_is_quoted_and_the_passages_move_up(snapshot: Snapshot) -> None:
    reader = Certain(1)
    answer = answerer(snapshot, reader).ask("다리 기사는 누가 썼나?")
    line = "갯벌신문 윤서가 기자 2024.03.02 09:00"
    assert answer.text == f"“{line}” [1]"
    assert answer.short_answer == "윤서가 기자"
    assert answer.answerable
    assert answer.citations == (replace(LONG_CITATION, start=12, end=40, quote=line),)
    assert answer.passages == (
        replace(BRIDGE_PASSAGE, start=12, end=40, text=line, score=1.0, sentences=()),
        replace(BRIDGE_PASSAGE, number=2),
        replace(STATION_PASSAGE, number=3),
    )
    assert reader.asked == []


@pytest.mark.parametrize(
    ("question", "short_answer"),
    [
        ("이 기사는 언제 나왔나?", "2024-03-02T09:00"),
        ("이 기사는 어느 신문에 실렸나?", "갯벌신문"),
    ],
)
def test_day_and_publisher_are_told_too(
    snapshot: Snapshot, question: str, short_answer: str
) -> None:
    assert answerer(snapshot).ask(question).short_answer == short_answer


def test_article_without_a_byline_is_not_given_the_next_one(snapshot: Snapshot) -> None:
    retriever = last_chunks(snapshot, "station.txt", "섬/bridge.txt")
    subject = Answerer(snapshot, retriever, WordReader(), SpaceAnalyzer())
    answer = subject.ask("역 기사는 누가 썼나?")
    assert not answer.answerable
    assert answer.citations == ()
    assert [passage.source for passage in answer.passages] == ["station.txt", "섬/bridge.txt"]


def test_question_after_one_for_a_byline_is_an_ordinary_one(
    snapshot: Snapshot, kiwi: KiwiAnalyzer
) -> None:
    reader = Certain(1)
    subject = Answerer(snapshot, last_chunks(snapshot, *TEXTS), reader, kiwi)
    byline = "다리 기사는 누가 썼나?"
    answer = subject.ask("그 기사에서 다리는 어떻다고 했나?", turns(byline))
    # What is searched holds the question before, what is asked does not.
    assert answer.query == f"{byline} 그 기사에서 다리는 어떻다고 했나?"
    assert reader.asked == [answer.query]
    assert answer.citations == (LONG_CITATION,)
