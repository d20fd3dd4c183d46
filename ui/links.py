"""The links of the page: what they point at, how they are written, how they are read back.

A link names a place in the visitor's own chat, or an article; it never carries offsets. The server
looks the place up in what it remembers itself, so a forged link reaches nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias
from urllib.parse import quote, unquote

from index.errors import InputError

# What a visitor may think of an answer.
Verdict: TypeAlias = Literal["good", "bad", "wrong_source", "should_have_abstained"]
Tool: TypeAlias = Literal["copy", "retry", "edit", "undo"]
# As what an answer can be downloaded.
Format: TypeAlias = Literal["markdown", "html"]
# The same with the sentences that no article carries.
DoubtFormat: TypeAlias = Literal["markdown_doubts", "html_doubts"]
Action: TypeAlias = Tool | Format | DoubtFormat | Verdict

TOOLS: tuple[Tool, ...] = ("copy", "retry", "edit", "undo")
FORMATS: tuple[Format, ...] = ("markdown", "html")
DOUBT_FORMATS: tuple[DoubtFormat, ...] = ("markdown_doubts", "html_doubts")
VERDICTS: tuple[Verdict, ...] = ("good", "bad", "wrong_source", "should_have_abstained")

_ARTICLE = "article-"
_ONLY = "only-"


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


@dataclass(frozen=True, slots=True)
class ActionLink:
    """Something to be done with the `answer`-th answer of the chat, from 1."""

    action: Action
    answer: int

    def __str__(self) -> str:
        return f"act-{self.action}-{self.answer}"


@dataclass(frozen=True, slots=True)
class OnlyLink:
    """Asks one article alone from now on, by its path inside the corpus folder."""

    source: str

    def __str__(self) -> str:
        return _ONLY + quote(self.source, safe="")


@dataclass(frozen=True, slots=True)
class ConversationLink:
    """One of the visitor's conversations, by its id: letters, digits, `-` and `_`."""

    id: str

    def __str__(self) -> str:
        return f"conversation-{self.id}"


# The links that open an article.
PlaceLink: TypeAlias = CitationLink | PassageLink | ArticleLink
Link: TypeAlias = PlaceLink | ActionLink | OnlyLink | ConversationLink


_NUMBER = "([1-9][0-9]{0,5})"
_ACTIONS: Mapping[str, Action] = {
    action: action for action in (*TOOLS, *FORMATS, *DOUBT_FORMATS, *VERDICTS)
}
# How each link is written, and how it is read back; to the last character.
_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Link]], ...] = (
    (f"cite-{_NUMBER}-{_NUMBER}", lambda found: CitationLink(int(found[1]), int(found[2]))),
    (f"passage-{_NUMBER}-{_NUMBER}", lambda found: PassageLink(int(found[1]), int(found[2]))),
    (
        f"act-({'|'.join(_ACTIONS)})-{_NUMBER}",
        lambda found: ActionLink(_ACTIONS[found[1]], int(found[2])),
    ),
    ("conversation-([A-Za-z0-9_-]{1,64})", lambda found: ConversationLink(found[1])),
    (f"{_ARTICLE}(.+)", lambda found: ArticleLink(unquote(found[1]))),
    (f"{_ONLY}(.+)", lambda found: OnlyLink(unquote(found[1]))),
)


def parse_link(written: str) -> Link:
    """Return what a link that came back from a browser points at.

    Raises:
        InputError: It is none that this page writes.
    """
    for form, read in _FORMS:
        if found := re.fullmatch(form, written):
            return read(found)
    message = f"not a link of this page: {written[:80]!r}; click a link in the chat"
    raise InputError(message)
