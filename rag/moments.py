"""The days, months and years that a text says, as far as it tells them.

It reads the Korean and English wording of newspapers. Every repetition in the patterns is bounded:
reading takes time linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.normalizing import align

if TYPE_CHECKING:
    from collections.abc import Iterator

BETWEEN = r"\s?[~∼〜–-]\s?"
YEAR, MONTH, DAY = r"[12]\d{3}", r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
NAME = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
# Days that something takes: `3일간`, `3일장`, `3일 뒤`, but not `3일 후보`.
LASTING = (
    r"[째장제차치분간]|여|쯤|가량|만에|이나|이\s걸"
    r"|\s?(?:동안|사이|평균|정도|이상|이내|(?:뒤|후|전)(?:[^가-힣]|[에의까부]|$))"
)
NUMERIC = (
    rf"(?<![\d.])(?P<year>{YEAR})\s?[.\-/]\s?(?P<month>{MONTH})\s?[.\-/]\s?(?P<day>{DAY})(?!\d)"
    r"(?:\s?일|\.)?"
)
# Words that tell a date from the day of the article, which is not known here.
RELATIVE = r"지난해|작년|올해|내년|지난달|이달|다음\s?달|지난|오는|같은\s?[해달]"
# Each part may be missing, or be a range: then it is not one year, month or day that is meant.
KOREAN = (
    rf"(?:(?:{RELATIVE})\s)?(?<![\d.,])(?=\d|기원전)(?:(?P<bc>기원전\s?)|(?P<years>\d{{4}}년?{BETWEEN}))?"
    rf"(?:(?P<year>(?(bc)\d{{1,4}}|{YEAR}))년(?!대|간|\s동안)\s?)?"
    rf"(?:(?P<months>\d{{1,2}}월?{BETWEEN})?(?P<month>{MONTH})월\s?)?"
    rf"(?:(?P<days>\d{{1,2}}일?{BETWEEN})?(?P<day>{DAY})일(?!{LASTING}))?"
)
PREPOSITIONS = "|".join(rf"(?<=\b{word}\s)" for word in ("in", "by", "to", "of", "since", "until"))
YEAR_ALONE = rf"(?i:{PREPOSITIONS})(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d|[년%])"
DAY_FIRST = rf"\b(?:(?P<day>{DAY})\s)?{NAME},?\s(?P<year>{YEAR})(?!\d)"
MONTH_FIRST = rf"\b{NAME}\s(?P<day>{DAY})(?:st|nd|rd|th)?\b(?:,?\s(?P<year>{YEAR})(?!\d))?"
# Decades and times of day are neither quantities nor days.
NEITHER = r"(?<!\d)(?:\d{2,4}년대|\d{1,2}시(?!간)(?:\s?\d{1,2}분)?)"
DATES = [
    re.compile(date) for date in (NUMERIC, KOREAN, DAY_FIRST, MONTH_FIRST, YEAR_ALONE, NEITHER)
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day, month or year, as far as the text tells it; `None` for what it leaves out.

    Attributes:
        year: Below 0 before Christ.
        month: 1 to 12.
        day: 1 to 31; days that the calendar lacks are not found out.
        start: First code point.
        end: One past the last.
    """

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int

    @property
    def parts(self) -> tuple[int | None, int | None, int | None]:
        """Year, month and day."""
        return self.year, self.month, self.day

    def fits(self, other: Moment) -> bool:
        """Return whether both can be the same time: one may tell more, none tells otherwise."""
        pairs = zip(self.parts, other.parts, strict=True)
        return all(None in pair or pair[0] == pair[1] for pair in pairs)

    def tells(self, other: Moment) -> bool:
        """Return whether this one says all that the other says."""
        pairs = zip(self.parts, other.parts, strict=True)
        return all(said is None or mine == said for mine, said in pairs)


def moments(text: str) -> tuple[Moment, ...]:
    """Return the dates of a text in order; spans count its code points.

    `지난해 3월` is March of a year that is not known, and `9일` a day of a month that is not known.
    """
    aligned = align(text)
    found = []
    for match in dates(aligned.text):
        year, month, day = (part(match, name) for name in ("year", "month", "day"))
        if year or month or day:
            span = aligned.original(match.start(), match.start() + len(match[0].rstrip()))
            found.append(Moment(year=year, month=month, day=day, start=span.start, end=span.end))
    return tuple(sorted(found, key=lambda moment: moment.start))


def dates(text: str) -> Iterator[re.Match[str]]:
    """Yield what looks like a date, a decade or a time of day in a normalised text."""
    for pattern in DATES:
        yield from filter(lambda match: match[0], pattern.finditer(text))


def part(match: re.Match[str], name: str) -> int | None:
    """Return the `year`, `month` or `day` of a date; `None` for a range of them, or in one."""
    groups = match.groupdict()
    said = groups.get(name)
    coarser = {"year": ("years",), "month": ("years", "months"), "day": ("years", "months", "days")}
    if not said or any(groups.get(ranged) for ranged in coarser[name]):
        return None
    number = int(said) if said.isdigit() else MONTHS.index(said[:3]) // 3 + 1
    return -number if name == "year" and groups.get("bc") else number
