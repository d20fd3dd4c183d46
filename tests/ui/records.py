"""Small records for the tests of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.datatypes import Answer, Citation, Passage

if TYPE_CHECKING:
    from index.datatypes import Place


def citation(
    number: int, quote: str, *, source: str = "a.txt", start: int = 0, title: str = "가 기사"
) -> Citation:
    return Citation(
        number=number,
        source=source,
        title=title,
        published="2024-04-05",
        start=start,
        end=start + len(quote),
        quote=quote,
    )


def placed(number: int, quote: str, place: Place | None) -> Citation:
    """Return a citation from a page or a section."""
    return replace(citation(number, quote), place=place)


def passage(number: int, text: str, *, source: str = "a.txt", title: str = "가 기사") -> Passage:
    return Passage(
        number=number,
        source=source,
        title=title,
        published="2024-04-05",
        start=0,
        end=len(text),
        text=text,
        score=0.5,
    )


def answer(
    text: str,
    *citations: Citation,
    passages: tuple[Passage, ...] = (),
    query: str = "물음?",
    short_answer: str | None = None,
) -> Answer:
    return Answer(
        question="물음?",
        query=query,
        text=text,
        answerable=bool(citations),
        confidence=0.75 if citations else 0.25,
        short_answer=short_answer,
        citations=citations,
        passages=passages,
        timings_ms={"search": 1.5},
    )
