"""The numbers and amounts that a text says, in a form that can be compared.

It reads the Korean and English wording of newspapers. What is vague (`수천 명`, `두세 곳`) has no
value here. Every repetition in the patterns is bounded: reading takes time linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from index.normalizing import align
from rag.moments import dates
from rag.numerals import ARABIC, DAYS, DIGITS, ENGLISH, KOREAN, POWERS, evaluate, largest_scale
from rag.units import END, SPELLED, UNIT

if TYPE_CHECKING:
    from collections.abc import Collection

    from index.normalizing import Aligned

# Words beside a figure that leave it open upwards, downwards, or up to the next round figure; with
# the others it may lie on both sides.
BEFORE = (
    "약|대략|거의|최소|적어도|최대|(?i:about|around|some|nearly|almost|roughly|over|more than"
    "|at least|up to|at most|less than|under)"
)
UPWARDS = {"최소", "적어도", "이상", "초과", "넘", "over", "more than", "at least"}
DOWNWARDS = {"최대", "이하", "미만", "이내", "up to", "at most", "less than", "under"}
ONWARDS = {"여", "남짓", "대"}
# How far off a figure may be, as a share of it, with such a word and without: judgement.
HEDGED, ROUNDED = Decimal("0.1"), Decimal("0.05")
# How much of the step to the next round figure `여` and `대` cover: `10여 명` are 19 at most.
ONWARD = Decimal("0.9")

# With a sign of money, `$6m` are millions; without, `6m` is a length.
FIGURE = (
    rf"(?:{DIGITS}(?:\s?(?i:thousand|million|billion|trillion|[mbt]n)\b|(?(sign)[kmb]\b|(?!)))"
    rf"|{ARABIC})"
)
QUANTITY = re.compile(
    rf"(?:(?<![가-힣A-Za-z])(?P<before>{BEFORE})\s?)?"
    r"(?P<sign>US\$|[$€£₩]|규모\s?|magnitude\s)?(?P<ordinal>(?<![가-힣])제\s?)?"
    r"(?P<number>(?P<digits>(?<![A-Za-z\d'’])(?<!\d[.,])"
    rf"(?:(?P<parts>[1-9]\d{{0,3}})분의\s?(?P<share>\d{{1,4}})(?!\d)"
    rf"|(?:(?P<low>{FIGURE})\s?[~∼〜–-]\s?)?(?P<high>{FIGURE})))"
    rf"|(?<![가-힣])(?P<days>{'|'.join(DAYS)}){END}|{KOREAN}"
    rf"|\b(?i:{ENGLISH})\b)(?:[\s-]?(?P<unit>{UNIT}))?"
    r"(?:\s?(?P<after>여(?=간|[^가-힣]|$)|(?<!\s)대(?=[^가-힣]|$|[를로의에가는])|남짓|가량|정도|쯤"
    r"|안팎|내외|수준|이상|초과|이하|미만|이내)|[이가을를]?\s?(?P<over>넘)(?=[는어었긴을]))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of something; signs are left out, since `3% 감소` has none.

    Attributes:
        value: The figure in units; of a range the upper one.
        least: The least that the wording allows, be it a range, hedged or rounded.
        most: The most that it allows; infinite for `이상`.
        unit: The measure, as `rag.units` names it, or "" where the text gives none that is known.
        start: First code point, of a hedge such as `약` where there is one.
        end: One past the last.
        is_approximate: Whether a word says that the figure is not exact.
    """

    value: float
    least: float
    most: float
    unit: str
    start: int
    end: int
    is_approximate: bool = False

    def fits(self, other: Quantity) -> bool:
        """Return whether both can be true of one thing: same unit, and a figure both allow."""
        overlap = self.least < other.most and other.least < self.most
        return self.unit == other.unit and (overlap or self.value == other.value)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text in order, dates and times of day left out.

    Spans count the code points of the text.
    """
    aligned = align(text)
    letters = list(aligned.text)
    for date in dates(aligned.text):
        letters[date.start() : date.end()] = "\n" * len(date[0])
    found: list[Quantity] = []
    last: re.Match[str] | None = None
    for match in QUANTITY.finditer("".join(letters)):
        quantity = read(match, aligned)
        if quantity and last and continues(last, match):
            found[-1] = together(found[-1], quantity)
        elif quantity:
            found.append(quantity)
        last = match if quantity else None
    return tuple(found)


def read(match: re.Match[str], aligned: Aligned) -> Quantity | None:
    """Return the quantity that a match of `QUANTITY` means; `None` where it means none."""
    unit, factor = measure(match)
    low, value = figures(match)
    if value is None or low is None or not (match["digits"] or unit):
        return None
    hedges = {match["before"], match["after"], match["over"], match["share"] and "약"}
    if "여" in match["number"]:
        hedges.add("여")
    least, most = bounds(low, value, {hedge.lower() for hedge in hedges if hedge})
    span = aligned.original(match.start(), match.end())
    return Quantity(
        value=float(value * factor),
        least=float(least * factor),
        most=float(most * factor),
        unit=unit,
        start=span.start,
        end=span.end,
        is_approximate=any(hedges),
    )


def measure(match: re.Match[str]) -> tuple[str, Decimal]:
    """Return the unit of a match of `QUANTITY`, and what its figure is to be multiplied with."""
    if match["share"]:
        return "%", Decimal(1)
    if match["ordinal"]:
        return "번째", Decimal(1)
    spelling = "일" if match["days"] else match["unit"] or (match["sign"] or "").strip()
    return SPELLED.get(spelling, ("", Decimal(1)))


def figures(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Return the lower and the upper figure of a match of `QUANTITY`; mostly they are one."""
    if match["share"]:
        share = 100 * Decimal(match["share"]) / Decimal(match["parts"])
        return share, share
    said = match["high"] or match["number"]
    value, low = evaluate(said), evaluate(match["low"] or said)
    if value is None or low is None:
        return None, None
    # `3~5만 명` begins at 30,000.
    scale = largest_scale(said)
    return min(low * scale if low * scale <= value else low, value), value


def bounds(low: Decimal, value: Decimal, hedges: Collection[str]) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a figure, or a range of them, stands for."""
    step = Decimal(10) ** int(value.normalize().as_tuple().exponent)
    if not UPWARDS.isdisjoint(hedges):
        return low, Decimal("inf")
    if not DOWNWARDS.isdisjoint(hedges):
        return Decimal(0), value
    if not ONWARDS.isdisjoint(hedges):
        return low, value + ONWARD * step
    if hedges:
        return low - HEDGED * low, value + HEDGED * value
    if low < value:
        return low, value
    # One in ten counts ends with a 0 by chance; two of them are rounded.
    slack = min((1 if step == POWERS["십"] else step) / Decimal(2), ROUNDED * value)
    return value - slack, value + slack


def continues(first: re.Match[str], second: re.Match[str]) -> bool:
    """Return whether one measure is told in two units, as in `1시간 30분`."""
    between = second.string[first.end() : second.start()]
    (unit, factor), (minor, part_of) = measure(first), measure(second)
    return between in {"", " "} and unit == minor and factor > part_of


def together(first: Quantity, second: Quantity) -> Quantity:
    """Return the sum of the two parts of one measure."""
    return replace(
        first,
        value=first.value + second.value,
        least=first.least + second.least,
        most=first.most + second.most,
        end=second.end,
        is_approximate=first.is_approximate or second.is_approximate,
    )
