"""The links of the page: what they point at, how they are written, how they are read back.

A link names a place in the visitor's own chat, or an article; it never carries offsets. The server
looks the place up in what it remembers itself, so a forged link reaches nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from index.errors import InputError

_CITATION = re.compile(r"cite-([1-9][0-9]{0,5})-([1-9][0-9]{0,5})")
_PASSAGE = re.compile(r"passage-([1-9][0-9]{0,5})-([1-9][0-9]{0,5})")
_ARTICLE = "article-"


@dataclass(frozen=True, slots=True)
class CitationLink:
    """The `place`-th citation, from 1, of the `answer`-th answer of the chat, from 1."""

    answer: int
    place: int

    def __str__(self) -> str:
        return f"cite-{self.answer}-{self.place}"


@dataclass(frozen=True, slots=True)
class PassageLink:
    """The passage with that number, read for the `answer`-th answer of the chat, from 1."""

    answer: int
    number: int

    def __str__(self) -> str:
        return f"passage-{self.answer}-{self.number}"


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """A whole article, by its path inside the corpus folder."""

    source: str

    def __str__(self) -> str:
        return _ARTICLE + quote(self.source, safe="")


Link = CitationLink | PassageLink | ArticleLink


def parse_link(written: str) -> Link:
    """Return what a link that came back from a browser points at.

    Raises:
        InputError: It is none that this page writes.
    """
    if found := _CITATION.fullmatch(written):
        return CitationLink(int(found[1]), int(found[2]))
    if found := _PASSAGE.fullmatch(written):
        return PassageLink(int(found[1]), int(found[2]))
    if written.startswith(_ARTICLE):
        return ArticleLink(unquote(written.removeprefix(_ARTICLE)))
    message = f"not a link of this page: {written[:80]!r}; click a link in the chat"
    raise InputError(message)
