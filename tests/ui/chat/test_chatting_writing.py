from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.errors import InputError
from tests.ui.chat.talking import (
    ANNA,
    BERT,
    LIBRARY,
    MARS,
    MARS_ANSWER,
    RESIDENTS,
    RESIDENTS_ANSWER,
    Talk,
    read,
)
from tests.ui.toy_writing import (
    CUT_SHORT,
    DOUBTED,
    DOUBTS,
    NOT_TOLD,
    UNHURRIED,
    UNREACHABLE,
    UNSUPPORTED,
)
from ui.chat.answer import answer_markup
from ui.chat.chatting import Asking
from ui.chat.conversation import look_up
from ui.chat.keeping import Keeping
from ui.history.conversations import History

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rag.datatypes import Outcome
    from ui.chat.showing import Step

WRITES = "참새 1B 모델이 쓰는 중입니다. 문장마다 기사와 대조해 보여 드립니다…"
FIRST = "기사에 따르면 갈매섬 주민은 모두 314명이다.[1]"
SECOND = "기사에 따르면 다리의 길이는 1.8km이고, 공사비는 920억 원이 들었다.[2]"


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path, writer="참새 1B")


def until_the_first_sentence(steps: Iterator[Step]) -> Step:
    return next(step for step in steps if read(step.thread)[-2:] == [FIRST, WRITES])


def test_an_answer_grows_by_checked_sentences_and_rests_on_evidence(talk: Talk) -> None:
    steps = talk.steps(DOUBTED)
    shown = [read(step.thread)[1:] for step in steps]
    assert shown == [
        ["기사를 찾는 중…"],
        [WRITES],
        [WRITES],
        [FIRST, WRITES],
        [FIRST, SECOND, WRITES],
        [FIRST, SECOND, WRITES],
        [FIRST, SECOND],
        [FIRST, SECOND],
    ]
    assert "근거 2건" in str(steps[-1].thread)


def test_what_no_article_carries_is_shown_only_when_it_can_be_shown_as_such(talk: Talk) -> None:
    *growing, whole, last = talk.steps(DOUBTED)
    assert not any("7,000" in str(step.thread) for step in growing)
    for step in (whole, last):
        assert str(step.thread).count('class="doubt"') == 2


def test_where_nothing_is_new_the_step_is_the_very_one_before(talk: Talk) -> None:
    pending, first, second, *_ = talk.steps(RESIDENTS)
    assert first is second
    assert first is not pending


def test_a_growing_answer_can_be_stopped_until_it_is_kept(talk: Talk) -> None:
    steps = talk.steps(f" {RESIDENTS}")
    *growing, checked = [step for step in steps if WRITES in read(step.thread)]
    assert growing
    assert {step.asked for step in growing} == {f" {RESIDENTS}"}
    assert checked.asked == ""
    assert {step.conversation for step in growing} == {""}
    assert [step.question for step in steps] == ["", *[None] * (len(steps) - 1)]
    assert (steps[-1].asked, steps[-1].conversation) == ("", talk.id)


def test_only_the_whole_answer_is_kept(talk: Talk) -> None:
    talk.ask(DOUBTED)
    (exchange,) = talk.kept.exchanges
    assert exchange.answer.writing is not None
    assert exchange.answer.writing.outcome == "written"
    assert exchange.answer.writing.doubts == DOUBTS
    assert len(exchange.answer.citations) == 2


def test_whoever_stops_ends_the_work_of_the_model_and_nothing_is_kept(talk: Talk) -> None:
    asking = Asking(question=UNHURRIED)
    steps = talk.chatting.ask(ANNA, asking)
    until_the_first_sentence(steps)
    assert not talk.backend.given_up.exists()
    steps.close()
    assert talk.backend.given_up.exists()
    assert talk.keeping.list("anna") == []
    assert talk.keeping.seen("anna", "") is None
    stopped = talk.chatting.stop(ANNA, asking)
    assert (stopped.question, read(stopped.thread)) == (UNHURRIED, [])


def test_a_silent_model_gives_steps_at_which_a_stop_is_heard(talk: Talk) -> None:
    steps = talk.chatting.ask(ANNA, Asking(question=UNHURRIED))
    latest = until_the_first_sentence(steps)
    assert all(next(steps) is latest for _ in range(3))
    steps.close()


def test_what_is_cited_can_be_opened_while_the_answer_grows(talk: Talk) -> None:
    talk.ask(RESIDENTS, LIBRARY)
    for number, asking in (
        (1, Asking(question=UNHURRIED)),
        (3, Asking(question=UNHURRIED, conversation=talk.id)),
        (1, Asking(question=UNHURRIED, conversation=talk.id, replacing=1)),
    ):
        steps = talk.chatting.ask(ANNA, asking)
        until_the_first_sentence(steps)
        view = look_up(talk.keeping.seen("anna", asking.conversation), f"cite-{number}-1")
        assert view.quote is not None
        assert view.quote.quote == "갈매섬 주민은 모두 314명이다."
        assert view.sha256 == talk.backend.document("bridge.txt").sha256
        with pytest.raises(InputError):
            look_up(talk.keeping.seen("anna", asking.conversation), f"cite-{number + 1}-1")
        steps.close()
    assert talk.keeping.seen("anna", talk.id) == talk.kept
    assert talk.keeping.seen("anna", "") is None


def test_a_growing_answer_is_nobody_elses(talk: Talk) -> None:
    steps = talk.chatting.ask(ANNA, Asking(question=UNHURRIED))
    until_the_first_sentence(steps)
    assert talk.keeping.seen(BERT.id, "") is None
    steps.close()


@pytest.mark.parametrize(
    ("question", "outcome", "lines", "line"),
    [
        (UNSUPPORTED, "unsupported", [RESIDENTS_ANSWER], "기사에 근거가 없었습니다"),
        (UNREACHABLE, "unreachable", [RESIDENTS_ANSWER], "연결하지 못했습니다"),
        (NOT_TOLD, "not_told", [RESIDENTS_ANSWER], "모델은 기사에서 답을 찾지 못했습니다"),
        (MARS, "not_told", [MARS_ANSWER], "모델도 기사에서 답을 찾지 못했습니다"),
        (CUT_SHORT, "cut_short", [FIRST], "쓰다가 끊겼습니다"),
    ],
)
def test_what_became_of_the_model_is_said_with_the_answer(
    talk: Talk, question: str, outcome: Outcome, lines: list[str], line: str
) -> None:
    last = talk.ask(question)
    assert read(last.thread) == [question, *lines]
    assert line in str(last.thread)
    writing = talk.kept.exchanges[0].answer.writing
    assert writing is not None
    assert writing.outcome == outcome


def test_who_wants_quotes_gets_quotes(talk: Talk) -> None:
    asking = Asking(question=RESIDENTS, writes=False)
    *growing, last = talk.chatting.ask(ANNA, asking)
    assert not any(WRITES in read(step.thread) for step in growing)
    assert read(last.thread) == [RESIDENTS, RESIDENTS_ANSWER]
    assert "모델" not in str(last.thread)


def test_an_answer_is_tried_again_as_is_wanted_now(talk: Talk) -> None:
    talk.ask(RESIDENTS)
    assert read(talk.retry(1).thread) == [RESIDENTS, FIRST]
    asking = Asking(conversation=talk.id, replacing=1, writes=False)
    *_, last = talk.chatting.retry(ANNA, asking)
    assert read(last.thread) == [RESIDENTS, RESIDENTS_ANSWER]
    assert len(talk.kept.exchanges) == 1


def test_follow_ups_hear_of_what_stands_alone(talk: Talk) -> None:
    talk.ask(DOUBTED, LIBRARY)
    (turn,) = talk.backend.asked[1][1]
    assert "1.8km" in turn.answer
    assert "7,000" not in turn.answer


def test_after_a_restart_an_answer_has_the_same_marks(talk: Talk) -> None:
    for question in (DOUBTED, UNSUPPORTED, UNREACHABLE):
        talk.ask(question)
    before = talk.kept
    restarted = Keeping(History(talk.backend.store)).load("anna", talk.id)
    words = ANNA.words
    for then, now in zip(before.exchanges, restarted.exchanges, strict=True):
        assert now.answer == then.answer
        shown = [answer_markup(item.answer, item.number, words) for item in (then, now)]
        assert shown[0] == shown[1]
        assert "by&#45;model" in shown[0]
