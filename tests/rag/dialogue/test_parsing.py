from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.dialogue.parsing import read_parts

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer


@pytest.mark.parametrize(
    ("question", "topic", "is_english"),
    [
        ("후버 댐은 언제 완공됐어?", "후버 댐", False),
        ("When was OpenAI founded?", "OpenAI", True),
        ("When was 오픈AI founded?", "오픈AI", True),
        # Korean, though it begins like English.
        ("Can 앨범은 언제 나왔어?", "Can 앨범", False),
    ],
)
def test_question_is_read_in_the_language_of_its_wording(
    question: str, topic: str, *, is_english: bool, kiwi: KiwiAnalyzer
) -> None:
    parts = read_parts(question, kiwi)
    assert parts.topic is not None
    assert (parts.topic.text, parts.is_english) == (topic, is_english)


@pytest.mark.parametrize("text", ["", " ", "?", "《》", "그", "들", "'s", "it", "1", "\n", "·-·"])
def test_scraps_have_parts_too(text: str, kiwi: KiwiAnalyzer) -> None:
    assert read_parts(text, kiwi).text == text
