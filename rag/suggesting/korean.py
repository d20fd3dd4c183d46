"""Korean sentences to the questions that a reader of them would ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.suggesting.amounts import numbers
from rag.suggesting.asking import Asked, about_once, is_good, why
from rag.suggesting.clauses import clauses_of
from rag.suggesting.facts import dates, people, places, reasons
from rag.suggesting.naming import is_named
from rag.suggesting.natures import natures
from rag.suggesting.speakers import quotes, roles
from rag.suggesting.words import bare

if TYPE_CHECKING:
    from index.language import Grammar
    from rag.suggesting.clauses import Clause

MAKERS = (numbers, dates, places, people, reasons, natures)
# In code points. Longer sentences are taken apart wrongly too often; with what someone says in
# them they may be longer.
SENTENCE = range(12, 141)
LONGEST_SPEECH = 400
# Speech, lists and what is no sentence; and where a bracket is left out, particles that fit only
# what stood in it.
UNREADABLE = re.compile(r"\.\.|[“”\"?!;:※▲△■●…]|\d\)|\)(?:으?로|[을를와과])")
BECAUSE = re.compile(r"때문(?:이다|이었다|입니다)\.?$")


def korean_questions(
    sentence: str, title: str, grammar: Grammar, *, before: str = ""
) -> list[Asked]:
    """Return the questions that a sentence answers, each once.

    Args:
        sentence: Of an article.
        title: The article's headline.
        grammar: Of Korean.
        before: The sentence before it, whose reason it may tell; may be empty.
    """
    text = read(sentence)
    found = [*quotes(text, grammar), *roles(text, title, grammar)]
    for clause in named_clauses(sentence, title, grammar):
        asked = (asked for make in MAKERS for asked in make(clause, grammar))
        found += [item for item in asked if about_once(item, clause)]
    if BECAUSE.search(text):
        first = named_clauses(before, title, grammar)[:1]
        asked_why = [why(clause, grammar) for clause in first if not clause.reason]
        found += [Asked(text=why_, sort="reason", answer=text) for why_ in asked_why if why_]
    return list(dict.fromkeys(asked for asked in found if is_good(asked)))


def read(sentence: str) -> str:
    """Return a bare sentence, "" for one that is too long to be one."""
    return bare(sentence) if len(sentence) <= LONGEST_SPEECH else ""


def named_clauses(sentence: str, title: str, grammar: Grammar) -> list[Clause]:
    """Return the clauses of a sentence that say by themselves what they are about."""
    text = read(sentence)
    if len(text) not in SENTENCE or UNREADABLE.search(f"{text}\n{sentence}"):
        return []
    return [clause for clause in clauses_of(text, grammar) if is_named(clause, title)]
