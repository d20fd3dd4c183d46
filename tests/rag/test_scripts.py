from __future__ import annotations

import unicodedata

import pytest

from rag.scripts import LETTERS, is_foreign, main_script
from tests.rag.test_spans import passage


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("다리는 언제 열렸나?", "HANGUL"),
        (unicodedata.normalize("NFD", "다리는 언제 열렸나?"), "HANGUL"),
        ("ㅋㅋㅋ", "HANGUL"),
        ("When did the bridge open?", "LATIN"),
        ("Où est-elle née ?", "LATIN"),
        ("大橋開通", "CJK"),
        ("Мост", "CYRILLIC"),
        # Four letters of Hangul against three of Latin.
        ("xAI를 만든다", "HANGUL"),
        # Digits and signs are no letters.
        ("2024 GPT-4?", "LATIN"),
        ("1,234.5 ?!", ""),
        ("", ""),
    ],
)
def test_most_letters_tell_the_script(text: str, script: str) -> None:
    assert main_script(text) == script


def test_equal_numbers_of_letters_give_the_same_script_in_any_order() -> None:
    assert main_script("가나 ab") == main_script("ab 가나") == "LATIN"


def test_the_beginning_of_a_text_tells() -> None:
    beginning = "가" * LETTERS
    assert main_script(beginning + "a" * 10 * LETTERS) == "HANGUL"
    assert main_script("1 " * LETTERS + beginning) == "HANGUL"


@pytest.mark.parametrize(
    ("query", "is_theirs"),
    [
        ("다리는?", True),
        ("How long is 다리?", True),
        ("How long is it?", False),
        ("大橋?", False),
        ("2024?", False),
        ("", False),
    ],
)
def test_question_is_foreign_without_a_letter_of_the_passages(
    query: str, *, is_theirs: bool
) -> None:
    # Most letters are Hangul, of both together.
    passages = [passage(1, "다리는 길다."), passage(2, "KBS")]
    assert is_foreign(query, passages) is not is_theirs


def test_where_nothing_was_found_every_question_is_foreign() -> None:
    assert is_foreign("다리는?", [])
