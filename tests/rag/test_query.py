from __future__ import annotations

import unicodedata

import pytest

from index.errors import InputError
from rag.query import MOST_CHARACTERS, check_question


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\u200b", "\ufeff \u3164", "\x00"])
def test_question_of_nothing_to_see_is_refused(question: str) -> None:
    with pytest.raises(InputError, match=r"^the question is empty; type one$"):
        check_question(question)


def test_white_space_around_a_question_is_left_away() -> None:
    assert check_question(" \n다리는  언제 열렸나?\t") == "다리는  언제 열렸나?"


def test_half_of_a_surrogate_pair_is_made_a_character_that_can_be_printed() -> None:
    assert check_question("다리\udcff는 \ud800?") == "다리\ufffd는 \ufffd?"


def test_question_is_as_long_as_it_looks() -> None:
    longest = "가" * MOST_CHARACTERS
    assert check_question(f" {longest} ") == longest
    # Two code points a syllable.
    decomposed = unicodedata.normalize("NFD", longest)
    assert check_question(decomposed) == decomposed


@pytest.mark.parametrize(
    ("length", "said"), [(MOST_CHARACTERS + 1, "2,001"), (1_000_000, "1,000,000")]
)
def test_question_that_is_too_long_is_refused(length: int, said: str) -> None:
    with pytest.raises(InputError, match=rf"^the question has {said} characters, 2,000 are"):
        check_question("가" * length)
