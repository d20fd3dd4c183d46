"""Whether two sentences have the same words in each other's places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.checking.figures import has_figure
from rag.checking.opposites import OPPOSITE
from rag.checking.standing import places_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rag.checking.figures import Figure
    from rag.checking.told import Told
    from rag.checking.words import Bond, Role, Word

# Parts that exclude each other: what someone does to another, and what is done to them.
LOOSE: frozenset[Role] = frozenset(("and", "with"))
# Who does something, and what it is done to: of common nouns too it is told only once.
ACTED = frozenset(("subject", "topic", "object"))
FROM = re.compile(r"\s?(?:에서|부터|보다)")
TO = re.compile(r"\s?(?:으?로(?!\s?(?:인해|구성))|까지)")
# How many words beside a figure may say what it counts.
BESIDE = 2


def displaced(mine: Told, theirs: Told, among: Collection[int]) -> bool:
    """Return whether a word has taken the place that another one has there.

    Args:
        mine: The sentence to check.
        theirs: What may carry it.
        among: Which of its words are compared.
    """
    return any(
        bond.is_close and bond.word in among and bond.head in among and is_taken(bond, mine, theirs)
        for bond in mine.bonds
    )


def is_taken(bond: Bond, mine: Told, theirs: Told) -> bool:
    """Return whether in another sentence a bond's word has another part, and another word its."""
    word = mine.words[bond.word]
    if bond.role in LOOSE or word.is_predicate:
        return False
    own = set(places_of(word, theirs))
    heads = set(places_of(mine.words[bond.head], theirs))
    if bond.role == "subject" and is_besides(bond, mine, theirs):
        return True
    holders = {
        item.word
        for item in theirs.bonds
        if item.head in heads and item.is_close and is_like(item.role, bond.role)
    }
    if not own or not holders or is_held_by(own, word, holders, theirs):
        return False
    if bond.role in {"part", "of"}:
        is_named = word.kind == "name" and are_names(holders, theirs)
        return is_named and not beside(own, heads, theirs)
    # Common nouns stand anywhere, but for who acts and what it is done to.
    is_common = word.kind != "name" and bond.role not in ACTED
    if is_common or is_turned_round(bond, mine, theirs):
        return False
    return is_elsewhere(bond, own, heads, theirs) or (
        are_alike(holders, word, theirs) and not is_bound(own, heads, theirs)
    )


def is_held_by(own: Collection[int], word: Word, holders: Collection[int], told: Told) -> bool:
    """Return whether a word holds its place there itself, or belongs to the word that does.

    What `산란` is in `연어의 산란을`, `연어` is too where `연어 산란을` is told.
    """
    return (
        not set(own).isdisjoint(holders)
        or any(is_part(told.words[at], word) for at in holders)
        or any(
            item.word in own and item.head in holders and item.role in {"part", "of"}
            for item in told.bonds
        )
    )


def is_turned_round(bond: Bond, mine: Told, theirs: Told) -> bool:
    """Return whether another verb there says it of an object: `늘어난다` and `늘린다`."""
    head = mine.words[bond.head]
    has_object = any(item.head == bond.head and item.role == "object" for item in mine.bonds)
    return bond.role == "subject" and head.stem not in theirs.places and not has_object


def is_bound(own: Collection[int], heads: Collection[int], told: Told) -> bool:
    """Return whether a word is anything to its head there."""
    return any(item.word in own and item.head in heads for item in told.bonds)


def is_elsewhere(bond: Bond, own: Collection[int], heads: Collection[int], told: Told) -> bool:
    """Return whether a word is something else to its head there than in a bond."""
    held = {item.role for item in told.bonds if item.word in own and item.head in heads}
    return bool(held) and not any(is_like(role, bond.role) for role in held)


def are_alike(places: Collection[int], word: Word, told: Told) -> bool:
    """Return whether all words at these places are names, or all common nouns, as a word is."""
    return all(told.words[place].kind == word.kind for place in places)


def is_besides(bond: Bond, mine: Told, theirs: Told) -> bool:
    """Return whether a sentence is about a bond's word, while another one is told to act.

    It is Naru who wrote in `가람은 나루가 쓴 책을 읽었다`.
    """
    own = set(places_of(mine.words[bond.word], theirs))
    heads = set(places_of(mine.words[bond.head], theirs))
    bonds = [item for item in theirs.bonds if item.head in heads]
    acting = {item.word for item in bonds if item.role == "subject"}
    names = {at for at in acting if theirs.words[at].kind == "name"}
    topics = {item.word for item in bonds if item.role == "topic" and item.is_close}
    also = {
        at
        for item in mine.bonds
        if item.head == bond.head and item.role == "subject"
        for at in places_of(mine.words[item.word], theirs)
    }
    return bool(acting) and not (names or acting) & also and bool(topics & own)


def is_part(one: Word, other: Word) -> bool:
    """Return whether two words are one, cut otherwise: `지휘` and `총지휘`."""
    return one.stem in other.stem or other.stem in one.stem


def are_names(places: Collection[int], told: Told) -> bool:
    """Return whether all words at these places are names."""
    return all(told.words[place].kind == "name" for place in places)


def is_like(one: Role, other: Role) -> bool:
    """Return whether two parts may be the same one."""
    return one == other or {one, other} in (
        {"subject", "topic"},
        {"topic", "object"},
        {"part", "of"},
    )


def beside(own: Collection[int], heads: Collection[int], told: Told) -> bool:
    """Return whether a word stands with its head there: `대표 김하늘`, `김하늘 한빛 대표`."""
    return any(
        place - head in {1, 2} or (place < head and is_chain(told.words[place:head]))
        for place in own
        for head in heads
    )


def is_chain(words: Sequence[Word]) -> bool:
    """Return whether each word belongs to the next one."""
    return all(word.is_joined for word in words)


def figures_displaced(mine: Told, theirs: Told, pairs: Sequence[tuple[Figure, Figure]]) -> bool:
    """Return whether a figure stands by what another figure of its unit stands by there.

    Args:
        mine: The sentence to check.
        theirs: What may carry it.
        pairs: Figures of the one, each with one of the other that carries it.
    """
    carriers: dict[int, list[Figure]] = {}
    for own, carrier in pairs:
        carriers.setdefault(own.start, []).append(carrier)
    owners = {own.start: own for own, _ in pairs}
    return any(
        all(is_foreign(owners[start], mine, carrier, theirs) for carrier in found)
        for start, found in carriers.items()
    )


def is_foreign(own: Figure, mine: Told, carrier: Figure, theirs: Told) -> bool:
    """Return whether a figure's neighbour is the neighbour of a rival of its carrier instead."""
    if {direction(own, mine), direction(carrier, theirs)} == {"from", "to"}:
        return True
    rivals = [
        other
        for other in theirs.figures
        if other.unit == carrier.unit and other is not carrier and not same(own, other)
    ]
    for is_before in (True, False):
        near = neighbours(mine, own, is_before=is_before)[:1]
        for place in near:
            there = set(places_of(mine.words[place], theirs))
            beside_carrier = neighbours(theirs, carrier, is_before=is_before)
            if not there or not beside_carrier or there & set(beside_carrier):
                continue
            if there & set(neighbours(theirs, carrier, is_before=not is_before)[:1]):
                continue
            if not is_before and is_shared(mine.words[place], beside_carrier, theirs):
                continue
            if any(
                there & set(neighbours(theirs, rival, is_before=is_before)[:1]) for rival in rivals
            ):
                return True
    return False


def is_shared(verb: Word, beside_carrier: Collection[int], told: Told) -> bool:
    """Return whether figures share one verb: `가람은 3표, 나루는 5표를 얻었다`."""
    return verb.is_predicate and not any(told.words[at].is_predicate for at in beside_carrier)


def direction(figure: Figure, told: Told) -> str:
    """Return whether something comes `from` a figure or goes `to` it."""
    if FROM.match(told.text, figure.end):
        return "from"
    if TO.match(told.text, figure.end):
        return "to"
    before = told.text[: figure.start].rstrip().rpartition(" ")[2]
    return before if before in {"from", "to"} else ""


def same(one: Figure, other: Figure) -> bool:
    """Return whether two figures of one text, or of two, say the same."""
    return has_figure(one, other, "", ())


def neighbours(told: Told, figure: Figure, *, is_before: bool) -> list[int]:
    """Return the words beside a figure, the nearest one first, up to the next figure."""
    if is_before:
        edge = max((item.end for item in told.figures if item.end <= figure.start), default=0)
        found = [at for at, word in enumerate(told.words) if edge <= word.start < figure.start]
        return found[::-1][:BESIDE]
    edge = min(
        (item.start for item in told.figures if item.start >= figure.end), default=len(told.text)
    )
    found = [at for at, word in enumerate(told.words) if figure.end <= word.start < edge]
    return found[:BESIDE]


def is_free(bond: Bond, head: Word, mine: Told, told: Told) -> bool:
    """Return whether a verb has no word of its own there: `공사를 시작해 내년에 끝낸다`."""
    heads = {at for at in places_of(head, told) if told.words[at].is_predicate}
    if not OPPOSITE.get(head.stem, frozenset()).isdisjoint(mine.places):
        return False
    roles = {item.role for item in told.bonds if item.head in heads and item.is_close}
    return bool(heads) and bond.role not in roles


def turned(mine: Told, theirs: Told, among: Collection[int]) -> bool:
    """Return whether what grows here shrinks there: a noun that is bound to the opposite verb."""
    return any(
        bond.is_close
        and bond.word in among
        and not mine.words[bond.word].is_predicate
        and mine.words[bond.head].stem in OPPOSITE
        and is_against(bond, mine, theirs)
        for bond in mine.bonds
    )


def says_both(bond: Bond, mine: Told) -> bool:
    """Return whether a text says a verb and its opposite of one noun, as comparisons do."""
    stem, others = mine.words[bond.word].stem, OPPOSITE[mine.words[bond.head].stem]
    return any(
        mine.words[item.word].stem == stem and mine.words[item.head].stem in others
        for item in mine.bonds
        if item.is_close and item.word != bond.word
    )


def is_against(bond: Bond, mine: Told, theirs: Told) -> bool:
    """Return whether a bond's word comes first upon the opposite of the bond's verb there."""
    head = mine.words[bond.head]
    if is_free(bond, head, mine, theirs) or says_both(bond, mine):
        return False
    heads = set(places_of(head, theirs))
    first = {
        next(
            (
                item.head in heads
                for item in theirs.bonds
                if item.word == place
                and (item.head in heads or theirs.words[item.head].stem in OPPOSITE[head.stem])
            ),
            None,
        )
        for place in places_of(mine.words[bond.word], theirs)
    }
    return False in first and True not in first
