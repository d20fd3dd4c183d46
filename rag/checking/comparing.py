"""What of a statement a sentence lacks, and whether it says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.checking.causes import is_reversed
from rag.checking.figures import Figure, has_figure
from rag.checking.polarity import agrees, has_denial, modes_of, opposed
from rag.checking.roles import displaced, figures_displaced, turned
from rag.checking.slots import is_taken
from rag.checking.standing import places_of, stands
from rag.checking.vocabulary import GENERIC, GENERIC_ACTING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.checking.pages import Spot
    from rag.checking.told import Told
    from rag.checking.words import Word


# Verbs that say nothing of themselves; what is said of them is said of another word.
EMPTY = frozenset(("하", "되", "이"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sentence, or a clause of it, that is to be carried by one sentence of a passage.

    Attributes:
        told: The whole sentence.
        words: Which of its words are asked of the sentence that carries it.
        generic: Which say nothing by themselves; only their opposites speak against them.
        figures: Which of its figures.
    """

    told: Told
    words: tuple[int, ...]
    generic: tuple[int, ...]
    figures: tuple[Figure, ...]

    @property
    def size(self) -> int:
        """How much there is to carry."""
        return len(self.words) + len(self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What came of comparing a statement with a sentence.

    Attributes:
        words: Which words the sentence lacks.
        figures: Which figures.
        is_contrary: Whether it says otherwise.
    """

    words: tuple[int, ...]
    figures: tuple[Figure, ...]
    is_contrary: bool

    @property
    def lack(self) -> int:
        """How much is missing."""
        return len(self.words) + len(self.figures)


def part_of(told: Told, words: Sequence[int], figures: Sequence[Figure]) -> Part:
    """Return what is to be carried of some words and figures of a sentence."""
    asked = tuple(place for place in words if not is_generic(told.words[place]))
    generic = tuple(place for place in words if is_generic(told.words[place]))
    return Part(told=told, words=asked, generic=generic, figures=tuple(figures))


def is_generic(word: Word) -> bool:
    """Return whether a word says nothing by itself."""
    return word.stem in (GENERIC_ACTING if word.is_predicate else GENERIC)


def compare(part: Part, spot: Spot) -> Comparison:
    """Return what a sentence lacks of a statement, and whether it says otherwise."""
    mine, theirs = part.told, spot.told
    words = tuple(place for place in part.words if not has_word(mine, place, spot))
    pairs = [
        (own, item) for own in part.figures for item in theirs.figures if carries(own, item, spot)
    ]
    carried = {own.start for own, _ in pairs}
    figures = tuple(
        own for own in part.figures if own.start not in carried and not tells_year(own, spot)
    )
    return Comparison(
        words=words,
        figures=figures,
        is_contrary=is_contrary(part, spot, words) or figures_displaced(mine, theirs, pairs),
    )


def carries(own: Figure, item: Figure, spot: Spot) -> bool:
    """Return whether a figure of a sentence says what one of a statement does."""
    return has_figure(own, item, spot.told.text, spot.days.get(item.start, ()))


def tells_year(own: Figure, spot: Spot) -> bool:
    """Return whether a sentence tells a year or month by a word such as `지난해`."""
    return own.moment is not None and any(day.tells(own.moment) for day in spot.others)


def has_word(mine: Told, place: int, spot: Spot) -> bool:
    """Return whether a sentence has a word of a statement."""
    return stands(mine, place, spot.told)


def is_contrary(part: Part, spot: Spot, lacking: Sequence[int]) -> bool:
    """Return whether a sentence says the opposite of a statement, or it of something else."""
    mine, theirs = part.told, spot.told
    said = frozenset(word.stem for word in mine.words)
    open_modes = modes_of(mine)
    for place in (*part.words, *part.generic):
        word = mine.words[place]
        found = places_of(word, theirs)
        if (
            found
            and word.stem not in EMPTY
            and not agrees(word, [theirs.words[at] for at in found], open_modes)
        ):
            return True
        is_absent = place in lacking or (place in part.generic and not found)
        if is_absent and opposed(word, theirs, said):
            return True
        # `그렇지 않다` says nothing but this.
        if word.is_negative and not found and not has_denial(theirs):
            return True
    if is_told_otherwise(part, spot) or is_reversed(mine, theirs):
        return True
    among = {*part.words, *part.generic}
    return displaced(mine, theirs, among) or turned(mine, theirs, among) or is_taken(mine, theirs)


def is_told_otherwise(part: Part, spot: Spot) -> bool:
    """Return whether acts that both name as often are not as often said not to be."""
    stems = {part.told.words[place].stem for place in part.words}
    for stem in stems:
        mine, theirs = (
            sorted(told.words[place].is_negative for place in told.places.get(stem, ()))
            for told in (part.told, spot.told)
        )
        if len(mine) == len(theirs) > 1 and mine != theirs:
            return True
    return False
