"""What every grammar promises."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.contracts.test_analyzer import TEXTS
from tests.fakes import SpaceAnalyzer

if TYPE_CHECKING:
    from index.language import Grammar


@pytest.fixture(params=["spaces", "kiwi"])
def grammar(request: pytest.FixtureRequest) -> Grammar:
    if request.param == "spaces":
        return SpaceAnalyzer()
    found: Grammar = request.getfixturevalue("kiwi")
    return found


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


def test_morphemes_stand_in_the_text_in_order(grammar: Grammar, text: str) -> None:
    morphemes = grammar.tag(text)
    assert all(0 <= item.start <= item.end <= len(text) for item in morphemes)
    assert all(before.start <= after.start for before, after in pairwise(morphemes))


def test_morphemes_have_a_form_and_a_tag(grammar: Grammar, text: str) -> None:
    assert all(item.form.strip() and item.tag.strip() for item in grammar.tag(text))


def test_morphemes_hold_all_letters(grammar: Grammar, text: str) -> None:
    held = {place for item in grammar.tag(text) for place in range(item.start, item.end)}
    assert [place for place, char in enumerate(text) if char.isalnum() and place not in held] == []


def test_same_text_has_the_same_morphemes(grammar: Grammar, text: str) -> None:
    assert grammar.tag(text) == grammar.tag(text)


def test_blank_text_has_no_morphemes(grammar: Grammar) -> None:
    assert grammar.tag(TEXTS["empty"]) == grammar.tag(TEXTS["blank"]) == ()


def test_nothing_is_joined_to_nothing(grammar: Grammar) -> None:
    assert grammar.join([]) == ""


@pytest.mark.parametrize("word", ["다리", "xAI", "5억 명", "Grok-1", "大韓"])
def test_word_is_joined_as_it_is_written(grammar: Grammar, word: str) -> None:
    assert grammar.join([(word, "NNP")]) == word
    joined = grammar.join([(word, "NNP"), ("은", "JX")])
    assert joined[:-1] == word
