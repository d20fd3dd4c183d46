"""Where paragraphs end, so that a headline and the body below it are never one sentence."""

from __future__ import annotations

import math
import re
from itertools import pairwise

from index.datatypes import Span

LINE = re.compile(r"[^\r\n]+")
BLANK = re.compile(r"\s*\Z")
ENDED = re.compile(r"[.!?。…][\"'”’」』)\]]*\s*\Z")
# A file whose longest line has so many characters may be wrapped by hand or by an old editor.
# Shorter lines are a list or a poem; files with one line for each paragraph have longer ones.
LEAST_COLUMNS = 15
MOST_COLUMNS = 120
# In wrapped text every line but a paragraph's last is nearly full, so that most lines are.
WRAP_FILL = 0.7
WRAP_LINES = 3


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text, in order, without the line ends between them.

    A line is a paragraph, except in text wrapped at a fixed width, where full lines run on.
    """
    lines = [Span(start=m.start(), end=m.end()) for m in LINE.finditer(text)]
    full = full_length(lines)
    joined: list[Span] = []
    for before, line in pairwise([Span(start=0, end=0), *lines]):
        if BLANK.match(text, line.start, line.end):
            continue
        if joined and joined[-1].end == before.end and runs_on(text, before, line, full):
            joined[-1] = Span(start=joined[-1].start, end=line.end)
        else:
            joined.append(line)
    return joined


def full_length(lines: list[Span]) -> float:
    """Return from what length on a line is full, infinite for text that is not wrapped."""
    lengths = [line.end - line.start for line in lines]
    longest = max(lengths, default=0)
    full = WRAP_FILL * longest
    filled = sum(length >= full for length in lengths)
    is_wrapped = filled >= max(WRAP_LINES, len(lengths) / 2)
    return full if LEAST_COLUMNS <= longest <= MOST_COLUMNS and is_wrapped else math.inf


def runs_on(text: str, before: Span, line: Span, full: float) -> bool:
    """Return whether a sentence continues from the end of one line to the next one."""
    is_next = text[before.end : line.start] in {"\n", "\r\n", "\r"}
    is_full = before.end - before.start >= full
    return is_next and is_full and not ENDED.search(text, before.start, before.end)
