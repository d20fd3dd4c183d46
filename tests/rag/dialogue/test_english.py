from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.dialogue.english import is_english, read_english

if TYPE_CHECKING:
    from rag.dialogue.parts import Phrase
    from rag.dialogue.things import ThingKind


def said(phrase: Phrase | None) -> str:
    return phrase.text if phrase else ""


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("When was Apple founded?", True),
        ("When was 오픈AI founded?", True),
        ("the price?", True),
        # No Hangul, so it is not read as Korean.
        ("それはいつ?", True),
        ("Can 앨범은 언제 나왔어?", False),
        ("AT&T는?", False),
    ],
)
def test_english_is_told_by_its_words_and_not_by_its_names(text: str, *, is_so: bool) -> None:
    assert is_english(text) == is_so


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("When did Elon Musk leave OpenAI?", "Elon Musk"),
        ("Who is the CEO of OpenAI?", "OpenAI"),
        ("When was 오픈AI founded?", "오픈AI"),
        ("Who leads the IT department?", ""),
        ("They said what?", ""),
        ("What happened in 1998?", ""),
        ("Tell me about OpenAI.", "OpenAI"),
        # Words that name nobody are left away around a name, not in it.
        ("The CEO Sam Altman left, but why?", "Sam Altman"),
        ("Who runs Bank Of America?", "Bank Of America"),
    ],
)
def test_topic_is_the_first_name(question: str, topic: str) -> None:
    assert said(read_english(question).topic) == topic


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("the price?", "the price?"),
        ("¿Cuándo murió?", ""),
        ("それはいつ?", ""),
        # It names its owner.
        ("the price of the iPhone?", ""),
        ("what price?", ""),
    ],
)
def test_attribute_is_a_few_plain_words(question: str, attribute: str) -> None:
    assert said(read_english(question).attribute) == attribute


@pytest.mark.parametrize(
    ("question", "pointers"),
    [
        ("How old is he?", [("", "person", ())]),
        ("When was its CEO born?", [("", "thing", (("'s", "JKB"),))]),
        ("Where is that company?", [("company", "group", ())]),
        ("Is it true?", []),
        ("How many people work there?", [("", "place", (("at", "JKB"),))]),
        ("When was the company founded?", [("company", "group", ())]),
        # It is named here.
        ("When was the company OpenAI founded?", []),
        # A trade.
        ("Who leads the IT department?", []),
    ],
)
def test_pointing_words_tell_at_what_kind_of_thing(
    question: str, pointers: list[tuple[str, ThingKind | None, tuple[tuple[str, str], ...]]]
) -> None:
    found = read_english(question).pointers
    assert [(phrase.text, phrase.kind, phrase.particles) for phrase in found] == pointers


@pytest.mark.parametrize(
    ("question", "words", "kind"),
    [
        ("How many people work there?", "How many", None),
        ("When was it?", "When", "time"),
        ("Who founded Apple?", "Who", "person"),
    ],
)
def test_asking_words_tell_what_kind_of_thing_answers(
    question: str, words: str, kind: ThingKind | None
) -> None:
    asked = read_english(question).asked
    assert asked is not None
    assert (asked.text, asked.kind) == (words, kind)


@pytest.mark.parametrize(
    ("answer", "name"),
    [("Sam Altman", "Sam Altman"), ("It was Sam Altman.", "Sam Altman"), ("in the end", "")],
)
def test_answer_says_a_name(answer: str, name: str) -> None:
    assert said(read_english(answer).said) == name
