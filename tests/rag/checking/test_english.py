from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.checking.english import EnglishReader
from rag.checking.stems import stem

if TYPE_CHECKING:
    from rag.checking.words import Word


def word(text: str, wanted: str) -> Word:
    return next(item for item in EnglishReader(text).words() if item.stem == wanted)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("buy buys bought buying", "buy"),
        ("stop stops stopped stopping", "stop"),
        ("city cities", "city"),
        ("price prices priced", "pric"),
        ("reject rejects rejected rejecting", "reject"),
        ("Larkford Larkford's", "larkford"),
        ("fall fell fallen falling", "fall"),
        ("class classes", "class"),
        ("bus", "bus"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str, expected: str) -> None:
    assert {stem(form) for form in forms.split()} == {expected}


@pytest.mark.parametrize(
    ("text", "is_negative"),
    [
        ("The rocket was not damaged.", True),
        ("The rocket wasn’t damaged.", True),
        ("It was never damaged.", True),
        ("No damaged rocket was found.", True),
        ("The rocket was damaged.", False),
        ("The rocket did not fly, and was damaged.", False),
        ("The rocket was not, however, damaged.", True),
        ("No, the rocket was damaged.", False),
        ("What was damaged is not so.", True),
        ("What was damaged is not", True),
    ],
)
def test_negation_reaches_the_next_word(text: str, *, is_negative: bool) -> None:
    assert word(text, "damag").is_negative == is_negative


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("The council approved it.", set()),
        ("The council will approve it.", {"planned"}),
        ("The council plans to approve it.", {"planned"}),
        ("The council allegedly approved it.", {"claimed"}),
        ("The council refused to approve it.", {"denied"}),
        ("If the council approved it.", {"conditional"}),
    ],
)
def test_what_words_before_say_of_an_act(text: str, modes: set[str]) -> None:
    assert word(text, "approv").modes == modes


def test_words_before_a_verb_are_its_subject() -> None:
    words = EnglishReader("Later Dana Whitlock hired Ruth Cole.").words()
    assert [(item.stem, item.role) for item in words] == [
        ("later", "subject"),
        ("dana", "subject"),
        ("whitlock", "subject"),
        ("hir", "part"),
        ("ruth", "part"),
        ("col", "part"),
    ]


def test_name_that_a_preposition_leads_to_is_no_subject() -> None:
    words = EnglishReader("The bridge over the Small Ouvel was closed.").words()
    assert [(item.stem, item.role) for item in words][1:3] == [("small", "at"), ("ouvel", "part")]
    # Here it only says that the number is not exact.
    assert word("Later over 300 people resigned.", "peopl").role == "subject"


def test_owner_and_what_is_owned_are_one_name() -> None:
    assert word("They closed the Weavers' Bridge.", "weaver").is_joined
    assert not word("They closed the Weavers, Bridge said.", "weaver").is_joined


def test_passive_needs_a_form_of_be() -> None:
    assert word("Forge was acquired by Northwind.", "acquir").is_passive
    assert not word("Northwind acquired Forge.", "acquir").is_passive


def test_names_begin_with_a_capital_within_a_sentence() -> None:
    assert word("They met Ruth.", "ruth").kind == "name"
    assert word("Bakers met.", "baker").kind == "noun"
