"""What one visitor has asked so far, and which words of which article a link of the chat means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import InputError
from rag.datatypes import Turn
from ui.chat.sentences import sentences
from ui.links import ArticleLink, CitationLink, PassageLink, parse_link
from ui.source.article import View

if TYPE_CHECKING:
    from rag.datatypes import Answer
    from ui.links import Verdict

# With every event of the page the whole conversation is read.
MOST_EXCHANGES = 200
# More turns than this say little about what a follow-up question leaves out.
HISTORY_TURNS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question with its answer, as they were on the page.

    Attributes:
        number: Its place in the conversation, from 1; the links of the answer carry it.
        answer: All that came of the question.
        sha256s: The digest (hex) of each article the answer read, by source, as it was then.
        asked_at: When the answer was kept, ISO 8601 in UTC.
        verdict: What the visitor thought of it, if they said.
        is_damaged: Whether the answer cannot be read back; `answer` has its question and no more.
    """

    number: int
    answer: Answer
    sha256s: Mapping[str, str]
    asked_at: str
    verdict: Verdict | None = None
    is_damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What one visitor asked in one go.

    Attributes:
        id: Names it; unguessable.
        title: As the visitor named it, else the first question in one line; empty while there is
            neither.
        exchanges: Oldest first.
        updated_at: When an exchange was last added or cut, ISO 8601 in UTC.
    """

    id: str
    title: str
    exchanges: tuple[Exchange, ...]
    updated_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationSummary:
    """A conversation as a list shows it.

    Attributes:
        id: The conversation's.
        title: The conversation's.
        updated_at: The conversation's.
        exchanges: How many it has, at least 1.
    """

    id: str
    title: str
    updated_at: str
    exchanges: int


def check_room(exchanges: int) -> None:
    """See to it that one more can be added to so many.

    Raises:
        InputError: The conversation is full.
    """
    if exchanges >= MOST_EXCHANGES:
        message = f"this conversation has all {MOST_EXCHANGES} questions; start a new one"
        raise InputError(message)


def turns(exchanges: Sequence[Exchange]) -> list[Turn]:
    """Return the last `HISTORY_TURNS` exchanges as plain text, without `[n]` markers."""
    whole = [exchange.answer for exchange in exchanges if not exchange.is_damaged]
    return [
        Turn(
            question=answer.question,
            answer=" ".join(sentence.text for sentence in sentences(answer)),
        )
        for answer in whole[-HISTORY_TURNS:]
    ]


def look_up(conversation: Conversation | None, written: str) -> View:
    """Return the words that a link means.

    Args:
        conversation: The visitor's own, in which the link was clicked, if there is one.
        written: The link, as it came back from the browser.

    Raises:
        InputError: It is no link to an article, or not one that this conversation gave.
    """
    link = parse_link(written)
    if isinstance(link, ArticleLink):
        return View(link=link, source=link.source)
    if not isinstance(link, CitationLink | PassageLink):
        message = f"the link {written!r} opens no article; click the number of a citation"
        raise InputError(message)
    exchanges = conversation.exchanges if conversation else ()
    exchange = next((found for found in exchanges if found.number == link.answer), None)
    view = _view(exchange, link) if exchange else None
    if view is None:
        message = f"the chat no longer knows the answer behind the link {written!r}; ask again"
        raise InputError(message)
    return view


def _view(exchange: Exchange, link: CitationLink | PassageLink) -> View | None:
    answer = exchange.answer
    if isinstance(link, PassageLink):
        read = [passage for passage in answer.passages if passage.number == link.number]
        if not read:
            return None
        return View(
            link=link,
            source=read[0].source,
            passage=read[0],
            sha256=exchange.sha256s.get(read[0].source),
        )
    if link.place > len(answer.citations):
        return None
    citation = answer.citations[link.place - 1]
    read = [passage for passage in answer.passages if passage.number == citation.number]
    return View(
        link=link,
        source=citation.source,
        quote=citation,
        passage=read[0] if read else None,
        citations=len(answer.citations),
        sha256=exchange.sha256s.get(citation.source),
    )
