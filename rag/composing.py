"""What was read to an answer in words: each statement with the citation that carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.confidence import certainty
from rag.framing import frame
from rag.phrases import by_article, cannot_answer, differ, unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language import Grammar
    from rag.datatypes import Citation, Passage, Reading

NEAREST_ARTICLES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of an answer, without markers, and what carries it: one citation or more."""

    text: str
    citations: tuple[Citation, ...]

    def __str__(self) -> str:
        return " ".join((self.text, *(f"[{item.number}]" for item in self.citations)))


def statements(question: str, query: str, reading: Reading, grammar: Grammar) -> list[Statement]:
    """Return what an answer says, in order; nothing where the reading is too unsure to be told.

    Args:
        question: As asked; gives the language.
        query: As searched: the question made whole.
        reading: What was found.
        grammar: Of Korean, for the sentence around a short answer.
    """
    sure = certainty(reading.confidence)
    if sure is None or not reading.citations:
        return []
    if sure == "weak":
        best, *others = reading.citations
        first = Statement(text=unsure(question, one_line(best.quote)), citations=(best,))
        return [first, *(Statement(text=quoted(item), citations=(item,)) for item in others)]
    if reading.kind in ("compare", "summary"):
        told = [
            Statement(
                text=by_article(item.title, item.published, one_line(item.quote)), citations=(item,)
            )
            for item in reading.citations
        ]
    else:
        told = [Statement(text=quoted(item), citations=(item,)) for item in reading.citations]
    if reading.short:
        # A question made whole by rule is nobody's wording: its words are not said again.
        restates = sure == "certain" and query == normalize(question).strip()
        text = frame(question, one_line(reading.short.quote), grammar, restates=restates)
        told.insert(0, Statement(text=text, citations=(reading.short,)))
    if reading.differing:
        words = [one_line(item.quote) for item in reading.differing]
        line = differ(question, words, are_reasons=reading.are_reasons)
        told.append(Statement(text=line, citations=reading.differing))
    return told


def abstention(question: str, passages: Sequence[Passage]) -> str:
    """Return the sentence that says that the articles do not tell, and names the nearest ones."""
    titles = dict.fromkeys(passage.title for passage in passages)
    return cannot_answer(question, list(titles)[:NEAREST_ARTICLES])


def quoted(citation: Citation) -> str:
    """Return a quote in quotation marks."""
    return f"“{one_line(citation.quote)}”"


def one_line(quote: str) -> str:
    """Return a quote as a line of running text; the citation keeps it as it stands."""
    return " ".join(quote.split())
