from __future__ import annotations

from typing import get_args

import pytest

from rag.confidence import Certainty
from ui.links import TOOLS, VERDICTS
from ui.words import chat, source, trace


@pytest.mark.parametrize("words", [chat.KOREAN, chat.ENGLISH])
def test_every_action_and_certainty_has_words_of_its_own(words: chat.ChatWords) -> None:
    actions = (*TOOLS, *VERDICTS)
    assert len({words.action(action) for action in actions}) == len(actions)
    certainties = get_args(Certainty)
    assert len({words.certainty(word) for word in certainties}) == len(certainties)


def test_templates_take_what_people_wrote_to_the_letter() -> None:
    assert chat.KOREAN.searched_as("{} {0} {x}") == "찾은 말: {} {0} {x}"
    assert chat.ENGLISH.searched_as("{query}") == "Searched for: {query}"
    assert source.KOREAN.quoted("{}", "가나 (a.txt)") == "“{}” — 가나 (a.txt)"


@pytest.mark.parametrize(
    ("milliseconds", "korean", "english"),
    [
        (168.4, "168ms", "168 ms"),
        (1234.5, "1,234ms", "1,234 ms"),
        (0.6, "1ms", "1 ms"),
        (0.4, "1ms 미만", "under 1 ms"),
    ],
)
def test_times_are_told_in_whole_milliseconds(
    milliseconds: float, korean: str, english: str
) -> None:
    assert trace.KOREAN.time(milliseconds) == korean
    assert trace.ENGLISH.time(milliseconds) == english


def test_a_step_without_a_name_keeps_its_own() -> None:
    assert trace.KOREAN.step("search") == "찾기"
    assert trace.KOREAN.step("ponder") == "ponder"
