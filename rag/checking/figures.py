"""The numbers and dates of a sentence, and whether another one has them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from rag.checking.calendar import Day, days
from rag.moments import NEITHER, moments
from rag.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.moments import Moment
    from rag.quantities import Quantity

Shape: TypeAlias = Literal["exact", "about", "onward", "up", "down", "range"]

RUN = re.compile(r"\d+(?:[.,:·/–-]\d+)*")
CLOCK = re.compile(NEITHER)
SCORE = re.compile(r"(?<=\d)\s?(?:대|[:–-])\s?(?=\d)")
COUNTER = re.compile(r"(\s?[가-힣%℃]|[A-Za-z])")
NUMBERED = re.compile(r"([A-Za-z가-힣]+)(?:-|(?<![은는이가을를의에로와과도])\s)?$")
# After a number these are particles, not what it counts.
PARTICLE = frozenset("은는이가을를의에도와과로만")
# A number of so many digits is told by them alone.
TELLING_DIGITS = 3
# `4120억 원입니다` is read as `4120억 원이니다`, so that the unit is seen; `개교` are places.
# `제12회` and `12회` are the same.
ORDINAL = re.compile(r"(?<![가-힣])제(?=\d)")
COPULA = re.compile(r"(?<=[가-힣%])(?:입(?=니[다까])|인(?=데|$|[\s,])|임(?=$|[.\s]))")
COUNTED_PLACES = re.compile(r"(?<=\d)개[교사](?=[^가-힣]|[에의은는가를와로만도]|이[다었니]|$)")
# How far above an `이상` the figure may lie that it stands for: judgement.
STRETCH = 1.5
# A number of no known unit is read all the same where it is written in different ways.
BARE = "number"
SCALED = re.compile(r"\d\s?[천만억조]|\d,\d{3}|\d{5}|(?i:thousand|million|billion|trillion)")
# `1만여 명` and `1만 명이 넘는` say the same.
LOOSE = frozenset(("onward", "up", "about"))
MINUS = re.compile(r"(?:영하|마이너스|(?<![\w~])[-−])\s?$")
ONWARDS = re.compile(r"여|남짓|대$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number or date as it stands in a text.

    Attributes:
        start: First code point.
        end: One past the last.
        unit: What it counts; `date` for dates, `number` for amounts of no known unit, "" where the
            number can only be compared as written.
        quantity: Where it is an amount.
        moment: Where it is a date.
        written: How it is written, in one spelling for all.
        counter: What stands behind a short number, or before it, and must do so again.
        is_below: Whether a minus stands before it.
        is_onward: Whether a `여` or the like leaves it open a little upwards.
    """

    start: int
    end: int
    unit: str = ""
    quantity: Quantity | None = None
    moment: Moment | None = None
    written: str = ""
    counter: str = ""
    is_below: bool = False
    is_onward: bool = False

    @property
    def shape(self) -> Shape:
        """What the words beside an amount make of it."""
        amount = self.quantity
        if amount is None:
            return "exact"
        if math.isinf(amount.most):
            return "up"
        if amount.least == 0 and amount.most == amount.value and amount.value:
            return "down"
        if self.is_onward:
            return "onward"
        if amount.is_approximate:
            return "about"
        return "range" if amount.least < amount.most == amount.value else "exact"


def figures(line: str) -> tuple[Figure, ...]:
    """Return the figures of a text in order; none lies in another one."""
    text = ORDINAL.sub(" ", COUNTED_PLACES.sub("곳 ", COPULA.sub("이", line)))
    text = text.replace("넘게", "넘는")
    found = [
        Figure(start=item.start, end=item.end, unit="date", moment=item) for item in moments(text)
    ]
    taken = [(item.start, item.end) for item in found]
    found += [
        amount(item, text)
        for item in quantities(text)
        if (item.unit or SCALED.search(text, item.start, item.end))
        and is_free(item.start, item.end, taken)
    ]
    taken = [(item.start, item.end) for item in found]
    found += written_figures(text, taken)
    return tuple(sorted(found, key=lambda figure: figure.start))


def amount(item: Quantity, text: str) -> Figure:
    """Return an amount of a text as a figure."""
    return Figure(
        start=item.start,
        end=item.end,
        unit=item.unit or BARE,
        quantity=item,
        is_below=bool(MINUS.search(text[max(item.start - 6, 0) : item.start])),
        is_onward=item.is_approximate and bool(ONWARDS.search(text[item.start : item.end])),
    )


def written_figures(text: str, taken: Sequence[tuple[int, int]]) -> Iterable[Figure]:
    """Yield the numbers that are neither amounts nor dates, to be compared as written."""
    clocks = [match for match in CLOCK.finditer(text) if is_free(*match.span(), taken)]
    for match in clocks:
        yield Figure(start=match.start(), end=match.end(), written=tight(match[0]), counter="clock")
    taken = [*taken, *(match.span() for match in clocks)]
    for match in RUN.finditer(text):
        if is_free(*match.span(), taken):
            yield Figure(
                start=match.start(),
                end=match.end(),
                written=plain(match[0]),
                counter=counter_of(text, match),
            )


def counter_of(text: str, number: re.Match[str]) -> str:
    """Return what must stand beside a short number wherever it is the same one."""
    if len(number[0]) >= TELLING_DIGITS:
        return ""
    counter = COUNTER.match(text, number.end())
    if counter and counter[1].strip() not in PARTICLE:
        return counter[1].strip().lower()
    name = NUMBERED.search(text[max(number.start() - 40, 0) : number.start()])
    return f"<{name[1].lower()}" if name else ""


def is_free(start: int, end: int, taken: Iterable[tuple[int, int]]) -> bool:
    """Return whether a stretch lies outside of all that is taken."""
    return all(end <= first or last <= start for first, last in taken)


def tight(text: str) -> str:
    """Return a text in lower case without white space."""
    return "".join(text.lower().split())


def plain(number: str) -> str:
    """Return a number as written, in one spelling: no commas, one kind of dash."""
    return re.sub(r",(?=\d{3})", "", number).replace("·", ".").replace("–", "-").replace(":", "-")


def has_figure(mine: Figure, theirs: Figure, text: str, known: Sequence[Day]) -> bool:
    """Return whether a figure says what another one does.

    Args:
        mine: The one that is to be carried.
        theirs: The one that may carry it.
        text: The text that it stands in.
        known: The days that it may mean, where it is a date.
    """
    if mine.moment:
        return theirs.moment is not None and any(day.tells(mine.moment) for day in known)
    if mine.quantity and theirs.quantity:
        # What a bare number counts is told by the words beside it.
        if mine.unit == BARE:
            theirs = replace(theirs, quantity=replace(theirs.quantity, unit=""))
        return mine.is_below == theirs.is_below and is_amount(mine, theirs)
    if mine.written and not theirs.quantity and not theirs.moment:
        return stands_beside(mine, theirs, text)
    return False


def stands_beside(mine: Figure, theirs: Figure, text: str) -> bool:
    """Return whether a number is the same as written, with the same thing beside it."""
    if mine.written != theirs.written:
        return False
    if not mine.counter or mine.counter == theirs.counter:
        return True
    if mine.counter.startswith("<"):
        before = tight(text[max(theirs.start - 40, 0) : theirs.start]).rstrip("-")
        return before.endswith(mine.counter[1:])
    return False


def is_amount(mine: Figure, theirs: Figure) -> bool:
    """Return whether an amount is what another one says, or what its own hedge allows of it."""
    one, other = mine.quantity, theirs.quantity
    if one is None or other is None or one.unit != other.unit:
        return False
    is_equal = math.isclose(one.value, other.value, rel_tol=1e-9)
    shapes = mine.shape, theirs.shape
    if shapes[0] == "exact":
        return is_equal and shapes[1] in {"exact", "about", "onward"}
    if shapes[0] == "range":
        return is_equal and shapes[1] == "range" and math.isclose(one.least, other.least)
    if shapes[1] == "exact":
        return allows(mine, other.value)
    return is_equal and (shapes[0] == shapes[1] or set(shapes) <= LOOSE)


def allows(mine: Figure, value: float) -> bool:
    """Return whether a hedged amount may stand for a value."""
    amount = mine.quantity
    if amount is None:
        return False
    if mine.shape == "up":
        return amount.least <= value <= STRETCH * amount.least
    if mine.shape == "down":
        return amount.most / STRETCH <= value <= amount.most
    return amount.least <= value <= amount.most


def days_of(figure: Figure, text: str, before: Sequence[Day], published: str | None) -> list[Day]:
    """Return the days that a date of a text may mean."""
    if figure.moment is None:
        return []
    return days(figure.moment, text[figure.start : figure.end], before, published)
