"""Whatever is taken back, changed or fails: what stays is as if nothing else had been asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.chat.talking import BRIDGE, LIBRARY, MARS, RESIDENTS, Talk, read
from tests.ui.toy import BROKEN_INDEX, LONGEST_QUESTION
from ui.chat.chatting import Asking
from ui.chat.conversation import look_up

FOLLOW_UP = "그 다리의 길이는?"
LONG = "가" * (LONGEST_QUESTION + 1)

Script = Callable[[Talk], object]


def clear(talk: Talk) -> None:
    talk.see(talk.chatting.open(talk.visitor, ""))


def judge_and_take_back(talk: Talk) -> None:
    for _ in range(2):
        talk.see(talk.chatting.judge(talk.visitor, talk.id, 1, "good"))


def ask_in_vain(talk: Talk) -> None:
    talk.ask(BROKEN_INDEX, LONG, " ")


def give_up(talk: Talk) -> None:
    """Begin to change a question, and do not."""
    talk.edit(1, "")


SCRIPTS: dict[str, tuple[list[Script], list[str]]] = {
    "undo": ([lambda talk: talk.undo(2)], [RESIDENTS]),
    "undo of one in the middle": ([lambda talk: talk.undo(1)], []),
    "undo of each": ([lambda talk: talk.undo(2), lambda talk: talk.undo(1)], []),
    "undo and another": (
        [lambda talk: talk.undo(2), lambda talk: talk.ask(MARS)],
        [RESIDENTS, MARS],
    ),
    "retry": ([lambda talk: talk.retry(2)], [RESIDENTS, LIBRARY]),
    "retry twice": ([lambda talk: talk.retry(2)] * 2, [RESIDENTS, LIBRARY]),
    "retry of one in the middle": ([lambda talk: talk.retry(1)], [RESIDENTS]),
    "retry of none": ([lambda talk: talk.retry(3)], [RESIDENTS, LIBRARY]),
    "edit": ([lambda talk: talk.edit(2, BRIDGE)], [RESIDENTS, BRIDGE]),
    "edit of one in the middle": ([lambda talk: talk.edit(1, BRIDGE)], [BRIDGE]),
    "edit given up": ([give_up], [RESIDENTS, LIBRARY]),
    "edit refused": ([lambda talk: talk.edit(1, LONG), give_up], [RESIDENTS, LIBRARY]),
    "edit stopped": (
        [
            lambda talk: talk.see(talk.chatting.edit(talk.visitor, talk.id, 1)),
            lambda talk: talk.stop(MARS),
            give_up,
        ],
        [RESIDENTS, LIBRARY],
    ),
    "stop": ([lambda talk: talk.stop(MARS)], [RESIDENTS, LIBRARY]),
    "errors": ([ask_in_vain], [RESIDENTS, LIBRARY]),
    "verdicts": ([judge_and_take_back], [RESIDENTS, LIBRARY]),
    "clear": ([clear], []),
    "clear and another": ([clear, lambda talk: talk.ask(MARS)], [MARS]),
}


def state(talk: Talk) -> dict[str, Any]:
    """Return all that a visitor can see of a conversation, and all that a follow-up builds on."""
    shown = talk.chatting.open(talk.visitor, talk.id)
    kept = talk.kept if talk.id else None
    count = len(kept.exchanges) if kept else 0
    views = [look_up(kept, f"passage-{number}-1") for number in range(1, count + 1)]
    following = talk.ask(FOLLOW_UP)
    return {
        "thread": shown.thread,
        "questions": [exchange.answer for exchange in kept.exchanges] if kept else [],
        "verdicts": [exchange.verdict for exchange in kept.exchanges] if kept else [],
        "title": kept.title if kept else "",
        "views": views,
        "follow-up": talk.backend.asked[-1],
        "following": following.thread,
        "editing": following.editing,
        "count": talk.keeping.list(talk.visitor.id)[0].exchanges,
    }


@pytest.mark.parametrize(("script", "remaining"), SCRIPTS.values(), ids=SCRIPTS)
def test_what_stays_is_what_asking_only_that_gives(
    tmp_path: Path, script: list[Script], remaining: list[str]
) -> None:
    talk = Talk(tmp_path / "one")
    talk.ask(RESIDENTS, LIBRARY)
    for act in script:
        act(talk)
    replayed = Talk(tmp_path / "other")
    for question in remaining:
        replayed.ask(question)
    assert state(talk) == state(replayed)


def test_two_tabs_of_one_visitor_end_up_with_the_same(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.ask(RESIDENTS, LIBRARY)
    # The other tab was opened before, and does not know what was taken back in this one.
    asking = Asking(question=BRIDGE, conversation=talk.id, replacing=2)
    talk.undo(1)
    other = [talk.see(step) for step in talk.chatting.ask(talk.visitor, asking)][-1]
    assert other.conversation
    assert other.thread == talk.chatting.open(talk.visitor, talk.id).thread
    assert read(other.thread)[0] == BRIDGE
    assert [exchange.number for exchange in talk.kept.exchanges] == [1]
