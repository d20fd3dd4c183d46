"""What the sentence that carries a statement may leave to others of its article.

`회사는 300명을 뽑았다` does not say which company: the sentence before it does, or the headline.
Whatever is taken from elsewhere must have no rival in the sentence itself, and a name must be what
the sentences before it are about: else any name of the article could stand for any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.checking.calendar import MONTHS_OFF, YEARS_OFF
from rag.checking.comparing import carries, has_word
from rag.checking.meant import in_title, is_known, is_meant
from rag.checking.opposites import OPPOSITE
from rag.checking.polarity import agrees, modes_of
from rag.checking.standing import places_of, written
from rag.checking.vocabulary import GENERIC, STANDING_IN
from rag.checking.words import ACTING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rag.checking.comparing import Comparison, Part
    from rag.checking.figures import Figure
    from rag.checking.pages import Page, Spot
    from rag.checking.told import Told
    from rag.checking.words import Word

# Most sentences that carry a statement together.
MOST = 3
BELONGING = frozenset(("part", "of"))
# Where to, from whom, by what: an English sentence that does not say it does not mean it.
DIRECTED = frozenset(("from", "to", "by", "with", "than"))


def supply(part: Part, core: Spot, lack: Comparison, page: Page) -> list[Spot] | None:
    """Return the sentences that say what the carrying one leaves out; `None` where none may.

    Args:
        part: The statement.
        core: The sentence that carries most of it.
        lack: What that one lacks.
        page: Its passage.
    """
    words, figures = list(lack.words), list(lack.figures)
    if not all(may_be_supplied(part, place, core, page) for place in words):
        return None
    if not all(may_stand_beside(part, figure, core) for figure in figures):
        return None
    words = [place for place in words if not is_from_headline(part, place, page)]
    chosen: list[Spot] = []
    for spot in nearest(core, page):
        if not (words or figures):
            return chosen
        if denies(spot.told, part):
            continue
        found = [place for place in words if has_word(part.told, place, spot)]
        numbers = [figure for figure in figures if tells(part, figure, spot, core)]
        if (found or numbers) and len(chosen) + 1 < MOST:
            chosen.append(spot)
            words = [place for place in words if place not in found]
            figures = [figure for figure in figures if figure not in numbers]
    return None if words or figures else chosen


def is_from_headline(part: Part, place: int, page: Page) -> bool:
    """Return whether a word needs no other sentence, as the headline has it.

    Of an English one only names: what it says of them is no part of the sentence that is cited.
    """
    is_free = not part.told.is_english or part.told.words[place].kind == "name"
    return is_free and in_title(part.told, place, page)


def denies(told: Told, part: Part) -> bool:
    """Return whether a sentence says of an act of a statement that it was not."""
    modes = modes_of(part.told)
    acts = (part.told.words[at] for at in part.words if part.told.words[at].is_predicate)
    return any(
        found and not agrees(act, [told.words[at] for at in found], modes)
        for act in acts
        if (found := places_of(act, told))
    )


def has_rivals(part: Part, core: Spot, lack: Comparison) -> bool:
    """Return whether a sentence has something else where it lacks a word or figure."""
    return any(any(rivals(part, place, core)) for place in lack.words) or not all(
        may_stand_beside(part, figure, core) for figure in lack.figures
    )


def nearest(core: Spot, page: Page) -> Iterator[Spot]:
    """Yield the other sentences of a passage: those before, last first, then those behind."""
    yield from reversed(page.spots[: core.place])
    yield from page.spots[core.place + 1 :]


def tells(part: Part, figure: Figure, spot: Spot, core: Spot) -> bool:
    """Return whether the sentence next to the carrying one tells a figure of the same act."""
    if abs(spot.place - core.place) > 1:
        return False
    if not any(carries(figure, item, spot) for item in spot.told.figures):
        return False
    return any(
        has_word(part.told, place, spot) and part.told.words[place].is_predicate
        for place in part.words
    )


def may_be_supplied(part: Part, place: int, core: Spot, page: Page) -> bool:
    """Return whether a word may be left to another sentence: a name or noun without a rival."""
    word = part.told.words[place]
    if word.is_predicate or word.kind in {"verb", "adverb"} or is_turned(word, core.told):
        return False
    if is_full_name(part.told, place, core.told):
        return True
    is_left_out = word.role not in DIRECTED and not is_behind_verb(part.told, place)
    if any(rivals(part, place, core)) or (part.told.is_english and not is_left_out):
        return False
    if word.kind == "name":
        return is_meant(part.told, place, core, page)
    # Who acts, and whose something is, was told before; an English noun may be either.
    is_told_before = word.is_joined or word.role in ACTING or part.told.is_english
    return not is_told_before or is_known(part.told, place, core, page)


def is_behind_verb(told: Told, place: int) -> bool:
    """Return whether a common noun stands behind its verb: English leaves out no object."""
    word = told.words[place]
    return word.kind != "name" and any(
        item.is_past and item.clause == word.clause for item in told.words[:place]
    )


def is_turned(word: Word, told: Told) -> bool:
    """Return whether a sentence has the opposite of a word."""
    return any(other in told.places for other in OPPOSITE.get(word.stem, ()))


def is_full_name(mine: Told, place: int, theirs: Told) -> bool:
    """Return whether a sentence has the family name with the same title: `홍 대표`."""
    word = mine.words[place]
    name = written(mine, word)
    title = next((item.stem for item in mine.words[place + 1 :] if not item.is_joined), None)
    return any(
        len(other.stem) == 1
        and name.startswith(other.stem)
        and following.stem == title
        and word.stem != title
        for other, following in zip(theirs.words, theirs.words[1:], strict=False)
    )


def rivals(part: Part, place: int, core: Spot) -> Iterator[Word]:
    """Yield what stands in a sentence where a word would have to stand."""
    mine, theirs = part.told, core.told
    word = mine.words[place]
    own = {at for item in mine.words for at in places_of(item, theirs)}
    role = "topic" if word.role in ACTING else word.role
    anchors = anchors_of(mine, place, theirs)
    bound = {bond.word for bond in theirs.bonds if bond.head in anchors and bond.role in BELONGING}
    for at, other in enumerate(theirs.words):
        if at in own or other.is_predicate or stands_in(other, word) or is_within(other, mine):
            continue
        are_names = word.kind == other.kind == "name"
        there = "topic" if other.role in ACTING else other.role
        if anchors:
            is_rival = at in bound or (are_names and other.role in ACTING)
        else:
            is_rival = role == there and (role != "part" or are_names)
        if is_rival:
            yield other


def anchors_of(mine: Told, place: int, theirs: Told) -> set[int]:
    """Return where a sentence has the word that another one belongs to: `직원`, `한빛전자 직원`."""
    last = place
    while mine.words[last].is_joined and last + 1 < len(mine.words):
        last += 1
        if found := places_of(mine.words[last], theirs):
            return set(found)
    if mine.words[last].role == "of" and last + 1 < len(mine.words):
        return set(places_of(mine.words[last + 1], theirs))
    return set()


def is_within(other: Word, mine: Told) -> bool:
    """Return whether the text that lacks a word has this one, if cut otherwise."""
    return len(other.stem) > 1 and other.stem in mine.letters


def stands_in(other: Word, word: Word) -> bool:
    """Return whether a word may mean one that was told before: `회사는`, `홍 씨는`."""
    if other.stem in YEARS_OFF or other.stem in MONTHS_OFF or other.stem in GENERIC:
        return True
    return other.stem in STANDING_IN or (word.stem.startswith(other.stem) and other.kind == "name")


def may_stand_beside(part: Part, figure: Figure, core: Spot) -> bool:
    """Return whether a figure may be left to the next sentence: no other of its unit is there."""
    carried = {
        item.start for own in part.figures for item in core.told.figures if carries(own, item, core)
    }
    return bool(figure.unit) and not any(
        item.unit == figure.unit and item.start not in carried for item in core.told.figures
    )
