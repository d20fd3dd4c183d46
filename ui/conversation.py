"""What one visitor has asked so far, and which words of which article a link of the chat means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.datatypes import Span
from index.errors import InputError
from rag.datatypes import Turn
from ui.links import ArticleLink, PassageLink, parse_link
from ui.render import sentences
from ui.source import View

if TYPE_CHECKING:
    from rag.datatypes import Answer, Passage
    from ui.links import CitationLink

# Links of older answers must go on working, but one visitor must not fill the memory.
KEPT_ANSWERS = 50
# More turns than this say little about what a follow-up question leaves out.
HISTORY_TURNS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The answers one visitor has been given; kept on the server, never sent by the browser.

    Attributes:
        answers: The latest of them, oldest first; at most `KEPT_ANSWERS`.
        forgotten: How many came before these.
        asked: The question that is being answered now, if any.
    """

    answers: tuple[Answer, ...] = ()
    forgotten: int = 0
    asked: str = ""

    def numbered(self) -> list[tuple[int, Answer]]:
        """Return the answers with their numbers in the whole chat, from 1."""
        return list(enumerate(self.answers, start=self.forgotten + 1))

    def added(self, answer: Answer) -> Conversation:
        """Return the conversation with one more answer."""
        dropped = max(0, len(self.answers) + 1 - KEPT_ANSWERS)
        kept = (*self.answers[dropped:], answer)
        return Conversation(answers=kept, forgotten=self.forgotten + dropped)

    def turns(self) -> list[Turn]:
        """Return the last `HISTORY_TURNS` exchanges as plain text, without `[n]` markers."""
        return [
            Turn(
                question=answer.question,
                answer=" ".join(sentence.text for sentence in sentences(answer)),
            )
            for answer in self.answers[-HISTORY_TURNS:]
        ]

    def look_up(self, written: str) -> View:
        """Return the words that a link means.

        Raises:
            InputError: No such link was given in this chat, or its answer is forgotten.
        """
        link = parse_link(written)
        if isinstance(link, ArticleLink):
            return View(link=link, source=link.source)
        answer = dict(self.numbered()).get(link.answer)
        view = _view(answer, link) if answer is not None else None
        if view is not None:
            return view
        message = f"the chat no longer knows the answer behind the link {written!r}; ask again"
        raise InputError(message)


def _view(answer: Answer, link: CitationLink | PassageLink) -> View | None:
    if isinstance(link, PassageLink):
        passages = [passage for passage in answer.passages if passage.number == link.number]
        if not passages:
            return None
        return View(link=link, source=passages[0].source, passage=_span(passages[0]))
    if link.place > len(answer.citations):
        return None
    citation = answer.citations[link.place - 1]
    read = [passage for passage in answer.passages if passage.number == citation.number]
    return View(
        link=link,
        source=citation.source,
        quote=citation,
        passage=_span(read[0]) if read else None,
        citations=len(answer.citations),
    )


def _span(passage: Passage) -> Span:
    return Span(start=passage.start, end=passage.end)
