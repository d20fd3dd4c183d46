"""The records that files are turned into on their way to articles."""

from __future__ import annotations

from dataclasses import dataclass

from index.datatypes import Article, Place

_NOTHING = Article()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One article that was taken out of a file.

    Attributes:
        text: The decoded file, untouched, or the words of a file that is not plain text; never
            blank. Every span counts its code points.
        places: Where pages and sections of the original begin, in order of their starts.
        told: The facts that the format itself tells; they are surer than what the text shows.
        number: From 1, where a file has many articles; 0 for the only one.
    """

    text: str
    places: tuple[Place, ...] = ()
    told: Article = _NOTHING
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, a heading or a row of a table.

    Attributes:
        text: Its words; a line feed where a line was broken on purpose.
        is_heading: Whether a section begins with it.
        is_row: Whether it is a row of a table.
    """

    text: str
    is_heading: bool = False
    is_row: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a format tells about an article, in its own words; empty where it does not tell."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    author: str = ""
