"""Which name a sentence means that it does not say: `그는`, `the firm`, or nothing at all.

It is what the sentences before are about, the last of them first. Any other name of the article
would make somebody else do what was done.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.checking.comparing import has_word
from rag.checking.standing import has_letters, places_of, written
from rag.checking.vocabulary import STANDING_IN
from rag.checking.words import ACTING

if TYPE_CHECKING:
    from rag.checking.pages import Page, Spot
    from rag.checking.told import Told
    from rag.checking.words import Word

# How far a title stands from the name it belongs to.
NEAR = 3
PRONOUN = re.compile(r"(?:He|She|It|They|His|Her|Its|Their)\b")


def is_meant(mine: Told, place: int, core: Spot, page: Page) -> bool:
    """Return whether a sentence of a page means a name of a text that it does not say.

    Args:
        mine: The text.
        place: Which of its words is the name, or a part of it.
        core: The sentence.
        page: Where it stands.
    """
    word = mine.words[place]
    if (
        is_of_headline(mine, place, page)
        or is_title(mine, place, core, page)
        or is_called(mine, place, core, page)
    ):
        return True
    if word.role not in (*ACTING, "of", "part"):
        beside = page.spots[max(0, core.place - 1) : core.place + 2]
        return any(word.stem in spot.told.places for spot in beside)
    for spot in reversed(page.spots[: core.place]):
        names = actors(spot.told, page)
        if names:
            return any(
                name.stem.startswith(word.stem) or word.stem.startswith(name.stem) for name in names
            )
    return is_known(mine, place, core, page)


def is_known(mine: Told, place: int, core: Spot, page: Page) -> bool:
    """Return whether the headline or a sentence before has a word."""
    return in_title(mine, place, page) or any(
        has_word(mine, place, spot) for spot in page.spots[: core.place]
    )


def in_title(mine: Told, place: int, page: Page) -> bool:
    """Return whether the headline has a word."""
    word = mine.words[place]
    return bool(places_of(word, page.title)) or has_letters(written(mine, word), page.title)


def is_title(mine: Told, place: int, core: Spot, page: Page) -> bool:
    """Return whether the article says a name beside the word it stands with: `한빛전자 대표`.

    The sentence has that word.
    """
    word = mine.words[place]
    if word.is_joined:
        head = mine.words[place + 1]
    elif place and mine.words[place - 1].is_joined:
        head = mine.words[place - 1]
    else:
        return False
    return bool(places_of(head, core.told)) and any(
        abs(one - other) <= NEAR
        for spot in page.spots
        for one in places_of(word, spot.told)
        for other in places_of(head, spot.told)
    )


def is_called(mine: Told, place: int, core: Spot, page: Page) -> bool:
    """Return whether a sentence calls a name by its end: `군은` is the last `달내군` before."""
    word = mine.words[place]
    before = [page.title.text, *(spot.told.text for spot in page.spots[: core.place])]
    for other in core.told.words:
        if other.role in ACTING and other.stem in STANDING_IN:
            named = re.compile(rf"(?<!\w)\w+{re.escape(other.stem)}")
            own = named.match(mine.text, word.start)
            last = next((found[-1] for found in map(named.findall, before[::-1]) if found), "")
            if own and own[0] == last:
                return True
    return False


def is_of_headline(mine: Told, place: int, page: Page) -> bool:
    """Return whether something is told to be of the name that an English headline begins with.

    `The repair of the Weavers' Bridge` is `the repair` below `Weavers' Bridge shut until May`.
    """
    run = name_at(mine, place)
    first = [word.stem for word in name_at(page.title, 0)] if page.title.words else []
    is_of = mine.is_english and len(run) > 1 and run[0].role == "of"
    return is_of and [word.stem for word in run] == first


def name_at(told: Told, place: int) -> list[Word]:
    """Return the words of the name that a word belongs to: `Weavers' Bridge`."""
    start = end = place
    while start and told.words[start - 1].is_joined:
        start -= 1
    while told.words[end].is_joined and end + 1 < len(told.words):
        end += 1
    return list(told.words[start : end + 1])


def actors(told: Told, page: Page) -> list[Word]:
    """Return the names that a sentence is about."""
    if told.is_english:
        return english_actors(told, page)
    return [word for word in told.words if word.role in ACTING and word.kind == "name"]


def english_actors(told: Told, page: Page) -> list[Word]:
    """Return the names before the verbs, or the first name, if no preposition leads to it.

    The first word of a sentence has a capital anyway: it is a name if it is one elsewhere.
    """
    names = [
        place
        for place, word in enumerate(told.words)
        if word.kind == "name" or (place == 0 and is_name_elsewhere(word, page))
    ]
    acting = [place for place in names if told.words[place].role in ACTING]
    if acting:
        return [word for place in acting for word in name_at(told, place)]
    run = name_at(told, names[0]) if names and not PRONOUN.match(told.text) else []
    return run if run and run[0].role == "part" else []


def is_name_elsewhere(word: Word, page: Page) -> bool:
    """Return whether a page has a word as a name."""
    return any(
        spot.told.words[place].kind == "name"
        for spot in page.spots
        for place in spot.told.places.get(word.stem, ())
    )
