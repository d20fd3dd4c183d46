"""Which words of a sentence belong together, and as what: who does, to whom, whose, from where."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rag.checking.words import ACTING, Bond

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rag.checking.words import Role, Word

# What a word of this part becomes where the predicate is passive.
TURNED: dict[Role, Role] = {"subject": "object", "by": "subject", "at": "subject"}
# Parts that belong to the next word, whatever it is.
ADJOINING = frozenset(("of", "and"))
# How many predicates further on a subject may still be the one of.
FURTHER = 4


def korean_bonds(words: Sequence[Word]) -> tuple[Bond, ...]:
    """Return what belongs together in Korean, where what is governed stands first."""
    return tuple(bond for place in range(len(words)) for bond in _governed(words, place))


def _governed(words: Sequence[Word], place: int) -> Iterator[Bond]:
    word = words[place]
    if word.is_joined and place + 1 < len(words):
        yield Bond(word=place, role="part", head=place + 1, is_close=True)
    if word.is_predicate or word.role == "part":
        return
    if word.role in ADJOINING:
        last = next(at for at in range(place, len(words)) if not words[at].is_joined)
        if last + 1 < len(words):
            yield Bond(word=place, role=word.role, head=last + 1, is_close=True)
        return
    heads = (head for head in range(place + 1, len(words)) if words[head].is_predicate)
    most = FURTHER if word.role in ACTING else 1
    for rank, head in enumerate(islice(heads, most)):
        role: Role = word.role
        if role == "topic" and not _has_subject(words[place + 1 : head]):
            role = "subject"
        if words[head].is_passive:
            role = TURNED.get(role, role)
        yield Bond(word=place, role=role, head=head, is_close=rank == 0)


def _has_subject(words: Sequence[Word]) -> bool:
    return any(word.role == "subject" and not word.is_predicate for word in words)


def english_bonds(words: Sequence[Word]) -> tuple[Bond, ...]:
    """Return what belongs together in English, where names stand on both sides of a verb."""
    bonds: list[Bond] = []
    for place, word in enumerate(words):
        if word.is_past:
            bonds += _around(words, place)
        if word.role in {"of", "from", "to"} and place:
            bonds.append(Bond(word=place, role=word.role, head=place - 1, is_close=True))
    return tuple(bonds)


def _around(words: Sequence[Word], verb: int) -> Iterator[Bond]:
    """Yield the names before a verb and behind it, as far as its clause goes."""
    is_passive = words[verb].is_passive
    behind = next(
        (
            at
            for at in range(verb + 1, len(words))
            if words[at].clause != words[verb].clause or words[at].is_past
        ),
        len(words),
    )
    before = [
        at
        for at in range(verb)
        if words[at].clause == words[verb].clause
        and words[at].kind == "name"
        and words[at].role == "subject"
    ]
    for at in before[-2:]:
        yield Bond(word=at, role="object" if is_passive else "subject", head=verb, is_close=True)
    for at in [at for at in range(verb + 1, behind) if words[at].kind == "name"][:2]:
        if not is_passive and words[at].role in {"part", "and"}:
            yield Bond(word=at, role="object", head=verb, is_close=True)
        elif is_passive and words[at].role == "by":
            yield Bond(word=at, role="subject", head=verb, is_close=True)
