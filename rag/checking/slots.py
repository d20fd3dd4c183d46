"""Whether a name stands where a sentence that is nearly the same has another one.

Names in each other's places leave all words where they are: only their order tells. Two sentences
are laid side by side; where one name stands for another between words that are the same, they say
different things.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rag.checking.standing import places_of
from rag.checking.vocabulary import GENERIC, STANDING_IN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.checking.told import Told
    from rag.checking.words import Word

# Words that are the same beside a slot, on both sides together, so that it is the same slot.
BESIDE = 2
# So many words of a sentence at most stand for others in one slot.
WIDEST = 3
# Names side by side may change places.
COORDINATED = frozenset(("and", "with"))
NAME = "\0"


def is_taken(mine: Told, theirs: Told) -> bool:
    """Return whether a name stands in a slot that is another name's."""
    return is_replaced(mine, theirs) or is_exchanged(mine, theirs)


def is_replaced(mine: Told, theirs: Told) -> bool:
    """Return whether a name stands for another one between words that are the same."""
    keys = [key_of(word, theirs) for word in mine.words]
    there = [word.stem for word in theirs.words]
    codes = SequenceMatcher(None, keys, there, autojunk=False).get_opcodes()
    for at, (code, start, stop, first, last) in enumerate(codes):
        if code != "replace" or max(stop - start, last - first) > WIDEST:
            continue
        before = width(codes[at - 1]) if at else (BESIDE if start == first == 0 else 0)
        after = width(codes[at + 1]) if at + 1 < len(codes) else BESIDE
        is_slot = bool(before and after) and before + after >= BESIDE
        if is_slot and is_other(mine.words[start:stop], theirs.words[first:last], theirs):
            return True
    return False


def is_exchanged(mine: Told, theirs: Told) -> bool:
    """Return whether names have changed places, the words between them staying where they are."""
    keys = [slot_of(word) or key_of(word, theirs) for word in mine.words]
    there = [slot_of(word) or word.stem for word in theirs.words]
    for start, first, size in SequenceMatcher(
        None, keys, there, autojunk=False
    ).get_matching_blocks():
        stop, last = start + size, first + size
        is_front, is_end = start == first == 0, stop == len(keys) and last == len(there)
        for at in range(start, stop):
            is_held = (is_front or has_word(keys[start:at])) and (
                is_end or has_word(keys[at + 1 : stop])
            )
            if (
                keys[at].startswith(NAME)
                and is_held
                and is_other_name(mine, at, theirs, first + at - start)
            ):
                return True
    return False


def slot_of(word: Word) -> str:
    """Return a key that all names of one role have; "" for other words."""
    return NAME + role_of(word) if word.kind == "name" else ""


def has_word(keys: Sequence[str]) -> bool:
    """Return whether there is a word that is no name."""
    return any(not key.startswith(NAME) for key in keys)


def is_other_name(mine: Told, at: int, theirs: Told, there: int) -> bool:
    """Return whether two names that stand in one place are not the same."""
    one, other = mine.words[at], theirs.words[there]
    if one.stem in other.stem or other.stem in one.stem or there in places_of(one, theirs):
        return False
    beside = {one.role, other.role, *(told.words[place - 1].role for told, place in (
        (mine, at), (theirs, there)
    ) if place)}  # fmt: skip
    return beside.isdisjoint(COORDINATED) and other.stem not in STANDING_IN


def width(code: tuple[str, int, int, int, int]) -> int:
    """Return how many words are the same."""
    return code[2] - code[1] if code[0] == "equal" else 0


def key_of(word: Word, theirs: Told) -> str:
    """Return the stem by which a sentence has a word, be it another one that says the same."""
    places = places_of(word, theirs)
    return theirs.words[places[0]].stem if places else word.stem


def is_other(mine: Sequence[Word], theirs: Sequence[Word], told: Told) -> bool:
    """Return whether words of one slot name something else than what a sentence has there."""
    one, other = joined(mine), joined(theirs)
    if one in other or other in one or any(word.is_predicate for word in (*mine, *theirs)):
        return False
    if any(word.stem in STANDING_IN or is_begun(word, one) for word in theirs):
        return False
    if all(word.stem in GENERIC for word in theirs):
        return False
    are_names = any(word.kind == "name" for word in theirs)
    roles = {role_of(word) for word in theirs}
    return any(
        (is_new(word, told) or (are_names and word.kind == "name"))
        and (role_of(word) in roles or {role_of(word), *roles} == {"part", "subject"})
        and not set(places_of(word, told)) & places_in(theirs, told)
        for word in mine
    )


def is_new(word: Word, told: Told) -> bool:
    """Return whether a noun stands nowhere there, be it one that says nothing otherwise."""
    return word.kind in {"name", "noun"} and not places_of(word, told)


def role_of(word: Word) -> str:
    """Return what a word is, a topic being the same as a subject."""
    return "subject" if word.role == "topic" else word.role


def is_begun(word: Word, name: str) -> bool:
    """Return whether a name of one syllable may be short for a longer one: `김 회장`."""
    return len(word.stem) == 1 and name.startswith(word.stem)


def places_in(words: Sequence[Word], told: Told) -> set[int]:
    """Return where words of a sentence stand in it."""
    starts = {word.start for word in words}
    return {at for at, word in enumerate(told.words) if word.start in starts}


def joined(words: Sequence[Word]) -> str:
    """Return words as one."""
    return "".join(word.stem for word in words).replace(" ", "")
