from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rag.datatypes import Turn
from rag.scope import Scope
from tests.ui.chat.talking import (
    BRIDGE_ANSWER,
    LIBRARY,
    LIBRARY_ANSWER,
    MARS,
    MARS_ANSWER,
    RESIDENTS,
    RESIDENTS_ANSWER,
    Talk,
    lines,
    read,
)
from tests.ui.requesting import visitor
from tests.ui.toy import BROKEN_INDEX, LONGEST_QUESTION, UNEXPECTED
from ui.chat.chatting import Asking
from ui.markup import EMPTY

STOPPED = "답변을 멈췄습니다."
BROKEN_LINE = "색인이 손상되었습니다. 다시 만들어 주세요: rag index --full"
FAILED = "예상하지 못한 문제로 답하지 못했습니다. 잠시 뒤에 다시 물어봐 주세요."


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def test_a_question_is_first_pending_then_grows_then_rests_on_evidence(talk: Talk) -> None:
    question = "갈매대교 다리의 공사비와 갈매섬 주민은 모두 몇 명?"
    first, second, third, fourth, fifth, last = talk.steps(f" {question}\n")
    assert read(first.thread) == read(second.thread) == [question, "기사를 찾는 중…"]
    assert read(third.thread) == [question, RESIDENTS_ANSWER]
    assert read(fourth.thread) == [question, RESIDENTS_ANSWER, BRIDGE_ANSWER.replace("[1]", "[2]")]
    assert "근거 2건" not in str(fourth.thread)
    assert read(fifth.thread) == read(last.thread) == read(fourth.thread)
    assert "근거 2건" in str(last.thread)


def test_the_box_is_emptied_once_and_what_is_typed_meanwhile_stays(talk: Talk) -> None:
    steps = talk.steps(f" {RESIDENTS}")
    assert [step.question for step in steps] == ["", *[None] * (len(steps) - 1)]


def test_an_answer_can_be_stopped_until_it_is_kept(talk: Talk) -> None:
    steps = talk.steps(f" {RESIDENTS}")
    assert [step.asked for step in steps] == [f" {RESIDENTS}", "", "", "", ""]
    ids = [step.conversation for step in steps]
    assert ids == ["", "", talk.id, talk.id, talk.id]
    assert talk.id
    assert [exchange.answer.question for exchange in talk.kept.exchanges] == [RESIDENTS]


def test_engines_that_are_not_ready_are_said_to_be_coming(tmp_path: Path) -> None:
    talk = Talk(tmp_path, is_warm=False)
    assert read(talk.steps(RESIDENTS)[0].thread) == [RESIDENTS, "검색 엔진을 준비하는 중…"]


def test_an_english_reader_is_spoken_to_in_english(talk: Talk) -> None:
    talk.visitor = visitor("anna", "en")
    first, *_, last = talk.steps(RESIDENTS)
    assert read(first.thread) == [RESIDENTS, "Looking through the articles…"]
    assert "1 passage cited" in str(last.thread)
    assert lines(talk.ask("").notice) == ["Please type a question first."]


def test_a_follow_up_is_asked_with_the_turns_before_it(talk: Talk) -> None:
    step = talk.ask(RESIDENTS, "그 다리의 길이는?")
    assert talk.backend.asked == [
        (RESIDENTS, []),
        (
            "그 다리의 길이는?",
            [Turn(question=RESIDENTS, answer="갈매섬 주민은 모두 314명이다.")],
        ),
    ]
    assert read(step.thread)[:3] == [RESIDENTS, RESIDENTS_ANSWER, "그 다리의 길이는?"]


CATS = "등대지기 서하늘 씨의 고양이는?"


def test_what_may_follow_is_offered_under_the_last_answer_alone(talk: Talk) -> None:
    step = talk.ask(RESIDENTS, "갈매대교 다리의 공사비는?")
    assert [message.get("options") for message in step.thread] == [
        *[None] * 3,
        [{"value": CATS, "label": CATS}],
    ]


def test_an_abstention_is_an_answer_like_others(talk: Talk) -> None:
    assert read(talk.ask(MARS).thread) == [MARS, MARS_ANSWER]
    assert len(talk.kept.exchanges) == 1


def test_only_what_is_in_scope_is_asked(talk: Talk) -> None:
    last = talk.steps(RESIDENTS, Scope(sources=frozenset({"library.txt"})))[-1]
    assert read(last.thread) == [RESIDENTS, MARS_ANSWER]
    assert {passage.source for passage in talk.kept.exchanges[0].answer.passages} == {"library.txt"}


def test_the_digests_of_what_was_read_are_kept(talk: Talk) -> None:
    talk.ask(RESIDENTS)
    (exchange,) = talk.kept.exchanges
    assert exchange.sha256s == {
        passage.source: talk.backend.document(passage.source).sha256
        for passage in exchange.answer.passages
    }


def test_an_article_that_vanishes_meanwhile_does_not_take_the_answer_away(talk: Talk) -> None:
    steps = talk.chatting.ask(talk.visitor, Asking(question=RESIDENTS))
    next(steps)
    next(steps)
    (talk.backend.corpus / "bridge.txt").unlink()
    talk.backend.update(lambda _stage, _done, _total: None)
    *_, last = [talk.see(step) for step in steps]
    assert read(last.thread) == [RESIDENTS, RESIDENTS_ANSWER]
    assert "bridge.txt" not in talk.kept.exchanges[0].sha256s


@pytest.mark.parametrize("question", ["", "   ", "\n\t"])
def test_an_empty_question_gets_a_gentle_line_and_asks_nothing(talk: Talk, question: str) -> None:
    talk.ask(RESIDENTS)
    (step,) = talk.steps(question)
    assert lines(step.notice) == ["질문을 먼저 적어 주세요."]
    assert read(step.thread) == [RESIDENTS, RESIDENTS_ANSWER]
    assert len(talk.backend.asked) == 1


def test_a_question_that_is_too_long_goes_back_into_the_box(talk: Talk) -> None:
    talk.ask(RESIDENTS)
    question = "가" * (LONGEST_QUESTION + 1)
    step = talk.ask(question)
    assert step.question == question
    assert lines(step.notice) == ["질문이 너무 깁니다. 줄여서 다시 물어봐 주세요."]
    assert read(step.thread) == [RESIDENTS, RESIDENTS_ANSWER]
    assert step.asked == ""


def test_an_error_of_the_engines_is_a_line_and_the_question_can_be_sent_again(talk: Talk) -> None:
    talk.ask(RESIDENTS)
    step = talk.ask(BROKEN_INDEX)
    assert read(step.thread) == [RESIDENTS, RESIDENTS_ANSWER, BROKEN_INDEX, BROKEN_LINE]
    assert (step.question, step.notice, step.asked) == (BROKEN_INDEX, EMPTY, "")
    assert read(talk.ask(LIBRARY).thread) == [RESIDENTS, RESIDENTS_ANSWER, LIBRARY, LIBRARY_ANSWER]


def test_an_unexpected_error_is_told_without_its_words(talk: Talk) -> None:
    talk.ask(RESIDENTS)
    asking = Asking(question=UNEXPECTED, conversation=talk.id)
    steps = talk.chatting.ask(talk.visitor, asking)
    pending = next(steps)
    with pytest.raises(RuntimeError):
        next(steps)
    step = talk.chatting.fail(talk.visitor, replace(asking, question=pending.asked))
    assert read(step.thread) == [RESIDENTS, RESIDENTS_ANSWER, UNEXPECTED, FAILED]
    assert (step.question, step.asked) == (UNEXPECTED, "")


def test_a_failure_before_anything_was_asked_leaves_the_box_alone(talk: Talk) -> None:
    step = talk.chatting.fail(talk.visitor, Asking())
    assert read(step.thread) == [FAILED]
    assert step.question is None


def test_a_stopped_answer_is_not_kept_and_its_question_is_back_in_the_box(talk: Talk) -> None:
    talk.ask(RESIDENTS)
    step = talk.stop(LIBRARY)
    assert (step.question, step.asked, lines(step.notice)) == (LIBRARY, "", [STOPPED])
    assert read(step.thread) == [RESIDENTS, RESIDENTS_ANSWER]
    assert len(talk.kept.exchanges) == 1


def test_a_first_question_that_is_stopped_starts_no_conversation(talk: Talk) -> None:
    step = talk.stop(RESIDENTS)
    assert (step.conversation, step.question, read(step.thread)) == ("", RESIDENTS, [])
    assert talk.keeping.list("anna") == []


def test_who_stops_too_late_sees_the_answer_and_keeps_what_they_typed(talk: Talk) -> None:
    talk.ask(RESIDENTS)
    step = talk.chatting.stop(talk.visitor, Asking(conversation=talk.id))
    assert (step.question, step.notice) == (None, EMPTY)
    assert read(step.thread) == [RESIDENTS, RESIDENTS_ANSWER]
