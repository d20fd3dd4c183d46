"""Articles of a few sentences, with what a reader found in them in brackets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.datatypes import FoundSpan, Passage

if TYPE_CHECKING:
    from index.kiwi import KiwiAnalyzer

# Where the passages begin in their documents.
OFFSET = 50


def found(
    kiwi: KiwiAnalyzer, text: str, number: int = 1, *, title: str = "", source: str = ""
) -> FoundSpan:
    """Return the span in brackets; the rest of the text is the passage around it."""
    before, span, after = text.replace("]", "[").split("[")
    plain = before + span + after
    passage = Passage(
        number=number,
        source=source or f"{number}.txt",
        title=title or "제목",
        published=f"2024-03-0{number}",
        start=OFFSET,
        end=OFFSET + len(plain),
        text=plain,
        score=0.5,
        sentences=tuple(
            replace(sentence, start=OFFSET + sentence.start, end=OFFSET + sentence.end)
            for sentence in kiwi.analyze(plain).sentences
        ),
    )
    start = OFFSET + len(before)
    return FoundSpan(passage=passage, start=start, end=start + len(span), text=span, log_odds=3.0)
