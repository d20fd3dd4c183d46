"""Whether two sentences say the same of an act: that it was, was not, is planned, is claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.checking.opposites import OPPOSITE
from rag.checking.vocabulary import CLAIMING, DENYING, PLANNING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.checking.told import Told
    from rag.checking.words import Mode, Word


MODE_WORDS: dict[Mode, frozenset[str]] = {
    "planned": PLANNING,
    "claimed": CLAIMING,
    "denied": DENYING,
}


def modes_of(told: Told) -> frozenset[Mode]:
    """Return what a text says of any of its acts: a plan of it may be told of another word."""
    modes = {mode for word in told.words for mode in word.modes}
    stems = {word.stem for word in told.words}
    modes |= {mode for mode, words in MODE_WORDS.items() if not words.isdisjoint(stems)}
    return frozenset(modes)


def agrees(mine: Word, theirs: Iterable[Word], known: frozenset[Mode]) -> bool:
    """Return whether one of the mentions of an act says of it what a word says.

    Args:
        mine: The word.
        theirs: All mentions in the other text, at least one.
        known: What the text of the word says of any act.
    """
    if not mine.is_predicate and not mine.is_negative:
        return any(not one.is_negative for one in theirs)
    return any(is_same(mine, one, known) for one in theirs)


def is_same(mine: Word, theirs: Word, known: frozenset[Mode]) -> bool:
    """Return whether a mention of an act carries another one."""
    lost = theirs.modes - known
    if mine.is_negative:
        is_denied = "denied" in lost and not theirs.is_negative
        return is_denied or (theirs.is_negative and "denied" not in lost)
    if theirs.is_negative or "denied" in lost:
        return False
    if "claimed" in lost and "quoted" not in known:
        return False
    if mine.is_past and not lost.isdisjoint({"planned", "conditional"}):
        return False
    return not ("planned" in mine.modes - theirs.modes and theirs.is_past)


def has_denial(told: Told) -> bool:
    """Return whether a text says of anything that it is not."""
    return any(
        word.is_negative or "denied" in word.modes or word.stem in DENYING for word in told.words
    )


def opposed(word: Word, told: Told, said: frozenset[str]) -> bool:
    """Return whether a sentence has not this word but its opposite.

    Args:
        word: One that the sentence lacks.
        told: The sentence.
        said: The stems of the text that the word is of: of what it says too, nothing is turned.
    """
    others = OPPOSITE.get(word.stem, frozenset())
    return any(other in told.places and other not in said for other in others)
