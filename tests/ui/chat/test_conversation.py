from __future__ import annotations

import pytest

from index.errors import InputError
from rag.datatypes import Turn
from tests.ui.kept import asked, conversation, exchange
from tests.ui.records import answer, citation, passage
from ui.chat.conversation import (
    HISTORY_TURNS,
    MOST_EXCHANGES,
    Conversation,
    Exchange,
    check_room,
    look_up,
    turns,
)
from ui.links import ArticleLink, CitationLink, PassageLink
from ui.source.article import View

ANSWER = answer(
    "갑. [2] 을. [2]",
    citation(2, "갑.", start=4),
    citation(2, "을.", start=7),
    passages=(passage(1, "딴말.", source="b.txt"), passage(2, "앞말. 갑. 을.")),
)
FIRST = conversation(exchange(1, ANSWER, {"a.txt": "0a", "b.txt": "0b"}))


def test_a_citation_link_means_its_quote_in_its_passage() -> None:
    assert look_up(FIRST, "cite-1-2") == View(
        link=CitationLink(1, 2),
        source="a.txt",
        quote=ANSWER.citations[1],
        passage=ANSWER.passages[1],
        citations=2,
        sha256="0a",
    )


def test_a_passage_link_means_the_passage_of_that_number() -> None:
    assert look_up(FIRST, "passage-1-1") == View(
        link=PassageLink(1, 1), source="b.txt", passage=ANSWER.passages[0], sha256="0b"
    )


def test_an_article_whose_digest_nobody_noted_is_shown_all_the_same() -> None:
    assert look_up(conversation(exchange(1, ANSWER)), "cite-1-1").sha256 is None


@pytest.mark.parametrize("known", [FIRST, None])
def test_an_article_link_means_the_whole_article(known: Conversation | None) -> None:
    assert look_up(known, "article-c.txt") == View(link=ArticleLink("c.txt"), source="c.txt")


def test_links_go_by_the_number_of_the_exchange_and_not_by_its_place() -> None:
    second = conversation(exchange(2, ANSWER))
    assert look_up(second, "cite-2-1").quote == ANSWER.citations[0]
    with pytest.raises(InputError):
        look_up(second, "cite-1-1")


@pytest.mark.parametrize("written", ["cite-2-1", "cite-1-3", "passage-1-3", "passage-2-1"])
def test_a_link_to_what_this_chat_never_had_is_refused(written: str) -> None:
    for known in (FIRST, None):
        with pytest.raises(InputError, match="no longer knows the answer"):
            look_up(known, written)


@pytest.mark.parametrize("written", ["act-undo-1", "only-a.txt"])
def test_a_link_that_opens_no_article_is_refused(written: str) -> None:
    with pytest.raises(InputError, match="opens no article"):
        look_up(FIRST, written)


def test_turns_are_the_last_exchanges_without_markers() -> None:
    numbers = range(1, HISTORY_TURNS + 3)
    grown = [exchange(n, asked(f"물음 {n}?", f"답{n}. [1]", f"답{n}.")) for n in numbers]
    assert turns(grown) == [
        Turn(question=f"물음 {number}?", answer=f"답{number}.") for number in range(3, 9)
    ]


def test_turns_leave_out_an_answer_that_cannot_be_read_back() -> None:
    damaged = Exchange(
        number=1, answer=answer(""), sha256s={}, asked_at="2024-05-02T10:00:00", is_damaged=True
    )
    found = turns([damaged, exchange(2, asked("둘?"))])
    assert found == [Turn(question="둘?", answer="갑.")]


def test_a_conversation_is_full_at_its_most_exchanges() -> None:
    check_room(MOST_EXCHANGES - 1)
    with pytest.raises(InputError, match="this conversation has all 200 questions"):
        check_room(MOST_EXCHANGES)
