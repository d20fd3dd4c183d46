from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.chat.talking import (
    BRIDGE,
    BRIDGE_ANSWER,
    LIBRARY,
    LIBRARY_ANSWER,
    RESIDENTS,
    RESIDENTS_ANSWER,
    Talk,
    lines,
    read,
)
from tests.ui.toy import BROKEN_INDEX, LONGEST_QUESTION
from ui.markup import EMPTY

if TYPE_CHECKING:
    from ui.links import Verdict

STOPPED = "답변을 멈췄습니다."
EDITING = "고친 질문을 보내면 이 질문과 그 뒤의 대화를 대신합니다."
THANKS = "의견을 주셔서 감사합니다."


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def test_a_question_to_be_changed_is_in_the_box_and_nothing_is_taken_back_yet(talk: Talk) -> None:
    talk.ask(RESIDENTS, LIBRARY)
    step = talk.chatting.edit(talk.visitor, talk.id, 1)
    assert (step.question, step.editing, lines(step.notice)) == (RESIDENTS, 1, [EDITING])
    assert read(step.thread) == [RESIDENTS, RESIDENTS_ANSWER, LIBRARY, LIBRARY_ANSWER]
    assert len(talk.kept.exchanges) == 2


def test_a_changed_question_takes_the_place_of_all_after_it(talk: Talk) -> None:
    talk.ask(RESIDENTS, LIBRARY)
    step = talk.edit(1, BRIDGE)
    assert read(step.thread) == [BRIDGE, BRIDGE_ANSWER]
    assert (step.editing, step.notice) == (0, EMPTY)
    assert talk.backend.asked[-1] == (BRIDGE, [])


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("가" * (LONGEST_QUESTION + 1), "질문이 너무 깁니다. 줄여서 다시 물어봐 주세요."),
        (BROKEN_INDEX, ""),
    ],
)
def test_a_changed_question_that_is_refused_goes_on_being_changed(
    talk: Talk, question: str, line: str
) -> None:
    talk.ask(RESIDENTS, LIBRARY)
    step = talk.edit(1, question)
    assert (step.question, step.editing) == (question, 1)
    assert lines(step.notice) == [*filter(None, [line]), EDITING]
    assert read(step.thread)[:4] == [RESIDENTS, RESIDENTS_ANSWER, LIBRARY, LIBRARY_ANSWER]
    assert read(talk.ask(BRIDGE).thread) == [BRIDGE, BRIDGE_ANSWER]


def test_a_changed_question_that_is_stopped_goes_on_being_changed(talk: Talk) -> None:
    talk.ask(RESIDENTS, LIBRARY)
    talk.see(talk.chatting.edit(talk.visitor, talk.id, 1))
    step = talk.stop(BRIDGE)
    assert (step.question, step.editing) == (BRIDGE, 1)
    assert lines(step.notice) == [STOPPED, EDITING]
    assert read(talk.ask(BRIDGE).thread) == [BRIDGE, BRIDGE_ANSWER]


def test_an_emptied_box_ends_the_changing(talk: Talk) -> None:
    talk.ask(RESIDENTS)
    step = talk.edit(1, "")
    assert (step.editing, lines(step.notice)) == (0, ["질문을 먼저 적어 주세요."])
    assert read(talk.ask(LIBRARY).thread) == [RESIDENTS, RESIDENTS_ANSWER, LIBRARY, LIBRARY_ANSWER]


def test_a_question_asked_once_more_has_the_same_turns_before_it(talk: Talk) -> None:
    talk.ask(RESIDENTS, LIBRARY)
    step = talk.retry(2)
    assert read(step.thread) == [RESIDENTS, RESIDENTS_ANSWER, LIBRARY, LIBRARY_ANSWER]
    assert talk.backend.asked[1] == talk.backend.asked[2]
    assert [exchange.number for exchange in talk.kept.exchanges] == [1, 2]


def test_what_is_taken_back_is_in_the_box_to_be_asked_otherwise(talk: Talk) -> None:
    talk.ask(RESIDENTS, LIBRARY)
    step = talk.undo(2)
    assert (step.question, step.editing) == (LIBRARY, 0)
    assert read(step.thread) == [RESIDENTS, RESIDENTS_ANSWER]
    step = talk.undo(1)
    assert (step.question, read(step.thread), step.conversation) == (RESIDENTS, [], "")


def test_an_answer_that_is_gone_cannot_be_asked_changed_or_taken_back_again(talk: Talk) -> None:
    talk.ask(RESIDENTS)
    shown = [
        talk.chatting.edit(talk.visitor, talk.id, 2),
        talk.chatting.undo(talk.visitor, talk.id, 2),
        talk.retry(2),
    ]
    # What is in the box has nothing to do with it, and stays.
    assert [(step.question, step.editing) for step in shown] == [(None, 0)] * 3
    assert [read(step.thread) for step in shown] == [[RESIDENTS, RESIDENTS_ANSWER]] * 3
    assert len(talk.backend.asked) == 1


def test_a_verdict_is_noted_thanked_for_and_taken_back(talk: Talk) -> None:
    talk.ask(RESIDENTS, LIBRARY)

    def judge(verdict: Verdict) -> list[str]:
        return lines(talk.chatting.judge(talk.visitor, talk.id, 1, verdict).notice)

    assert judge("good") == [THANKS]
    assert [exchange.verdict for exchange in talk.kept.exchanges] == ["good", None]
    assert judge("bad") == [THANKS]
    assert [exchange.verdict for exchange in talk.kept.exchanges] == ["bad", None]
    assert judge("bad") == []
    assert [exchange.verdict for exchange in talk.kept.exchanges] == [None, None]


def test_a_verdict_does_not_end_the_changing_of_a_question(talk: Talk) -> None:
    talk.ask(RESIDENTS, LIBRARY)
    step = talk.see(talk.chatting.judge(talk.visitor, talk.id, 2, "good", editing=1))
    assert (step.question, step.editing, lines(step.notice)) == (None, 1, [THANKS, EDITING])
    assert "✓" in str(step.thread)
    assert read(talk.ask(BRIDGE).thread) == [BRIDGE, BRIDGE_ANSWER]
