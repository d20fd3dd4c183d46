"""The lines of an article and their places: the head, the running text, the foot, the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from index.boilerplate import Kind, cuts, judge
from index.facts import Imprint, read_imprint
from index.prose import is_sentence

if TYPE_CHECKING:
    from index.dates import Stamp

_MOST_HEAD_LINES = 20

LONGEST_TITLE = 120
"""In code points. The longest headlines of Korean papers have 60, of English ones 110."""

KEYED_TITLE = re.compile(
    r"(?:title|headline|제목)\s?:\s?[\"'“]?(?P<words>.+?)[\"'”]?", re.IGNORECASE
)
"""A line that says of itself that it is the title."""

HEADING = re.compile(r"#\s(?:\*\*(?P<bold>.+)\*\*|(?P<words>.+?))(?:\s#+)?")
"""A heading of the first level in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or a part of one that was cut off, without the white space around it.

    Attributes:
        start: Its place in the normalised text, in code points.
        text: Its words, never blank.
        kind: What it is to the article.
        imprint: What it says as a dateline or byline; `None` for any other line.
    """

    start: int
    text: str
    kind: Kind = Kind.OWN
    imprint: Imprint | None = None

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        """The dates that it gives as a dateline."""
        return self.imprint.stamps if self.imprint else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of an article by their place: the own ones around its running text, the others.

    Attributes:
        front: How many lines of the head are front matter.
    """

    front: int
    head: Sequence[Line]
    body: Sequence[Line]
    foot: Sequence[Line]
    others: Sequence[Line]


def read_lines(text: str) -> list[Line]:
    """Return the lines of a normalised text that are not blank, and what each is."""
    parts = [part for line in _split(text) for part in _cut(line)]
    kinds = judge([part.text for part in parts])
    return [
        replace(part, kind=kind, imprint=read_imprint(part.text) if kind is Kind.OWN else None)
        for part, kind in zip(parts, kinds, strict=True)
        if part.text
    ]


def _split(text: str) -> Iterator[Line]:
    start = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        yield Line(start=start + (raw.index(words[0]) if words else 0), text=words)
        start += len(raw)


def _cut(line: Line) -> Iterator[Line]:
    if not line.text:
        yield line
    for start, end in pairwise([0, *cuts(line.text), len(line.text)]):
        if words := line.text[start:end].strip():
            yield Line(start=line.start + line.text.index(words[0], start), text=words)


def read_page(lines: Sequence[Line]) -> Page:
    """Return where the lines of an article stand; the running text is from sentence to sentence."""
    own = [line for line in lines if line.kind is Kind.OWN]
    fences = [place for place, line in enumerate(own[:_MOST_HEAD_LINES]) if line.text == "---"]
    front = fences[1] + 1 if fences[:1] == [0] and len(fences) > 1 else 0
    told = [place for place, line in enumerate(own) if place >= front and _is_told(line)]
    first, last = (told[0], told[-1]) if told else (len(own), len(own))
    return Page(
        front=front,
        head=own[: min(first, front + _MOST_HEAD_LINES)],
        body=own[first : last + 1],
        foot=own[last + 1 :],
        others=[line for line in lines if line.kind in {Kind.COPYRIGHT, Kind.FURNITURE}],
    )


def _is_told(line: Line) -> bool:
    """Return whether a line belongs to the running text."""
    is_marked = KEYED_TITLE.fullmatch(line.text) or HEADING.fullmatch(line.text)
    if is_marked or line.imprint is not None:
        return False
    return len(line.text) > LONGEST_TITLE or is_sentence(line.text)
