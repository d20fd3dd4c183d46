"""Where a sentence has a word of another one: as it is, in other words, or within a longer one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.checking.synonyms import ALIKE
from rag.checking.told import chunk_of
from rag.numerals import WORDS

if TYPE_CHECKING:
    from rag.checking.told import Told
    from rag.checking.words import Word

# Words of one syllable are parts of too many others.
SHORTEST_PART = 2
# Kiwi takes the particle for a part of some names that it does not know: `시큐롬이`.
PARTICLE_END = re.compile(r"(?:은|는|이|가|을|를|의|에|와|과|로|도)$")
POSSIBLE, IS_POSSIBLE = "가능", re.compile(r"[가-힣] 수(?:가|도|는)? ?있")
COUNTS = {"둘": 2, "셋": 3, "넷": 4, "양": 2} | WORDS


def places_of(word: Word, told: Told) -> tuple[int, ...]:
    """Return which words of a sentence are this word, or say the same."""
    same = told.places.get(word.stem, ())
    if same:
        return same
    if word.kind == "name":
        return surnamed(word, told)
    alike = ALIKE.get(word.stem, frozenset())
    return tuple(sorted(place for stem in alike for place in told.places.get(stem, ())))


def surnamed(word: Word, told: Told) -> tuple[int, ...]:
    """Return the names that a name of one syllable may be the family name of: `홍 씨`, `홍길동`."""
    if len(word.stem) > 1:
        return ()
    return tuple(
        place
        for place, other in enumerate(told.words)
        if other.kind == "name" and other.stem.startswith(word.stem)
    )


def stands(mine: Told, place: int, theirs: Told) -> bool:
    """Return whether a sentence has a word of another one, be it written into a longer one."""
    word = mine.words[place]
    if places_of(word, theirs):
        return True
    if word.kind == "adverb" and word.stem in COUNTS:
        return bool(re.search(rf"(?<![\d.,]){COUNTS[word.stem]}(?![\d.,])", theirs.text))
    if word.stem == POSSIBLE and IS_POSSIBLE.search(theirs.text):
        return True
    if chunk_of(mine.text, word.start) in theirs.chunks:
        return True
    if word.kind == "verb":
        return has_letters(written(mine, word), theirs)
    return (
        has_letters(word.stem.replace(" ", ""), theirs)
        or is_bare(PARTICLE_END.sub("", word.stem), theirs)
        or has_letters(written(mine, word), theirs)
        or joined(mine, place, theirs)
        or is_end_of_name(word, theirs)
    )


def written(told: Told, word: Word) -> str:
    """Return the letters from where they begin, behind white space, to the end of a word.

    Kiwi takes `한이슬` apart where it does not know the name.
    """
    start = told.text.rfind(" ", 0, word.start) + 1
    letters = told.text[start : word.end].lower()
    return "".join(letter for letter in letters if letter.isalnum())


def has_letters(stem: str, told: Told) -> bool:
    """Return whether the letters of a noun stand there as whole morphemes, or begin a word.

    Kiwi cuts names that it does not know here and there, and writers put spaces where they like.
    """
    if len(stem) < SHORTEST_PART:
        return False
    place = told.letters.find(stem)
    while place >= 0:
        end = place + len(stem)
        is_open = stem[-1].isascii() and told.letters[end : end + 1].isascii()
        is_whole = not (is_open and told.letters[end : end + 1].isalnum())
        if is_whole and (place in told.starts or (place in told.edges and end in told.edges)):
            return True
        place = told.letters.find(stem, place + 1)
    return False


def joined(mine: Told, place: int, theirs: Told) -> bool:
    """Return whether a word stands there together with its neighbour, written as one."""
    words = mine.words
    for first, second in ((place - 1, place), (place, place + 1)):
        if first >= 0 and second < len(words) and words[first].end >= words[second].start - 1:
            stem = (words[first].stem + words[second].stem).replace(" ", "")
            if has_letters(stem, theirs):
                return True
    return False


def is_bare(stem: str, told: Told) -> bool:
    """Return whether a name stands there without the particle that was taken for its end."""
    return any(told.words[place].kind != "verb" for place in told.places.get(stem, ()))


def is_end_of_name(word: Word, told: Told) -> bool:
    """Return whether a name there ends as a common noun says: `법원`, `서울중앙지법`."""
    ends = tuple(end for end in {word.stem, *ALIKE.get(word.stem, ())} if len(end) >= SHORTEST_PART)
    return word.kind == "noun" and any(
        other.kind == "name" and other.stem.endswith(ends) for other in told.words
    )
