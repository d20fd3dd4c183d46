"""Which days a date of an article means, where it leaves out the month or the year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.moments import Moment

# How many years a word is off the article's own, and how many months.
YEARS_OFF = {"지난해": -1, "작년": -1, "올해": 0, "금년": 0, "내년": 1, "재작년": -2}
MONTHS_OFF = {"지난달": -1, "이달": 0, "이번 달": 0, "다음 달": 1, "다음달": 1}
RELATIVE = re.compile("|".join((*YEARS_OFF, *MONTHS_OFF)))
ISO_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day, month or year; `None` for what is not known of it."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def tells(self, other: Moment | Day) -> bool:
        """Return whether it says all that the other one says."""
        mine, theirs = (self.year, self.month, self.day), (other.year, other.month, other.day)
        return all(said is None or known == said for known, said in zip(mine, theirs, strict=True))


def published_day(published: str | None) -> Day | None:
    """Return the day of an article, `None` where it tells none."""
    found = ISO_DAY.match(published or "")
    if found is None:
        return None
    return Day(year=int(found[1]), month=int(found[2]), day=int(found[3]) if found[3] else None)


def months_from(day: Day, months: int) -> Day:
    """Return the month that lies so many months after that of a day whose month is known."""
    year, month = divmod((day.year or 0) * 12 + (day.month or 1) - 1 + months, 12)
    return Day(year=year, month=month + 1)


def relative(word: str, today: Day | None) -> Day | None:
    """Return the year or month that a word such as `지난해` means in an article of a day."""
    if today is None or today.year is None:
        return None
    if word in YEARS_OFF:
        return Day(year=today.year + YEARS_OFF[word])
    return months_from(today, MONTHS_OFF[word]) if word in MONTHS_OFF else None


def relative_days(text: str, published: str | None) -> list[Day]:
    """Return the years and months that a text tells by such words alone."""
    today = published_day(published)
    found = (relative(match[0], today) for match in RELATIVE.finditer(text))
    return [day for day in found if day]


def days(moment: Moment, text: str, before: Sequence[Day], published: str | None) -> list[Day]:
    """Return what a date may mean: as it stands, and filled up.

    A year or month that it lacks is that of its own words (`지난해 3월`), of a date told before it,
    or of the article's day.

    Args:
        moment: The date.
        text: Its words.
        before: What the passage told before it, last first.
        published: ISO 8601 day of the article.
    """
    said = Day(year=moment.year, month=moment.month, day=moment.day)
    if said.year is not None:
        return [said]
    today = published_day(published)
    word = RELATIVE.search(text)
    if word and (base := relative(word[0], today)):
        bases = [base]
    else:
        bases = [*before, *([today, months_from(today, -1)] if today and today.month else [])]
    filled = [fill(said, base) for base in bases]
    return [said, *(day for day in filled if day)]


def fill(said: Day, base: Day) -> Day | None:
    """Return a date with the year, and where it lacks one the month, of another one."""
    if base.year is None or (said.month is None and base.month is None):
        return None
    return Day(year=base.year, month=said.month or base.month, day=said.day)
