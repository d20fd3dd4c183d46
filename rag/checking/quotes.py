"""What a sentence quotes word for word."""

from __future__ import annotations

import re

# Marks of speech, of emphasis and of titles; straight ones only where they open and close a word.
QUOTED = re.compile(
    r"“([^“”]{1,2000})”|‘([^‘’]{1,2000})’(?![A-Za-z0-9])|「([^「」]{1,300})」|『([^『』]{1,300})』|《([^《》]{1,300})》"
    r"|〈([^〈〉]{1,300})〉|\"([^\"]{1,2000})\"|(?<!\w)'([^']{1,2000})'(?![A-Za-z0-9])"
)
MARKS = str.maketrans(dict.fromkeys("“”„‟«»‘’‚‛`´′″「」『』《》〈〉", "'") | {'"': "'"})
ENDS = " .,!?…"


def quotes(text: str) -> list[tuple[int, int]]:
    """Return where a text quotes several words, without the marks and the stop at the end."""
    found = []
    for match in QUOTED.finditer(text):
        start, end = match.span(match.lastindex or 0)
        start += len(text[start:end]) - len(text[start:end].lstrip(ENDS))
        end -= len(text[start:end]) - len(text[start:end].rstrip(ENDS))
        if len(text[start:end].split()) > 1:
            found.append((start, end))
    return found


def plain_marks(text: str) -> str:
    """Return a text with one kind of quotation mark; as long as before."""
    return text.translate(MARKS)


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Return where a text has a quotation, both with single spaces; it begins with a word."""
    wanted, there = plain_marks(quote), plain_marks(text)
    place = there.find(wanted)
    while place > 0 and there[place - 1].isalnum():
        place = there.find(wanted, place + 1)
    return None if place < 0 else (place, place + len(wanted))
