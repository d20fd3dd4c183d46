from __future__ import annotations

import pytest

from index.datatypes import Span
from index.errors import InputError
from rag.datatypes import Turn
from tests.ui.records import answer, citation, passage
from ui.conversation import HISTORY_TURNS, KEPT_ANSWERS, Conversation
from ui.links import ArticleLink, CitationLink, PassageLink
from ui.source import View

FIRST = answer(
    "갑. [2] 을. [2]",
    citation(2, "갑.", start=4),
    citation(2, "을.", start=7),
    passages=(passage(1, "딴말.", source="b.txt"), passage(2, "앞말. 갑. 을.")),
)


def conversation(count: int) -> Conversation:
    grown = Conversation()
    for number in range(1, count + 1):
        grown = grown.added(answer(f"답{number}. [1]", citation(1, f"답{number}.")))
    return grown


def test_a_citation_link_means_its_quote_in_its_passage() -> None:
    assert Conversation().added(FIRST).look_up("cite-1-2") == View(
        link=CitationLink(1, 2),
        source="a.txt",
        quote=FIRST.citations[1],
        passage=Span(start=0, end=9),
        citations=2,
    )


def test_a_passage_link_means_the_passage_of_that_number() -> None:
    assert Conversation().added(FIRST).look_up("passage-1-1") == View(
        link=PassageLink(1, 1), source="b.txt", passage=Span(start=0, end=3)
    )


def test_an_article_link_means_the_whole_article() -> None:
    assert Conversation().look_up("article-c.txt") == View(
        link=ArticleLink("c.txt"), source="c.txt"
    )


@pytest.mark.parametrize("written", ["cite-2-1", "cite-1-3", "passage-1-3", "passage-2-1"])
def test_a_link_to_what_this_chat_never_had_is_refused(written: str) -> None:
    with pytest.raises(InputError, match="no longer knows the answer"):
        Conversation().added(FIRST).look_up(written)


def test_turns_are_the_last_exchanges_without_markers() -> None:
    turns = conversation(HISTORY_TURNS + 2).turns()
    assert turns == [Turn(question="물음?", answer=f"답{number}.") for number in range(3, 9)]


def test_the_oldest_answer_is_forgotten_and_the_numbers_of_the_others_stay() -> None:
    grown = conversation(KEPT_ANSWERS + 1)
    numbers = [number for number, _ in grown.numbered()]
    assert numbers == list(range(2, KEPT_ANSWERS + 2))
    found = grown.look_up("cite-2-1").quote
    assert found is not None
    assert found.quote == "답2."
    with pytest.raises(InputError):
        grown.look_up("cite-1-1")


def test_an_answer_ends_the_question_that_was_being_answered() -> None:
    assert Conversation(asked="물음?").added(FIRST) == Conversation(answers=(FIRST,))
