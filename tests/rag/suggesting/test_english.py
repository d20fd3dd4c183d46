from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.datatypes import Span
from rag.suggesting.asking import Asked
from rag.suggesting.english import QUESTION, english_questions, english_sentences

if TYPE_CHECKING:
    from rag.suggesting.asking import Sort

QUESTIONS: list[tuple[str, str, Sort, str]] = [
    ("Solmaru Harbour was founded in 1874.", "When was Solmaru Harbour founded?", "date", "1874"),
    (
        "The Northern Star sank on 14 August 2023 because its gear failed.",
        "When did the Northern Star sink?",
        "date",
        "14 August 2023",
    ),
    (
        "The Northern Star sank on 14 August 2023 because its gear failed.",
        "Why did the Northern Star sink?",
        "reason",
        "because its gear failed",
    ),
    (
        "Solmaru Bridge was closed because of a storm.",
        "Why was Solmaru Bridge closed?",
        "reason",
        "because of a storm",
    ),
    (
        "Tidepool Robotics has about 64 employees.",
        "How many employees does Tidepool Robotics have?",
        "number",
        "64",
    ),
    (
        "Tidepool Robotics has raised $75 million to build drones.",
        "How much money did Tidepool Robotics raise?",
        "number",
        "$75 million",
    ),
    (
        "Solmaru Bridge cost 48 million dollars.",
        "How much did Solmaru Bridge cost?",
        "number",
        "48 million dollars",
    ),
    (
        "The Gull-3 weighs 11 kilograms.",
        "How much does the Gull-3 weigh?",
        "number",
        "11 kilograms",
    ),
    (
        "Tidepool Robotics is based in Bergen, Norway, and has 64 employees.",
        "Where is Tidepool Robotics based?",
        "place",
        "Bergen, Norway",
    ),
    (
        "Tidepool Robotics was founded in 2019 by Hana Lindqvist.",
        "Who founded Tidepool Robotics?",
        "person",
        "Hana Lindqvist",
    ),
    (
        "Nobody knew, said Hana Lindqvist, chief executive of Tidepool Robotics.",
        "Who is the chief executive of Tidepool Robotics?",
        "person",
        "Hana Lindqvist",
    ),
    (
        "“Not a litre of oil was lost,” said Ines Calder, the harbour master.",
        "What did Ines Calder say?",
        "quote",
        "Not a litre of oil was lost",
    ),
    (
        "Ines Calder said that not a litre of oil was lost.",
        "What did Ines Calder say?",
        "quote",
        "not a litre of oil was lost",
    ),
    (
        "Ines Calder is a Norwegian engineer who lifts wrecks.",
        "Who is Ines Calder?",
        "person",
        "a Norwegian engineer who lifts wrecks",
    ),
    (
        "The Water Address is a novel by a Korean writer.",
        "What is the Water Address?",
        "nature",
        "a novel by a Korean writer",
    ),
]
NOTHING = [
    # Nobody knows what these are about without the article.
    "It was founded in 1874.",
    "The company was founded in 2019.",
    "Fishermen was founded in 2019.",
    # The sentence does not tell what is asked for.
    "Solmaru Bridge was closed on Friday because",
    "Solmaru Bridge is popular not just because of its view.",
    "Short.",
    "",
]


@pytest.mark.parametrize(("sentence", "question", "sort", "answer"), QUESTIONS)
def test_sentence_gives_a_question(sentence: str, question: str, sort: Sort, answer: str) -> None:
    assert Asked(text=question, sort=sort, answer=answer) in english_questions(sentence, "")


@pytest.mark.parametrize("sentence", NOTHING)
def test_sentence_gives_none(sentence: str) -> None:
    assert [item.text for item in english_questions(sentence, "")] == []


def test_one_word_is_a_name_where_the_headline_has_it() -> None:
    sentence = "Calder was born in Bergen, a town of rain."
    assert english_questions(sentence, "Rain") == []
    found = english_questions(sentence, "Calder lifts a wreck")
    assert [item.text for item in found] == ["Where was Calder born?"]


def test_question_fits_a_button() -> None:
    name = "The Society of Friends of Harbour Masters and Lighthouse Keepers of Northern Solmaru"
    assert len(f"When was {name} founded?") not in QUESTION
    assert english_questions(f"{name} was founded in 1874.", "") == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It sank. It was lifted.", ["It sank.", "It was lifted."]),
        ("“It sank.” Nobody died.", ["“It sank.”", "Nobody died."]),
        ("Mr. Calder said no. Nobody died.", ["Mr. Calder said no.", "Nobody died."]),
        ("The U.S. Navy came. Nobody died.", ["The U.S. Navy came.", "Nobody died."]),
        ("It weighs 1.5 tons", ["It weighs 1.5 tons"]),
    ],
)
def test_text_is_cut_into_sentences(text: str, sentences: list[str]) -> None:
    padded = f"Before. {text} After."
    place = Span(start=8, end=8 + len(text))
    found = english_sentences(padded, place)
    assert [padded[item.start : item.end] for item in found] == sentences
