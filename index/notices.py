"""Copyright notices: how they look and whom they name."""

from __future__ import annotations

import re

from index.datatypes import Span

TERMS = re.compile(
    r"무단\s?(?:전재|복제|배포|도용|사용|이용)|재\s?배포|all\s?rights\s?reserved", re.IGNORECASE
)
"""Words that only a copyright notice uses so."""

NOTICE = re.compile(
    r"(?<![\"'“‘「])[<\[(〈【]?\s?(?:저작권자|copyrights?|[ⓒ©]).{0,120}?"
    rf"(?:{TERMS.pattern})(?:[^<>]{{0,80}}(?:금지|불허|reserved))?[.\s]?[>\])〉】]?",
    re.IGNORECASE,
)
"""A notice with its usual terms, which may stand behind other words."""

RIGHTS = re.compile(
    r"(?:copyrights?\s?(?:[ⓒ©@]|\(c\)|(?:19|20)\d\d)|저작권자\s?(?:[ⓒ©]|\(c\))|[ⓒ©]|\(c\)).{2,90}"
    rf"|all rights reserved\.?|(?:{TERMS.pattern}).{{0,60}}(?:금지|불허|reserved)\.?",
    re.IGNORECASE,
)
"""A notice, or a part of one, as a whole line without brackets around it."""

_HOLDS = re.compile(
    r"[<\[(〈【※\s]*(?:(?:저작권자|copyrights?|[ⓒ©@]|\(c\)|\bby\b|(?:19|20)\d\d)[\s,.:~-]*){1,6}"
    r"(?:['‘\"“][^'’\"”]{1,60}['’\"”]\s?)?",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(r",?\s?(?:Co\.,?\s?)?\b(?:Ltd|Inc|LLC|Corp)\b\.?")
_ADDRESS = re.compile(r"\s?(?:&|\(|https?:|www\.)")


def read_holder(line: str) -> Span | None:
    """Return whom a copyright notice names, without slogan, address and legal form."""
    sign = _HOLDS.match(line)
    if not sign:
        return None
    end = min(
        (
            found.start()
            for rule in (TERMS, _LEGAL_FORM)
            if (found := rule.search(line, sign.end()))
        ),
        default=len(line),
    )
    for part in reversed(list(re.finditer(r"[^,|/]+", line[sign.end() : end]))):
        name = _ADDRESS.split(part[0])[0].strip(" .'\"·-<>[]")
        if re.search(r"[^\W\d]", name):
            start = line.index(name, sign.end() + part.start())
            return Span(start=start, end=start + len(name))
    return None
