"""Dates as people write them."""

from __future__ import annotations

import re

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}).*)?")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def korean_date(published: str) -> str:
    """Return an ISO 8601 day or minute as Koreans write it; other text as it is."""
    found = _ISO.fullmatch(published)
    if not found:
        return published
    date = f"{found[1]}. {int(found[2])}. {int(found[3])}."
    return f"{date} {found[4]}" if found[4] else date


def english_date(published: str) -> str:
    """Return an ISO 8601 day or minute in English; other text as it is."""
    found = _ISO.fullmatch(published)
    if not found or not 1 <= int(found[2]) <= len(_MONTHS):
        return published
    date = f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"
    return f"{date}, {found[4]}" if found[4] else date
