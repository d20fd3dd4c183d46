"""Where the last answer of a conversation comes from, when the user asks for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.composing import one_line
from rag.dialogue.following import understand
from rag.phrases import by_article, english_place, is_korean, korean_place
from rag.query import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language import Grammar
    from rag.datatypes import Answer, Citation, Turn
    from rag.dialogue.followup import Candidate

# So many turns back an answer's sources can be asked for.
SHOWN_TURNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A question of an earlier turn, and what it may have meant, best guess first."""

    question: str
    candidates: tuple[Candidate, ...]


def last_question(history: Sequence[Turn], grammar: Grammar) -> Earlier | None:
    """Return the last question that was searched for, `None` where there is none of late."""
    for place in reversed(range(max(len(history) - SHOWN_TURNS, 0), len(history))):
        question = history[place].question.strip()
        if len(normalize(question).strip()) > MOST_CHARACTERS:
            continue
        understood = understand(question, history[:place], grammar)
        if understood.act == "ask":
            return Earlier(question=question, candidates=understood.candidates)
    return None


def with_sources(question: str, answer: Answer) -> Answer:
    """Return an answer that names the sources of another one, or that it has none."""
    if not answer.answerable:
        return replace(answer, question=question)
    # The few words of a short answer stand in a sentence that is cited too.
    cited = tuple(
        item
        for item in dict.fromkeys(answer.citations)
        if not any(contains(other, item) for other in answer.citations)
    )
    named = korean_place if is_korean(question) else english_place
    lines = [
        by_article(item.title, item.published, one_line(item.quote), named(item.place, item.title))
        + f" [{item.number}]"
        for item in cited
    ]
    return replace(
        answer, question=question, text="\n".join(lines), short_answer=None, citations=cited
    )


def contains(longer: Citation, shorter: Citation) -> bool:
    """Return whether a citation has all of another's words, and more."""
    is_there = longer.source == shorter.source and longer.number == shorter.number
    within = longer.start <= shorter.start and shorter.end <= longer.end
    return is_there and within and longer != shorter
