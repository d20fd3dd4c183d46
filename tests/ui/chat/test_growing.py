from __future__ import annotations

from contextlib import ExitStack

from tests.ui.kept import asked, exchange
from ui.chat.growing import Growing

FIRST, SECOND = exchange(1, asked("하나?")), exchange(1, asked("둘?"))


def test_a_growing_answer_is_known_to_its_visitor_in_its_conversation_alone() -> None:
    growing = Growing()
    with growing.answer("anna", "talk") as grown:
        assert growing.exchange("anna", "talk") is None
        grown.exchange = FIRST
        assert growing.exchange("anna", "talk") == FIRST
        assert growing.exchange("bert", "talk") is None
        assert growing.exchange("anna", "") is None
    assert growing.exchange("anna", "talk") is None


def test_nobody_has_a_growing_answer() -> None:
    growing = Growing()
    with growing.answer("", "") as grown:
        grown.exchange = FIRST
        assert growing.exchange("", "") is None


def test_of_two_new_conversations_neither_is_taken_for_the_other() -> None:
    growing = Growing()
    with ExitStack() as tabs:
        tabs.enter_context(growing.answer("anna", "")).exchange = FIRST
        with growing.answer("anna", "") as second:
            # One that is quoted has nothing to open before it is kept.
            assert growing.exchange("anna", "") == FIRST
            second.exchange = SECOND
            assert growing.exchange("anna", "") is None
        assert growing.exchange("anna", "") == FIRST
