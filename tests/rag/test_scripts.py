from __future__ import annotations

import unicodedata

import pytest

from rag.scripts import LETTERS, main_script


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
