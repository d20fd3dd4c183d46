"""A turn of a conversation to questions that stand alone.

"그 회사는 언제 설립됐어?" finds nothing by itself: it means something that was named in the turns
before. What was left out is put back, in the few ways that are likely, and the reader tells which
of these questions the articles answer. Earlier answers only lend names: they are never evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.dialogue.correcting import correct
from rag.dialogue.exchanging import ask_otherwise, compare, place_otherwise
from rag.dialogue.followup import Candidate, FollowUp
from rag.dialogue.mentions import LONGEST_SAID, as_called, beginning, mentioned
from rag.dialogue.omitting import add_topic
from rag.dialogue.parsing import read_parts
from rag.dialogue.pointing import dated, point_at_article, point_back
from rag.dialogue.smalltalk import read_act, without_courtesy
from rag.query import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.language import Grammar
    from rag.datatypes import Turn
    from rag.dialogue.mentions import Mention
    from rag.dialogue.parts import Parts
    from rag.dialogue.smalltalk import Act

# So many of the latest turns are looked at: what was named longer ago is hardly meant.
RECALLED_TURNS = 8
MOST_CANDIDATES = 3

# Words that only lead over from the turn before.
FILLER = re.compile(
    r"(?:(?:그럼|그러면|그렇다면|그런데|근데|그리고|그래서|그러니까|또한|혹시|아니요?|아뇨|음"
    r"|no|nope|and|but|so|then|well|what\s+about|how\s+about)(?![가-힣A-Za-z])[\s,.!]*)+",
    re.IGNORECASE,
)
# How a turn may lean on those before, tried in this order: the first that fits makes it whole.
WAYS = (point_at_article, ask_otherwise, point_back, place_otherwise, compare, add_topic)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a turn does, and what it may be asking.

    Attributes:
        act: Only `ask` is to be searched.
        candidates: At most `MOST_CANDIDATES`, best guess first; none unless the act is `ask`.
    """

    act: Act
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the turns before make known.

    Attributes:
        last: The last question, made whole; `None` at the beginning.
        mentions: What was named, latest first; an answer before the topic of its question.
    """

    last: Parts | None = None
    mentions: tuple[Mention, ...] = ()


def understand(question: str, history: Sequence[Turn], grammar: Grammar) -> Asked:
    """Return what a turn does, and the questions that it may be asking.

    Args:
        question: As typed.
        history: The turns before it, oldest first; the last `RECALLED_TURNS` are looked at.
        grammar: Takes Korean apart and joins it again.
    """
    asked = normalize(question).strip()
    act = read_act(asked, after=bool(history))
    if act != "ask":
        return Asked(act=act)
    return Asked(act=act, candidates=complete(asked, recall(history, grammar), grammar))


def recall(history: Sequence[Turn], grammar: Grammar) -> Context:
    """Return what the latest turns make known; greetings and the like make known nothing."""
    context = Context()
    for turn in history[-RECALLED_TURNS:]:
        said = beginning(turn.question)
        if said and read_act(said, after=True) == "ask":
            last = read_parts(complete(said, context, grammar)[0].query, grammar)
            older = as_called(context.mentions, read_parts(said, grammar).pointers)
            mentions = mentioned(last, turn.answer, older, grammar)
            context = Context(last=last, mentions=mentions)
    return context


def complete(asked: str, context: Context, grammar: Grammar) -> tuple[Candidate, ...]:
    """Return the questions that stand alone and may be meant, best guess first; at least one."""
    asked, last = without_courtesy(asked), context.last
    if last is None or len(asked) > LONGEST_SAID:
        return (Candidate(query=asked[:MOST_CHARACTERS], uses="question"),)
    correction = correct(asked, last, grammar)
    if correction and correction.is_whole:
        return (Candidate(query=correction.text, uses="turn"),)
    if correction:
        return complete(correction.text, context, grammar)
    parts = read_parts(_without_filler(asked), grammar)
    turn = dated(FollowUp(parts=parts, last=last, mentions=context.mentions, grammar=grammar))
    found = next(filter(None, (way(turn) for way in WAYS)), [turn.alone])
    # Of guesses that ask the same the first one tells what it uses.
    different: dict[str, Candidate] = {}
    for candidate in found:
        different.setdefault(candidate.query, candidate)
    likeliest = list(different.values())[:MOST_CANDIDATES]
    if may_stand_alone(parts) and turn.alone.query not in (guess.query for guess in likeliest):
        likeliest[MOST_CANDIDATES - 1 :] = [turn.alone]
    return tuple(likeliest)


def may_stand_alone(parts: Parts) -> bool:
    """Return whether a question names something itself and asks more of it than to tell of it."""
    return bool(parts.nouns and not parts.pointers and (parts.asked or parts.verbs))


def _without_filler(asked: str) -> str:
    filler = FILLER.match(asked)
    bare = asked[filler.end() :] if filler else asked
    return bare if re.search(r"\w", bare) else asked
