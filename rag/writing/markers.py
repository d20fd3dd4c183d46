"""Markers of sources as language models write them: `[1]`, `[1, 2]`, `【1】`, `(출처: [1])`."""

from __future__ import annotations

import re

# No marker is longer: whoever waits for the rest of one need not wait for more characters.
LONGEST_MARKER = 48
# A range is short, or it is no list of sources.
MOST_IN_RANGE = 20

LABEL = (
    r"(?:기사|출처|근거|참고|참조|인용|자료|지문|본문|문서|번호|passages?|articles?|sources?"
    r"|documents?|docs?|references?|refs?|citations?|cite|see|no\.)"
)
GAP = r"[^\S\n]{0,2}"
OPENING, CLOSING = r"[\[［【〔]", r"[\]］】〕]"
# 【1†source】 is how one maker's models were taught to cite.
DAGGER = r"†[^\[\]】\s]{0,20}"
ITEM = rf"(?:{LABEL}{GAP}[:：#]?{GAP})?[#^]?\d{{1,3}}번?(?:{GAP}기사)?(?:{DAGGER})?\^?"
BETWEEN = rf"{GAP}(?:[,，;·&/~∼–—-]|및|와|과|and){GAP}"
LIST = rf"{ITEM}(?:{BETWEEN}{ITEM})*"
SQUARE = rf"{OPENING}{{1,2}}{GAP}{LIST}{GAP}{CLOSING}{{1,2}}"
SQUARES = rf"{SQUARE}(?:{GAP}[,，;·]?{GAP}{SQUARE})*"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = rf"[{SUPERSCRIPTS}]{{1,2}}(?:[,·][{SUPERSCRIPTS}]{{1,2}})*"
MARKER = re.compile(
    rf"[(（]{GAP}(?:{LABEL}{GAP}[:：]?{GAP})?{SQUARES}{GAP}[)）]"
    rf"|[(（]{GAP}{LABEL}{GAP}[:：]?{GAP}{LIST}{GAP}[)）]"
    rf"|(?:\b{LABEL}{GAP}[:：]{GAP})?{SQUARES}"
    rf"|\b(?:출처|근거|sources?|references?){GAP}[:：]{GAP}{LIST}(?={GAP}(?:\n|\Z))"
    # In m², km³ or 10² it is no marker.
    rf"|(?:(?<=[가-힣.?!…”’\"')\]])|(?<=[.?!…]\s)|(?<=[A-Za-z]{{4}})){RAISED}",
    re.IGNORECASE,
)
# What more text could still make a marker of: all beginnings of one, and more.
UNFINISHED = re.compile(
    rf"(?:{LABEL}|{DAGGER}|및|와|과|and|번"
    rf"|[\d\s\[\]()［］【】〔〕（）^#:：,，;·&/~∼–—{SUPERSCRIPTS}-])*"
    r"(?:[가-힣]{1,2}|[A-Za-z.]{1,10})?",
    re.IGNORECASE,
)
RANGE = re.compile(r"(\d{1,3})(?:\s?[-~∼–—]\s?(\d{1,3}))?")
PLAIN_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")


def numbers_in(marker: str) -> tuple[int, ...]:
    """Return the numbers that a marker names, each once, in order; `[1-3]` names three."""
    numbers: dict[int, None] = {}
    for found in RANGE.finditer(re.sub(r"†[^\]】]*", "", marker).translate(PLAIN_DIGITS)):
        first, last = int(found[1]), int(found[2] or found[1])
        named = range(first, last + 1) if 0 <= last - first < MOST_IN_RANGE else (first, last)
        numbers.update(dict.fromkeys(named))
    return tuple(numbers)
