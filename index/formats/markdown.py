"""Markdown: the text is the file, untouched, and its headings are places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.datatypes import Place
from index.formats.datatypes import Extract
from index.formats.plain import read_text

# https://spec.commonmark.org/0.31.2/#atx-headings and the two sections after it.
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{3,})[ \t]*")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_PARAGRAPH = re.compile(r" {0,3}(?![-*+>#|=`~]|\d+[.)]\s|-{3})\S.*")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")


def read(data: bytes) -> list[Extract]:
    """Return the text of a file, with its sections.

    Raises:
        CorpusError: It is not text; the message is the reason alone.
    """
    text = read_text(data)
    return [Extract(text=text, places=tuple(_headings(text)))]


def _headings(text: str) -> Iterator[Place]:
    """Yield the headings outside code, in order."""
    fence = ""
    above = ""
    start = 0
    for whole in text.splitlines(keepends=True):
        line = whole.rstrip("\r\n")
        if mark := _FENCE.match(line):
            fence = _fence_after(fence, mark["fence"])
        elif fence:
            pass
        elif found := _HEADING.fullmatch(line):
            yield Place(start=start, heading=_plain(found["words"]))
        elif above.strip() and _UNDERLINE.fullmatch(line):
            yield Place(start=start - len(above), heading=_plain(above))
        is_single = not fence and not above.strip() and _PARAGRAPH.fullmatch(line)
        above = whole if is_single else " " if line.strip() else ""
        start += len(whole)


def _fence_after(fence: str, mark: str) -> str:
    """Return the fence that is open after a line with a mark."""
    if not fence:
        return mark
    return "" if mark.startswith(fence) else fence


def _plain(words: str) -> str:
    return _EMPHASIS.sub(r"\2", words.strip())
