"""Made-up articles as passages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.datatypes import Passage

if TYPE_CHECKING:
    from index.language import Language

# Where the passages begin in their documents.
OFFSET = 70


def passage(
    language: Language,
    text: str,
    number: int = 1,
    *,
    title: str = "제목",
    published: str | None = None,
) -> Passage:
    """Return a text as a passage from within a document."""
    return Passage(
        number=number,
        source=f"{number}.txt",
        title=title,
        published=published,
        start=OFFSET,
        end=OFFSET + len(text),
        text=text,
        score=0.5,
        sentences=tuple(
            replace(span, start=OFFSET + span.start, end=OFFSET + span.end)
            for span in language.analyze(text).sentences
        ),
    )
