from __future__ import annotations

from typing import get_args

import pytest

from index.datatypes import Changes
from ui.articles.rebuilding import Stage
from ui.articles.table import State
from ui.words.articles import ENGLISH, KOREAN, ArticlesWords

BOTH = pytest.mark.parametrize("words", [KOREAN, ENGLISH])


@BOTH
def test_every_state_and_stage_has_its_words(words: ArticlesWords) -> None:
    assert set(words.states) == set(get_args(State))
    assert set(words.stages) == set(get_args(Stage))
    assert len(words.months) == 12


@pytest.mark.parametrize(
    ("changes", "korean", "english"),
    [
        (Changes(unchanged=5), "", ""),
        (Changes(added=("a",)), "새 기사 1건", "1 new article"),
        (
            Changes(added=("a", "b"), changed=("c",), removed=("d", "e")),
            "새 기사 2건, 바뀐 기사 1건, 없어진 기사 2건",
            "2 new articles, 1 changed article, 2 removed articles",
        ),
    ],
)
def test_differences_are_counted(changes: Changes, korean: str, english: str) -> None:
    assert KOREAN.differences(changes) == korean
    assert ENGLISH.differences(changes) == english


def test_titles_are_taken_to_the_letter() -> None:
    assert KOREAN.deletion_of("{} {0}") == "‘{} {0}’ 기사를 지울까요?"
    assert ENGLISH.deletion_done("{x}", "a/{}.txt") == (
        "The article “{x}” was deleted. Its file is kept at a/{}.txt."
    )
