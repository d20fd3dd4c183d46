"""Which sentences of the passages carry a statement: as few as can, and all of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rag.checking.comparing import Part, compare, has_word, part_of
from rag.checking.pages import spots_between
from rag.checking.quotes import find_quote
from rag.checking.supplying import MOST, has_rivals, supply
from rag.checking.words import ACTING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rag.checking.comparing import Comparison
    from rag.checking.pages import Page, Spot
    from rag.checking.told import Told

# So many sentences, those with most of the words, are compared in detail.
COMPARED = 8
# A sentence that says so much of a statement is what it was made from.
NEARLY = 0.67
# A clause with less to carry is read with the next one.
LEAST = 2


class Alignment:
    """Looks for one sentence's carriers.

    Args:
        told: The sentence.
        pages: The passages, those that the writer points at first.
    """

    def __init__(self, told: Told, pages: Sequence[Page]) -> None:
        self._told = told
        self._pages = pages

    def carriers(self, part: Part) -> list[Spot]:
        """Return the sentences that carry a statement, the most telling one first."""
        compared = [(page, spot, compare(part, spot)) for page, spot in self.nearest(part)]
        whole = [spot for _, spot, lack in compared if not lack.lack and not lack.is_contrary]
        if whole:
            return whole[:1]
        if any(lack.is_contrary and not lack.lack for *_, lack in compared):
            return []
        found = [
            [spot, *others]
            for page, spot, lack in compared
            if not lack.is_contrary
            and is_mostly(part, lack)
            and (others := supply(part, spot, lack, page)) is not None
        ]
        return min(found, key=len, default=[])

    def is_refuted(self, part: Part) -> bool:
        """Return whether a sentence says nearly all of a statement, but something else of it."""
        for _, spot in self.nearest(part):
            lack = compare(part, spot)
            if NEARLY * part.size <= part.size - lack.lack and (
                lack.is_contrary or has_rivals(part, spot, lack)
            ):
                return True
        return False

    def nearest(self, part: Part) -> list[tuple[Page, Spot]]:
        """Return the sentences with most of a statement's words, best first."""
        scored = []
        for rank, page in enumerate(self._pages):
            for spot in page.spots:
                shared = self._shared(part, spot)
                if shared and spot.told.is_statement:
                    scored.append((-shared, rank, spot.place, page, spot))
        scored.sort(key=lambda item: item[:3])
        return [(page, spot) for *_, page, spot in scored[:COMPARED]]

    def _shared(self, part: Part, spot: Spot) -> int:
        """Return how many of a statement's words and figures a sentence has, roughly."""
        words = sum(has_word(part.told, place, spot) for place in part.words)
        units = {item.unit for item in spot.told.figures}
        return words + sum(figure.unit in units for figure in part.figures)

    def by_clause(self, part: Part, *, is_fine: bool = False) -> list[Spot]:
        """Return the sentences that carry the clauses of a statement, each by itself.

        Args:
            part: The statement.
            is_fine: Whether clauses that describe a noun are read by themselves too.
        """
        clauses = split(part, is_fine=is_fine)
        if len(clauses) < LEAST or self.is_refuted(part):
            return []
        chosen: list[Spot] = []
        for clause in clauses:
            carriers = self.carriers(clause)
            if not carriers:
                return []
            chosen += [spot for spot in carriers if spot not in chosen]
        return chosen if len(chosen) <= MOST else []


def is_mostly(part: Part, lack: Comparison) -> bool:
    """Return whether a sentence carries enough of a statement for others to carry the rest.

    Half of it; of English, in which verbs are told from nouns only in the past, more than half.
    """
    if part.told.is_english:
        return 2 * lack.lack < part.size
    return 2 * lack.lack <= part.size + (not lack.figures)


def split(part: Part, *, is_fine: bool) -> list[Part]:
    """Return the clauses of a statement; what the first one is about is asked of all."""
    told = part.told
    # An English verb has its object behind it, and belongs to it.
    is_fine = is_fine and not told.is_english
    edges: list[int] = []
    for before, word in pairwise(told.words):
        if before.clause != word.clause or (is_fine and before.is_predicate):
            edges.append(word.start)
    clauses: list[Part] = []
    start = 0
    for end in (*edges, len(told.text) + 1):
        clause = part_of(
            told,
            [at for at in (*part.words, *part.generic) if start <= told.words[at].start < end],
            [item for item in part.figures if start <= item.start < end],
        )
        if clause.size >= LEAST:
            clauses.append(clause)
            start = end
    if clauses and start <= len(told.text):
        clauses[-1] = merge(clauses[-1], part, start)
    return [clauses[0], *(about(clauses[0], clause) for clause in clauses[1:])] if clauses else []


def merge(last: Part, part: Part, start: int) -> Part:
    """Return the last clause with what is left behind it."""
    told = part.told
    return replace(
        last,
        words=(*last.words, *(at for at in part.words if told.words[at].start >= start)),
        generic=(*last.generic, *(at for at in part.generic if told.words[at].start >= start)),
        figures=(*last.figures, *(item for item in part.figures if item.start >= start)),
    )


def about(first: Part, clause: Part) -> Part:
    """Return a clause with the subject of the first one, where it has none of its own."""
    words = first.told.words
    if any(words[at].role in ACTING and not words[at].is_predicate for at in clause.words):
        return clause
    subjects = [at for at in first.words if words[at].role in ACTING and not words[at].is_predicate]
    return replace(clause, words=(*subjects[:1], *clause.words))


def quoted_spots(quotes: Sequence[str], pages: Sequence[Page]) -> list[Spot] | None:
    """Return the sentences that hold all the quotations; `None` where one stands nowhere."""
    chosen: list[Spot] = []
    for quote in quotes:
        for page in pages:
            place = find_quote(quote, page.line)
            if place:
                found = spots_between(page, *place)
                chosen += [spot for spot in found if spot not in chosen]
                break
        else:
            return None
    return chosen


def lacking(part: Part, pages: Sequence[Page]) -> tuple[str, ...]:
    """Return what of a statement no sentence of the passages says, as it is written, in order."""
    told = part.told
    spots = [spot for page in pages for spot in page.spots]
    items = [
        told.words[at] for at in part.words if not any(has_word(told, at, spot) for spot in spots)
    ]
    missing = [{figure.start for figure in compare(part, spot).figures} for spot in spots]
    lost = {figure.start for figure in part.figures}.intersection(*missing)
    found = [(word.start, told.surface(word)) for word in items]
    found += [(item.start, told.surface(item)) for item in part.figures if item.start in lost]
    return tuple(dict.fromkeys(text for _, text in sorted(found)))


def carried_outside(part: Part, quotes: Collection[tuple[int, int]]) -> Part:
    """Return a statement without what it quotes word for word."""
    told = part.told

    def is_outside(start: int) -> bool:
        return not any(first <= start < last for first, last in quotes)

    return Part(
        told=told,
        words=tuple(at for at in part.words if is_outside(told.words[at].start)),
        generic=tuple(at for at in part.generic if is_outside(told.words[at].start)),
        figures=tuple(item for item in part.figures if is_outside(item.start)),
    )
