from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import InputError, StoreError
from tests.ui.chat.talking import (
    BERT,
    LIBRARY,
    LIBRARY_ANSWER,
    RESIDENTS,
    RESIDENTS_ANSWER,
    Talk,
    lines,
    read,
)
from tests.ui.history.test_conversations import spoil
from tests.ui.requesting import visitor
from ui.chat.chatting import Asking
from ui.chat.conversation import MOST_EXCHANGES
from ui.markup import EMPTY

UNSAVED = "디스크에 쓸 수 없어 이 대화를 저장하지 못했습니다. 남은 용량을 확인해 주세요."
NO_CONVERSATION = "이 대화는 이제 없습니다. 새 대화를 시작해 주세요."
DAMAGED = "저장된 답변을 읽을 수 없습니다. 다시 물어봐 주세요."


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def test_a_conversation_outlives_the_program(talk: Talk, tmp_path: Path) -> None:
    before = talk.ask(RESIDENTS, LIBRARY)
    talk.history.close()
    later = Talk(tmp_path)
    step = later.chatting.open(later.visitor, before.conversation)
    assert (step.thread, step.conversation) == (before.thread, before.conversation)


@pytest.mark.parametrize("conversation", ["", "no-such-one", "x" * 10_000, "\ud800"])
def test_what_cannot_be_opened_is_a_new_conversation(talk: Talk, conversation: str) -> None:
    step = talk.chatting.open(talk.visitor, conversation)
    assert (step.thread, step.conversation, step.question, step.notice) == ([], "", "", EMPTY)


def test_another_visitors_conversation_is_not_shown(talk: Talk) -> None:
    id_ = talk.ask(RESIDENTS).conversation
    steps = [
        talk.chatting.open(BERT, id_),
        talk.chatting.edit(BERT, id_, 1),
        talk.chatting.stop(BERT, Asking(question="물음?", conversation=id_)),
        *talk.chatting.retry(BERT, Asking(conversation=id_, replacing=1)),
        *talk.chatting.ask(BERT, Asking(question="그 다리의 길이는?", conversation=id_)),
    ]
    assert [(step.thread, step.conversation) for step in steps] == [([], "")] * 5
    assert len(talk.backend.asked) == 1


def test_another_visitors_conversation_is_not_changed(talk: Talk) -> None:
    id_ = talk.ask(RESIDENTS).conversation
    before = talk.kept
    with pytest.raises(InputError, match="no such conversation"):
        talk.chatting.undo(BERT, id_, 1)
    with pytest.raises(InputError, match="no such conversation"):
        talk.chatting.judge(BERT, id_, 1, "good")
    list(talk.chatting.ask(BERT, Asking(question=LIBRARY, conversation=id_, replacing=1)))
    assert talk.kept == before


def test_a_question_in_a_conversation_that_is_gone_can_be_sent_again_to_a_new_one(
    talk: Talk,
) -> None:
    talk.ask(RESIDENTS)
    talk.keeping.delete("anna", talk.id)
    (step,) = talk.steps(LIBRARY)
    assert (step.thread, step.conversation, step.question) == ([], "", LIBRARY)
    assert lines(step.notice) == [NO_CONVERSATION]
    assert len(talk.backend.asked) == 1
    assert read(talk.ask(LIBRARY).thread) == [LIBRARY, LIBRARY_ANSWER]


def test_a_conversation_that_goes_while_it_is_answered_stays_gone(talk: Talk) -> None:
    talk.ask(RESIDENTS)
    steps = talk.chatting.ask(talk.visitor, Asking(question=LIBRARY, conversation=talk.id))
    next(steps)
    talk.keeping.delete("anna", talk.id)
    *_, last = steps
    assert (last.thread, last.conversation, last.question) == ([], "", LIBRARY)
    assert lines(last.notice) == [NO_CONVERSATION]
    assert talk.keeping.list("anna") == []


@pytest.mark.parametrize(
    ("language", "half_a_minute", "a_second"),
    [
        (
            "ko",
            "질문이 너무 잦습니다. 30초 뒤에 다시 물어봐 주세요.",
            "질문이 너무 잦습니다. 1초 뒤에 다시 물어봐 주세요.",
        ),
        (
            "en",
            "Too many questions at once. Please ask again in 30 seconds.",
            "Too many questions at once. Please ask again in 1 second.",
        ),
    ],
)
def test_who_asks_too_often_is_told_how_long_to_wait(
    tmp_path: Path, language: str, half_a_minute: str, a_second: str
) -> None:
    talk = Talk(tmp_path, allowed=2)
    talk.visitor = visitor("anna", language)
    talk.ask(RESIDENTS, RESIDENTS)
    (step,) = talk.steps(LIBRARY)
    assert (lines(step.notice), step.question) == ([half_a_minute], LIBRARY)
    # Two a minute: half a second is left, and less than a second is never said.
    talk.clock.now = 29.5
    assert lines(talk.ask(LIBRARY).notice) == [a_second]
    talk.clock.now = 30.0
    assert talk.ask(LIBRARY).notice == EMPTY
    assert len(talk.kept.exchanges) == 3


def test_a_wait_is_never_said_shorter_than_it_is(tmp_path: Path) -> None:
    talk = Talk(tmp_path, allowed=2)
    talk.ask(RESIDENTS, RESIDENTS)
    # 20.4 seconds are left.
    talk.clock.now = 9.6
    assert "21초 뒤에" in lines(talk.ask(LIBRARY).notice)[0]


def test_a_household_asks_as_one_machine(tmp_path: Path) -> None:
    talk = Talk(tmp_path, allowed=1)
    talk.visitor = visitor("anna", address="2001:db8::1")
    talk.ask(RESIDENTS)
    talk.id, talk.visitor = "", visitor("bert", address="2001:db8::2")
    assert "60초 뒤에" in lines(talk.ask(RESIDENTS).notice)[0]
    talk.visitor = visitor("bert", address="2001:db8:1::2")
    assert talk.ask(RESIDENTS).notice == EMPTY


def test_an_empty_question_is_not_counted(tmp_path: Path) -> None:
    talk = Talk(tmp_path, allowed=1)
    talk.ask(" ", " ", " ")
    assert talk.ask(RESIDENTS).notice == EMPTY


def test_a_full_conversation_says_to_start_a_new_one(talk: Talk) -> None:
    talk.ask(RESIDENTS)
    answer = talk.kept.exchanges[0].answer
    for _ in range(MOST_EXCHANGES - 1):
        talk.history.add("anna", talk.id, answer, {})
    step = talk.ask(LIBRARY)
    assert step.question == LIBRARY
    assert lines(step.notice) == ["이 대화가 가득 찼습니다. 새 대화를 시작해 주세요."]
    assert len(talk.backend.asked) == 1
    # The last question can still be asked once more: it makes room for itself.
    assert talk.retry(MOST_EXCHANGES).notice == EMPTY
    assert len(talk.kept.exchanges) == MOST_EXCHANGES


def test_a_damaged_answer_is_one_line_and_no_turn(talk: Talk) -> None:
    talk.ask(RESIDENTS, LIBRARY)
    spoil(talk.backend.store, 2, "{")
    step = talk.chatting.open(talk.visitor, talk.id)
    assert read(step.thread) == [RESIDENTS, RESIDENTS_ANSWER, LIBRARY, DAMAGED]
    assert "options" not in step.thread[-1]
    talk.ask("그 다리의 길이는?")
    assert [turn.question for turn in talk.backend.asked[-1][1]] == [RESIDENTS]


def test_a_disk_that_is_full_does_not_take_the_chat_away(talk: Talk) -> None:
    saved = talk.ask(RESIDENTS).conversation
    talk.history.is_full = True
    step = talk.ask(LIBRARY)
    assert read(step.thread) == [RESIDENTS, RESIDENTS_ANSWER, LIBRARY, LIBRARY_ANSWER]
    assert lines(step.notice) == [UNSAVED]
    assert step.conversation not in {"", saved}
    assert read(talk.retry(2).thread) == read(step.thread)
    assert read(talk.undo(2).thread) == [RESIDENTS, RESIDENTS_ANSWER]
    assert [item.exchanges for item in talk.keeping.list("anna")] == [1]


def test_a_store_that_is_no_folder_does_not_take_the_chat_away(talk: Talk) -> None:
    talk.backend.store.write_text("a file")
    step = talk.ask(RESIDENTS, "그 다리의 길이는?")
    assert read(step.thread)[:2] == [RESIDENTS, RESIDENTS_ANSWER]
    assert lines(step.notice) == [UNSAVED]
    assert [turn.question for turn in talk.backend.asked[-1][1]] == [RESIDENTS]
    with pytest.raises(StoreError):
        talk.keeping.list("anna")


def test_a_conversation_that_cannot_be_read_any_more_goes_on_without_what_was_asked(
    talk: Talk,
) -> None:
    talk.ask(RESIDENTS)
    talk.history.close()
    talk.backend.store.rename(talk.backend.store.with_name("elsewhere"))
    talk.backend.store.write_text("a file")
    step = talk.ask(LIBRARY)
    assert read(step.thread) == [LIBRARY, LIBRARY_ANSWER]
    assert lines(step.notice) == [UNSAVED]


def test_an_unsaved_conversation_is_nobody_elses(talk: Talk) -> None:
    talk.history.is_full = True
    id_ = talk.ask(RESIDENTS).conversation
    assert talk.chatting.open(BERT, id_).thread == []
    with pytest.raises(InputError, match="no such conversation"):
        talk.chatting.judge(BERT, id_, 1, "good")


def test_a_new_conversation_is_saved_as_soon_as_there_is_room(talk: Talk) -> None:
    talk.history.is_full = True
    talk.ask(RESIDENTS)
    talk.history.is_full = False
    # The one that could not be saved stays where it is.
    assert lines(talk.ask(LIBRARY).notice) == [UNSAVED]
    talk.id = ""
    assert talk.ask(LIBRARY).notice == EMPTY
    assert [item.title for item in talk.keeping.list("anna")] == [LIBRARY]
