"""Which of the page's languages a visitor reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["ko", "en"]

# One language of an Accept-Language header, and how much it is liked (RFC 9110, 12.4.2 and 12.5.4).
_WISH = re.compile(
    r"(?P<tag>\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)"
    r"(?:[ \t]*;[ \t]*q=(?P<weight>0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?",
    re.IGNORECASE | re.ASCII,
)


_SPOKEN: Mapping[str, Language] = {"ko": "ko", "en": "en"}


def language_of(cookie: str | None, accept_language: str | None) -> Language:
    """Return the language to speak to a visitor.

    Args:
        cookie: What they chose on the page before; anything else than a language counts as none.
        accept_language: The header in which their browser lists what they read. Korean is spoken
            where it comes before English or stands without it, and where nothing is listed.
    """
    if cookie is not None and cookie in _SPOKEN:
        return _SPOKEN[cookie]
    wished = [tag.partition("-")[0] for tag in _wishes(accept_language or "")]
    spoken = [_SPOKEN[language] for language in wished if language in _SPOKEN]
    if spoken:
        return spoken[0]
    return "en" if set(wished) - {"*"} else "ko"


def _wishes(header: str) -> list[str]:
    """Return the tags of the header, most welcome first, without what is refused or garbled."""
    found = [_WISH.fullmatch(part.strip(" \t")) for part in header.split(",")]
    weighted = [(float(wish["weight"] or 1), wish["tag"].lower()) for wish in found if wish]
    weighted.sort(key=lambda wish: wish[0], reverse=True)
    return [tag for weight, tag in weighted if weight > 0]
