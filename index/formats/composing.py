"""Blocks of text and what a format claims about them -> an extract whose facts have spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from index.datatypes import Article, Fact, Place
from index.dates import read_stamps
from index.formats.datatypes import Block, Claims, Extract
from index.prose import is_sentence

# A text tells about itself in its first lines, and in short ones; the rest is its story.
_HEAD_LINES = 6
_LONGEST_HEAD_LINE = 120

# Programs write these into the properties of a file where nobody gave it a title.
_NO_TITLE = re.compile(
    r"(?:microsoft word|한글|powerpoint)\s?-.*|(?:문서|document)\s?\d*|untitled.*|제목\s?없음"
    r"|word document|.*\.(?:docx?|hwpx?|pdf|html?|txt)",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"((?:19|20)\d{6})[T ]?(\d\d)(\d\d)(?:\d\d)?")
# NUL cannot be stored, and half a surrogate pair cannot be written.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def compose(blocks: Sequence[Block], claims: Claims, *, number: int = 0) -> Extract:
    """Return an extract: what the text does not say in its first lines stands above it.

    Args:
        blocks: The text; a blank line is put between two of them.
        claims: What the format tells.
        number: From 1, where a file has many articles.
    """
    body, places = _join(blocks)
    header = _Header(body)
    title = "" if _NO_TITLE.fullmatch(claims.title.strip()) else claims.title
    title_told = header.place(title, line=0)
    publisher = header.place(claims.publisher, line=1)
    published = header.place_date(claims.published, line=1)
    author = header.place(claims.author, line=2)
    head = header.text

    def fact(told: _Told | None) -> Fact | None:
        if told is None:
            return None
        shift = 0 if told.is_above else len(head)
        return Fact(value=told.value, start=told.start + shift, end=told.end + shift)

    moved = (
        Place(start=place.start + len(head), page=place.page, heading=place.heading)
        for place in places
    )
    return Extract(
        text=head + body,
        places=tuple(moved),
        told=Article(
            title=fact(title_told),
            publisher=fact(publisher),
            published=fact(published),
            author=fact(author),
        ),
        number=number,
    )


def find_title(text: str, title: str) -> Article:
    """Return a title as a fact, if the first lines of a text say it."""
    title = " ".join(_clean(title).split())
    if not title or _NO_TITLE.fullmatch(title):
        return Article()
    found = _find(text, title)
    fact = Fact(value=title, start=found.start(), end=found.end()) if found else None
    return Article(title=fact)


def read_date(told: str) -> str | None:
    """Return the day or the minute that a date means, as ISO 8601; `None` if it means none.

    A time is kept as it is told, whatever its zone; midnight stands for the whole day.
    """
    told = _COMPACT.sub(r"\1T\2\3", told.strip())
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            minute = parse(told).strftime("%Y-%m-%dT%H:%M")
        except ValueError:
            continue
        return minute.removesuffix("T00:00")
    return next((stamp.value for stamp in read_stamps(told)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A fact, and whether its span counts in the header or in the text below it."""

    value: str
    start: int
    end: int
    is_above: bool


class _Header:
    """The lines above a text: three, each with what belongs on it."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._lines: list[str] = ["", "", ""]

    @property
    def text(self) -> str:
        lines = [line for line in self._lines if line]
        return "".join(f"{line}\n" for line in lines) + ("\n" if lines and self._body else "")

    def place(self, words: str, *, line: int) -> _Told | None:
        """Return where the text says something; if it does not, the header will, on a line."""
        words = " ".join(_clean(words).split())
        if not words:
            return None
        found = _find(self._body, words)
        if found:
            return _Told(value=words, start=found.start(), end=found.end(), is_above=False)
        return self._write(words, words, line)

    def place_date(self, told: str, *, line: int) -> _Told | None:
        value = read_date(told)
        if value is None:
            return None
        for start, text in _head(self._body):
            for stamp in read_stamps(text):
                if stamp.value[:10] == value[:10]:
                    return _Told(
                        value=max(stamp.value, value, key=len),
                        start=start + stamp.span.start,
                        end=start + stamp.span.end,
                        is_above=False,
                    )
        return self._write(value, value.replace("-", ".").replace("T", " "), line)

    def _write(self, value: str, words: str, line: int) -> _Told:
        # The lines are written in order, so those above stay as they are.
        before = self._lines[line] + " " if self._lines[line] else ""
        start = sum(len(above) + 1 for above in self._lines[:line] if above) + len(before)
        self._lines[line] = before + words
        return _Told(value=value, start=start, end=start + len(words), is_above=True)


def _find(text: str, words: str) -> re.Match[str] | None:
    """Return where the first lines of a text say some words, however they are spaced."""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())))
    for start, line in _head(text):
        found = pattern.search(text, start, start + len(line))
        # A person whom the story tells about is not the one who wrote it.
        if found and (len(found[0]) == len(line.strip()) or not is_sentence(line)):
            return found
    return None


def _head(text: str) -> Iterator[tuple[int, str]]:
    """Yield the short ones of the first lines that are not blank, each with its start."""
    start = lines = 0
    while start < len(text) and lines < _HEAD_LINES:
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        lines += bool(line.strip())
        if line.strip() and len(line) <= _LONGEST_HEAD_LINE:
            yield start, line
        start += len(line) + 1


def _join(blocks: Sequence[Block]) -> tuple[str, list[Place]]:
    places: list[Place] = []
    above: Block | None = None
    parts: list[str] = []
    start = 0
    for block in blocks:
        gap = "\n" if above and above.is_row and block.is_row else "\n\n" if above else ""
        words = _clean(block.text)
        start += len(gap)
        if block.is_heading:
            places.append(Place(start=start, heading=" ".join(words.split())))
        parts += [gap, words]
        start += len(words)
        above = block
    return "".join(parts), places


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")
