"""What a span of an article claims as an answer, and where two claims' numbers or dates differ.

All of this is read from the text alone; what the words around are about is compared elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import product
from typing import TYPE_CHECKING

from index.normalizing import normalize
from rag.moments import moments
from rag.quantities import quantities

if TYPE_CHECKING:
    from rag.datatypes import FoundSpan
    from rag.moments import Moment
    from rag.quantities import Quantity

ASKS_REASON = re.compile(
    r"(?<![가-힣])왜(?![가-힣])|이유|까닭|원인|\b(?:why|reasons?|causes?)\b", re.IGNORECASE
)
# What a figure or a date is meant for. Sentences that do not have the same of these words tell of
# different things: this year and last year, mean and record, what was planned and what came.
SCOPE = re.compile(
    r"각각|평균|누적|총(?=\s)|연간|하루|매[일주달월년]|당초|애초|추가|포함|제외|가운데|목표|예상|전망|계획|예정|추정|추산"
    r"|상반기|하반기|지난해|작년|올해|내년|지난달|이달|다음\s?달|전년|최고|최저|1인당|[명개곳대건]\s중(?![가-힣])"
    r"|전국|국내|해외|세계|글로벌|전체|일부|남성|여성|수도권|(?:현지|한국)\s?시[간각]"
    r"|\b(?:average|each|so far|expected|planned|target|forecast|last|next|global|local time)\b"
)
# Numbers that tell one thing of a kind from the others.
ORDINALS = frozenset(("번째", "분기", "세기", "층"))
# How many characters of an ISO 8601 day tell the year, and the month.
ISO_YEAR, ISO_MONTH = 4, 7


class Kind(Enum):
    """What articles may contradict each other on."""

    NUMBER = "number"
    DATE = "date"
    REASON = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A span, and what it says in its sentence.

    Numbers and dates are read from the sentence, for a reader may cut `약 1만 개` down to `1만`.

    Attributes:
        span: The words.
        sentence: The one they stand in; empty where they do not lie in a whole one.
        quantities: Numbers of a known unit that they are a part of.
        moments: Likewise dates.
        kind: What they are as an answer; `None` for a name or anything else.
    """

    span: FoundSpan
    sentence: str = ""
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()
    kind: Kind | None = None

    @classmethod
    def of(cls, span: FoundSpan, question: str) -> Claim:
        """Return what a span claims as an answer to a question."""
        passage = span.passage
        homes = (s for s in passage.sentences if s.start <= span.start and span.end <= s.end)
        if (home := next(homes, None)) is None:
            return cls(span=span)
        sentence = passage.text[home.start - passage.start : home.end - passage.start]
        start, end = span.start - home.start, span.end - home.start
        numbers = [item for item in quantities(sentence) if item.unit and shared(item, start, end)]
        dates = [item for item in moments(sentence) if shared(item, start, end)]
        kind = None
        if ASKS_REASON.search(normalize(question)):
            kind = Kind.REASON
        elif 2 * sum(shared(item, start, end) for item in dates) >= end - start:
            kind = Kind.DATE
        elif 2 * sum(shared(item, start, end) for item in numbers) >= end - start:
            kind = Kind.NUMBER
        return cls(
            span=span,
            sentence=sentence,
            quantities=tuple(numbers),
            moments=tuple(dates),
            kind=kind,
        )

    @property
    def figures(self) -> tuple[Quantity | Moment, ...]:
        """Its dates for a date, else its numbers."""
        return self.moments if self.kind is Kind.DATE else self.quantities


def shared(item: Quantity | Moment, start: int, end: int) -> int:
    """Return how many code points of a stretch an item of the same text takes up."""
    return max(min(end, item.end) - max(start, item.start), 0)


def numbers_differ(one: Claim, other: Claim) -> bool:
    """Return whether there are numbers of one unit and of one time, and no two of them fit."""
    pairs = [
        (first, second)
        for first, second in product(one.quantities, other.quantities)
        if first.unit == second.unit
    ]
    times = list(product(moments(one.sentence), moments(other.sentence)))
    is_one_time = not times or any(first.fits(second) for first, second in times)
    return bool(pairs) and is_one_time and not any(first.fits(second) for first, second in pairs)


def dates_differ(one: Claim, other: Claim) -> bool:
    """Return whether the dates can be compared, and no two of them fit.

    Where a date leaves out the year, or the month too, articles of different years or months mean
    different ones; where an article does not tell its own day, nobody knows what it means.
    """
    days = [published_day(claim.span) for claim in (one, other)]
    for first, second in product(one.moments, other.moments):
        months = first.month and second.month
        known = 0 if first.year and second.year else ISO_YEAR if months else ISO_MONTH
        if first.fits(second) or (known and ("" in days or days[0][:known] != days[1][:known])):
            return False
    return True


def is_known(claim: Claim, article: str) -> bool:
    """Return whether an article says a number or date of a claim too, if only besides."""
    if claim.kind is Kind.DATE:
        dates = product(moments(article), claim.moments)
        return any(theirs.tells(mine) for theirs, mine in dates)
    numbers = product(quantities(article), claim.quantities)
    return any(theirs.fits(mine) for theirs, mine in numbers)


def scope(claim: Claim) -> frozenset[str | float]:
    """Return what of a sentence says what its figures are meant for."""
    others = (item for item in quantities(claim.sentence) if item not in claim.quantities)
    ordinals = (item.value for item in others if item.unit in ORDINALS)
    return frozenset((*SCOPE.findall(normalize(claim.sentence)), *ordinals))


def published_day(span: FoundSpan) -> str:
    """Return the ISO 8601 day of a span's article, empty where it tells none."""
    return (span.passage.published or "").partition("T")[0]
