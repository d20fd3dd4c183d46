"""The dates of a line, and what the words around them say happened then.

Every function reads a single line of normalised text and answers in positions inside that line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum

from index.datatypes import Span

_NOON = 12

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = (
    r"(?:\.?\s?\(?[월화수목금토일](?:요일)?\)?(?=[\s,]|$))?"
    r"(?:[.,]?[\s(|T]{0,3}(?:at\s)?(?:(?P<half>오전|오후|[ap]m)\s?)?(?P<hour>\d{1,2})(?::|시\s?)"
    r"(?P<minute>\d\d)(?!\d)(?:분|:\d\d(?:\.\d{1,6})?)?(?:\s?(?P<noon>[ap])\.?m\b\.?)?"
    r"(?:\s?(?:Z|KST|GMT|UTC|ET|[+-]\d\d:?\d\d)\b)?\)?)?"
)
_DATES = tuple(
    re.compile(pattern + _TIME, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d.]){_YEAR}\s?[.\-/년]\s?(?P<month>\d\d?)\s?[.\-/월]\s?(?P<day>\d\d?)(?!\d)\s?일?",
        rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[.,]?\s{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})\s{_MONTH},?\s{_YEAR}(?!\d)",
    )
)

LABEL = re.compile(
    r"(?:(?P<changed>(?:(?:최종|마지막|최근)\s?)?(?:수정|업데이트)|갱신"
    r"|(?:last\s)?(?:updated|modified|edited))"
    r"|(?P<entered>(?:기사|최초)?\s?(?:입력|등록|승인|게재|게시|발행|작성|송고|출고|보도|배포)(?!자)"
    r"|(?:first\s)?(?:published|posted|created))"
    r"|\b(?:date|날짜|일시)|기자명|작성자|글쓴이)"
    r"(?:\s?(?:시간|시각|시점|일시|일자|일|날짜|on|date|at))?\s?:?",
    re.IGNORECASE,
)
"""Words that tell of a date when it was, as in `입력` and `Updated:`."""

DAY = r"(?:19|20)\d\d\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}"
"""A pattern for a day in digits, to be a part of others; it may not be in the calendar."""


class Claim(IntEnum):
    """What a date claims to be; the least is the one to believe."""

    APPEARED = 0
    NOTHING = 1
    CHANGED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A day, or a minute, in a line.

    Attributes:
        value: ISO 8601: `2024-04-05` or `2024-04-05T00:09`.
        span: The wording.
        claim: What the words around it say that happened then.
    """

    value: str
    span: Span
    claim: Claim


def read_stamps(line: str) -> Iterator[Stamp]:
    """Yield the dates of a line that exist in the calendar."""
    for pattern in _DATES:
        for found in pattern.finditer(line):
            if value := _iso(found):
                before = list(LABEL.finditer(line, 0, found.start()))
                label = before[-1] if before else LABEL.match(line, found.end())
                span = Span(start=found.start(), end=found.start() + len(found[0].rstrip(" .,(|")))
                yield Stamp(value=value, span=span, claim=_claim(label))


def read_label(line: str) -> Claim | None:
    """Return what a line claims of the date below it; `None` where it is more than a label."""
    label = LABEL.fullmatch(line)
    return _claim(label) if label else None


def _iso(found: re.Match[str]) -> str | None:
    """Return the day or minute that a match of `_DATES` means; `None` if there is no such day."""
    month = found["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    try:
        day = date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return None
    if not found["hour"]:
        return day
    hour, half = int(found["hour"]), (found["half"] or found["noon"] or "").lower()
    if half in {"오후", "pm", "p"} and hour < _NOON:
        hour += _NOON
    elif half in {"오전", "am", "a"} and hour == _NOON:
        hour = 0
    try:
        return f"{day}T{time(hour, int(found['minute'])).isoformat('minutes')}"
    except ValueError:
        return day


def _claim(label: re.Match[str] | None) -> Claim:
    if label is None:
        return Claim.NOTHING
    return (
        Claim.APPEARED if label["entered"] else Claim.CHANGED if label["changed"] else Claim.NOTHING
    )
